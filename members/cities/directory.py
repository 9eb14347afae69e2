"""Cities side by side: as points of a map and as rows of the table beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from network_site.remembered import Remembered

from . import world
from .models import City, CityPage, Country


def on_map(shown: Iterable[CityPage], country: Country | None = None) -> dict:
    """What `cities/components/map.html` and the table need: cities sorted by title, points, what part of the map is shown.

    With a country the map is drawn close around its cities, with the country's outline.
    """
    rows = sorted(shown, key=lambda page: page.title.casefold())
    marks = points(rows)
    view = world.around(marks) if country else world.VIEWBOX
    return {
        "city_pages": rows,
        "points": world.spread(marks, view),
        "viewbox": view,
        "outline": world.outline(country.code) if country else "",
    }


def points(shown: Iterable[CityPage]) -> list[dict]:
    """Cities as points of the map, where they lie; those without coordinates stand in the table only."""
    placed = [page for page in shown if page.city.latitude is not None and page.city.longitude is not None]
    marks = []
    for page in placed:
        x, y = world.project(float(page.city.latitude), float(page.city.longitude))
        marks.append({"title": page.title, "url": page.get_url(), "note": page.city.country.name, "x": x, "y": y})
    return marks


@dataclass(frozen=True)
class CityLink:
    """A published city as a page names it: its title in the reader's language, its address, its country."""

    title: str
    url: str
    country: str


def read_pages() -> dict[tuple[int, str], tuple[str, str]]:
    rows = CityPage.objects.visible_to(None).select_related("locale")
    return {(page.city_id, page.locale.language_code): (page.title, page.get_url() or "") for page in rows}


pages = Remembered(read_pages)


def links_of(cities: Iterable[City]) -> list[CityLink]:
    """The links to cities that were found to be public just now; no question to the database."""
    language, known = (get_language() or "").split("-")[0], pages()
    codes = (language, *(code for code, _name in settings.LANGUAGES))
    found = (
        (city, next((known[city.pk, code] for code in codes if (city.pk, code) in known), None)) for city in cities
    )
    return [CityLink(page[0], page[1], city.country.name) for city, page in found if page]


def name_of(city: City) -> str:
    """A city's name as its public page in the reader's language spells it, or else as the network does."""
    language = (get_language() or "").split("-")[0]
    return city.name if language == settings.LANGUAGE_CODE else pages().get((city.pk, language), (city.name,))[0]


def one_page_each(shown: Iterable[CityPage]) -> list[CityPage]:
    """Of a city with pages in several languages, the one in the reader's."""
    language = (get_language() or "").split("-")[0]
    chosen: dict[int, CityPage] = {}
    for page in shown:
        if page.city_id not in chosen or page.locale.language_code == language:
            chosen[page.city_id] = page
    return list(chosen.values())


def pages_of(cities: Iterable[City]) -> list[CityPage]:
    """The pages of cities that the public may read, each city once, in the reader's language where there is one."""
    keys = [city.pk for city in cities]
    return one_page_each(CityPage.objects.visible_to(None).with_place().filter(city__in=keys)) if keys else []
