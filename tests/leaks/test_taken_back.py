"""A city that is shown no more is named by nothing it was tied to, once the worker has heard (ACL-05, PRIV-16)."""

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from search.engines import _engine

from ..work import work_off

PLACES = ("/search/?q=bridge", "/api/v1/search/?q=bridge", "/practices/", "/practices/?country=ke", "/api/v1/practices/",
          "/", "/cities/", "/sitemap-pages.xml", "/events/", "/feeds/practices.atom")  # fmt: skip


@pytest.fixture
def tied(settings, tmp_path, make_city, make_practice, make_event):
    """A shown city, an entry from there and a takeaway about it, all of them found."""
    settings.SEARCH_URL = f"tantivy://{tmp_path}"
    _engine.cache_clear()
    call_command("reindex", verbosity=0)
    city = make_city("Kisumba", "KE")
    practice = make_practice("A bridge", cities=[city])
    event = make_event("Meeting at the bridge", takeaways=[{"headline": "A lesson of the bridge"}])
    takeaway = event.takeaways.get()
    takeaway.cities = [city]
    takeaway.save()
    for page in (city.pages.get(), practice, event):
        page.save_revision().publish()
    work_off()
    yield city.pages.get()
    _engine.cache_clear()


def naming(client) -> set[str]:
    return {
        address
        for address in PLACES
        if any(word in client.get(address).content.decode().lower() for word in ("kisumba", "kenya"))
    }


def withdraw(page) -> None:
    page.unpublish()


def make_private(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def delete(page) -> None:
    page.delete()


@pytest.mark.parametrize("take_back", [withdraw, make_private, delete], ids=lambda way: way.__name__)
def test_priv_16_a_city_taken_back_is_named_nowhere(client, tied, take_back):
    assert {"/search/?q=bridge", "/practices/", "/cities/", "/sitemap-pages.xml"} <= naming(client)
    take_back(tied)
    work_off()
    assert naming(client) == set()


def test_a_city_shown_again_is_named_again(client, tied):
    before = naming(client)
    withdraw(tied)
    work_off()
    tied.refresh_from_db()
    tied.save_revision().publish()
    work_off()
    assert naming(client) == before
