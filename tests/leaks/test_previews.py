"""There are no preview links: who sees what is not yet public is signed in and has a right to it (ACL-23)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from ..addresses import cms_views, site_views
from ..people.conftest import make_member  # noqa: F401

pytestmark = pytest.mark.django_db
# Each address that opens without signing in because it is a secret itself, and what it does; none shows a page.
BY_SECRET = {
    "people:accept": "comes in", "people:confirm": "stays a member", "people:lost-factor-stop": "keeps the second factor",
    "practices:renew": "says that a published practice is still right", "notifications:stop": "ends a kind of mail",
    "account_confirm_email": "confirms an address", "account_reset_password_from_key": "sets a password",
}  # fmt: skip


def test_acl_23_no_address_of_the_site_shows_something_before_its_time():
    secret = {
        name for name, route in site_views().items()
        if re.search(r"token|signature|signed|\(\?P<key>", route) or name == "notifications:stop"
    }  # fmt: skip
    assert secret == BY_SECRET.keys()
    assert [name for name, route in site_views().items() if re.search("preview|draft|revision", name + route)] == []


def test_acl_23_the_previews_of_the_cms_are_nothing_to_visitors_and_members(home, make_practice, make_member, cms):  # noqa: F811
    page = make_practice("Kestrel")
    page.unpublish()
    revision = page.save_revision()
    previews = [
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk]),
    ]
    assert len([name for name, route in cms_views().items() if "preview" in name + route]) >= 5
    member = Client()
    member.force_login(make_member())
    for address in previews:
        for browser in (Client(), member):
            answer = browser.get(address)
            assert answer.status_code in (302, 404)
            assert b"Kestrel" not in answer.content
    drawn = cms.get(previews[0])
    assert b"Kestrel" in drawn.content
    assert drawn.headers["Cache-Control"] == "private, no-store"
    assert drawn.headers["Referrer-Policy"] in ("same-origin", "no-referrer")


@pytest.mark.parametrize(
    "query", ["preview=true", "preview=1", "in_preview_panel=true", "revision=1", "draft", "mode=preview"]
)
def test_acl_23_no_question_to_its_address_shows_a_draft(client, home, make_practice, query):
    page = make_practice("Kestrel")
    address = page.get_url()
    assert b"Kestrel" in client.get(address).content
    page.title = "Heron"
    page.save_revision()
    assert b"Heron" not in client.get(f"{address}?{query}").content
    page.unpublish()
    assert client.get(f"{address}?{query}").status_code == 404
