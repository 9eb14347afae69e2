"""What members and readers are told of how long something is kept (PRIV-05)."""

import pytest

from network_site.pages.models import StandardPage

from ..people.conftest import make_member, signed_in  # noqa: F401
from ..people.test_account import fresh

pytestmark = pytest.mark.django_db
BACKUPS = "Backups are encrypted and kept for {} days at most."


def notice(home, slug: str) -> str:
    page = home.add_child(instance=StandardPage(title="A page", slug=slug, locale=home.locale))
    page.save_revision().publish()
    return page.get_url()


@pytest.mark.parametrize("days", [35, 14])
@pytest.mark.parametrize("slug", ["privacy", "privacy-fr"])
def test_priv_05_the_privacy_notice_says_how_long_backups_are_kept(client, home, settings, slug, days):
    settings.BACKUP_DAYS = days
    assert BACKUPS.format(days) in client.get(notice(home, slug)).content.decode()


def test_priv_05_other_pages_do_not(client, home):
    assert "Backups" not in client.get(notice(home, "private-rooms")).content.decode()


def test_priv_05_who_leaves_is_told_before_they_do(signed_in, make_member):  # noqa: F811
    browser = signed_in(make_member())
    fresh(browser)
    assert BACKUPS.format(35) in browser.get("/account/leave/").content.decode()
