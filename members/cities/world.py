"""Where a place stands on the map: the Equal Earth projection, and points moved apart so that each can be hit.

The land is one drawing, `static/img/world.svg`, and `data/world.json` holds the countries' outlines; both are made from
Natural Earth (public domain) in the same view box by `data/build.py`.
Projection: B. Šavrič, T. Patterson and B. Jenny, “The Equal Earth map projection”, 2018.
"""

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

WIDTH = 1000.0
NORTH, SOUTH = 80.0, -57.0
MERIDIAN = 11.0  # the middle of the map: cut opposite to it, in the Bering Strait, nearly all land stays in one piece
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT = math.sqrt(3) / 2
FILE = Path(__file__).parent / "data" / "world.json"
CLOSEST = 140.0  # units: nearer than this, the outlines' corners would show
MARGIN = 20.0
APART = 21.0  # units of the view box: the smallest target for a finger or a shaky hand, on a desk screen
TURNS = 400  # places tried around a point, about eleven dots away at the farthest


def _equal_earth(latitude: float, longitude: float) -> tuple[float, float]:
    angle = math.asin(ROOT * math.sin(math.radians(latitude)))
    square = angle * angle
    sixth = square**3
    slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    return (
        math.radians(longitude) * math.cos(angle) / (ROOT * slope),
        angle * (A1 + A2 * square + sixth * (A3 + A4 * square)),
    )


SCALE = WIDTH / 2 / _equal_earth(0, 180)[0]
TOP = _equal_earth(NORTH, 0)[1] * SCALE
HEIGHT = round(TOP - _equal_earth(SOUTH, 0)[1] * SCALE)


@dataclass(frozen=True)
class View:
    """The part of the map that is shown; written out, it is the value of SVG's `viewBox`."""

    x: float
    y: float
    width: float
    height: float

    def __str__(self) -> str:
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"

    @property
    def letter(self) -> float:
        """The size of letters, by which dots and lines are measured too, so that they look alike in every view."""
        return round(self.width / 1000 * 14, 2)

    @property
    def apart(self) -> float:
        """How far apart points must be to be hit one by one."""
        return APART * self.width / WIDTH


VIEWBOX = View(0, 0, WIDTH, HEIGHT)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Turn degrees into units of the view box; what lies beyond the map's edge is put on it."""
    return plane(latitude, (longitude - MERIDIAN + 180) % 360 - 180)


def plane(latitude: float, east: float) -> tuple[float, float]:
    """The same from degrees east of the map's middle, from -180 to 180: the right edge is told from the left one."""
    x, y = _equal_earth(max(min(latitude, NORTH), SOUTH), east)
    return round(WIDTH / 2 + x * SCALE, 1), round(TOP - y * SCALE, 1)


def around(points: Iterable[dict[str, Any]]) -> View:
    """The smallest view, in the whole map's shape and inside it, that shows all points with some room around them.

    Without points it is the whole map.
    """
    places = [(point["x"], point["y"]) for point in points]
    if not places:
        return VIEWBOX
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*places, strict=True))
    needed = max(right - left + 2 * MARGIN, (bottom - top + 2 * MARGIN) * WIDTH / HEIGHT, CLOSEST)
    width = min(math.ceil(needed), WIDTH)
    height = round(width * HEIGHT / WIDTH, 1)
    x = min(max((left + right - width) / 2, 0), WIDTH - width)
    y = min(max((top + bottom - height) / 2, 0), HEIGHT - height)
    return View(round(x, 1), round(y, 1), width, height)


def outline(country: str) -> str:
    """A country's outline as SVG path data by its ISO code; empty where the country is too small to be drawn."""
    return _outlines().get(country, "")


@lru_cache(maxsize=1)
def _outlines() -> dict[str, str]:
    return json.loads(FILE.read_text(encoding="utf-8"))


def spread(points: list[dict[str, Any]], view: View = VIEWBOX) -> list[dict[str, Any]]:
    """Move points that would cover each other to the next free place on a spiral; the first of them stays.

    Points are dicts with `x` and `y`, and come back with `anchor`, the side on which there is room for their names.
    The same points in the same order always end up in the same places, and never outside the view. Where a view is so
    full that no place is free near by, a point stays where it is.
    """
    placed: list[dict[str, Any]] = []
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for point in points:
        near = (place for place in _spiral(point["x"], point["y"], view) if _is_free(*place, cells, view.apart))
        x, y = next(near, (point["x"], point["y"]))
        cells.setdefault((int(x // view.apart), int(y // view.apart)), []).append((x, y))
        placed.append(point | {"x": x, "y": y, "anchor": _anchor(x, view)})
    return placed


def _anchor(x: float, view: View) -> str:
    """Where a name of usual length begins, in SVG's words."""
    share = (x - view.x) / view.width
    return "start" if share < 0.1 else "end" if share > 0.9 else "middle"


def _spiral(x: float, y: float, view: View) -> Iterator[tuple[float, float]]:
    """The place itself and then, ever farther away, places of the view around it."""
    yield x, y
    for step in range(1, TURNS):
        turn = step * 2.399963  # the golden angle: places come evenly round the centre
        distance = view.apart * 0.55 * math.sqrt(step)
        around_x, around_y = round(x + distance * math.cos(turn), 1), round(y + distance * math.sin(turn), 1)
        if view.x <= around_x <= view.x + view.width and view.y <= around_y <= view.y + view.height:
            yield around_x, around_y


def _is_free(x: float, y: float, cells: dict[tuple[int, int], list[tuple[float, float]]], apart: float) -> bool:
    column, row = int(x // apart), int(y // apart)
    near = (
        place for c in range(column - 1, column + 2) for r in range(row - 1, row + 2) for place in cells.get((c, r), ())
    )
    return all(math.hypot(x - px, y - py) >= apart for px, py in near)
