"""A thing's way from hidden to shown and back, over every public surface at once.

What each reader may be told of each thing is the leak matrix (`tests/leaks/`); here are the turns between.
"""

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from search.engines import _engine

from ..work import work_off

SURFACES = (
    "/", "/fr/", "/practices/", "/events/", "/cities/", "/resources/", "/themes/", "/themes/canary-theme/",
    "/practices/?country=kz", "/practices/?theme=canary-theme", "/events/?theme=canary-theme", "/resources/?theme=canary-theme",
    "/search/", "/search/?q=canary", "/search/?q=zanzibarry", "/search/?theme=canary-theme", "/search/?country=kz&type=practice",
    "/api/v1/practices/", "/api/v1/events/", "/api/v1/cities/", "/api/v1/resources/", "/api/v1/themes/", "/api/v1/search/?q=canary",
    "/feeds/practices.atom", "/feeds/events.atom", "/feeds/resources.atom", "/feeds/themes/canary-theme.atom", "/feeds/events.ics",
    "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-resources.xml", "/robots.txt",
    "/resources/export.bib", "/resources/export.ris", "/resources/export.json", "/resources/export.txt", "/nowhere/",
)  # fmt: skip
SECRET = "zanzibarry"


@pytest.fixture
def index(settings, tmp_path):
    """An index of one's own, and the worker that keeps it."""
    settings.SEARCH_URL = f"tantivy://{tmp_path}"
    _engine.cache_clear()
    call_command("reindex", verbosity=0)

    yield work_off
    _engine.cache_clear()


@pytest.fixture
def things(make_theme, make_city, make_practice, make_event, make_resource):
    """One of each kind, all hidden, all holding the secret word; a shown theme that they hang on."""
    theme = make_theme("Canary theme")
    city = make_city(f"{SECRET}ville", live=False)
    practice = make_practice(
        f"Practice {SECRET}", cities=[city], themes=[theme], live=False, summary=f"About {SECRET}."
    )
    event = make_event(f"Event {SECRET}", takeaways=[{"headline": f"Lesson {SECRET}", "themes": [theme]}], live=False)
    work = make_resource(f"Work {SECRET}", themes=[theme], live=False)
    return {"city": city.pages.get(), "practice": practice, "event": event, "resource": work}


def told(client) -> dict[str, int]:
    """On which surfaces the secret stands, leaving aside what repeats the reader's own words."""
    found = {}
    for address in SURFACES:
        response = client.get(address)
        assert response.status_code in (200, 404), address
        text = response.content.decode().lower().replace(f"q={SECRET}", "").replace(f'value="{SECRET}"', "")
        count = text.replace(f"{SECRET} · search", "").replace(f'"text": "{SECRET}"', "").count(SECRET)
        if count:
            found[address] = count
    return found


def test_hidden_things_stand_on_no_surface(client, things, index):
    index()
    assert told(client) == {}


def test_once_published_they_stand_where_readers_look(client, things, index):
    for name in ("city", "practice", "event"):
        things[name].save_revision().publish()
    things["resource"].live = True
    things["resource"].save()
    index()
    found = told(client)
    for address in ("/", "/practices/", "/events/", "/cities/", "/resources/", "/themes/canary-theme/", "/search/?q=canary",
                    "/search/?q=zanzibarry", "/api/v1/practices/", "/feeds/practices.atom", "/sitemap-pages.xml",
                    "/resources/export.bib", "/feeds/themes/canary-theme.atom"):  # fmt: skip
        assert address in found, address


def test_taken_back_they_are_gone_before_the_worker_has_heard(client, things, index):
    for name in ("city", "practice", "event"):
        things[name].save_revision().publish()
    things["resource"].live = True
    things["resource"].save()
    index()
    assert told(client)
    for name in ("city", "practice", "event"):
        things[name].refresh_from_db()
        things[name].unpublish()
    things["resource"].live = False
    things["resource"].save()
    assert told(client) == {}


def test_a_section_made_private_takes_everything_below_with_it(client, home, things, index):
    things["practice"].save_revision().publish()
    index()
    assert "/practices/" in told(client)
    section = home.get_children().get(slug="practices")
    restriction = PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert told(client) == {}
    assert client.get(things["practice"].get_url()).status_code == 404
    restriction.delete()
    assert client.get(things["practice"].get_url()).status_code == 200
