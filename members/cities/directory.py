"""Cities side by side: as points of a map and as rows of the table beside it."""

from collections.abc import Iterable

from . import world
from .models import CityPage, Country


def on_map(pages: Iterable[CityPage], country: Country | None = None) -> dict:
    """What `cities/components/map.html` and the table need: cities sorted by name, points, what part of the map is shown.

    With a country the map is drawn close around its cities, with the country's outline.
    """
    rows = sorted(pages, key=lambda page: page.city.name.casefold())
    marks = points(rows)
    view = world.around(marks) if country else world.VIEWBOX
    return {
        "city_pages": rows,
        "points": world.spread(marks, view),
        "viewbox": view,
        "outline": world.outline(country.code) if country else "",
    }


def points(pages: Iterable[CityPage]) -> list[dict]:
    """Cities as points of the map, where they lie; those without coordinates stand in the table only."""
    placed = [page for page in pages if page.city.latitude is not None and page.city.longitude is not None]
    marks = []
    for page in placed:
        x, y = world.project(float(page.city.latitude), float(page.city.longitude))
        marks.append({"title": page.city.name, "url": page.get_url(), "note": page.city.country.name, "x": x, "y": y})
    return marks
