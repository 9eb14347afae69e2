"""Cities side by side: as points of a map and as rows of the table beside it."""

from collections.abc import Iterable

from . import world
from .models import CityPage


def on_map(pages: Iterable[CityPage]) -> dict:
    """What `cities/components/map.html` and the table need: cities sorted by name, points, the map's view box."""
    rows = sorted(pages, key=lambda page: page.city.name.casefold())
    return {"city_pages": rows, "points": points(rows), "viewbox": world.VIEWBOX}


def points(pages: Iterable[CityPage]) -> list[dict]:
    """Cities as points of the map; those without coordinates stand in the table only."""
    placed = [page for page in pages if page.city.latitude is not None and page.city.longitude is not None]
    marks = []
    for page in placed:
        x, y = world.project(float(page.city.latitude), float(page.city.longitude))
        marks.append({"title": page.city.name, "url": page.get_url(), "note": page.city.country.name, "x": x, "y": y})
    return world.spread(marks)
