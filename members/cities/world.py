"""Where a place stands on the map: the Equal Earth projection, and points moved apart so that each can be hit.

The land is one drawing, `static/img/world.svg`, made from Natural Earth's outlines (public domain) in the same view box.
Projection: B. Šavrič, T. Patterson and B. Jenny, “The Equal Earth map projection”, 2018.
"""

import math
from typing import Any

WIDTH = 1000.0
NORTH, SOUTH = 80.0, -57.0
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT = math.sqrt(3) / 2
APART = 21.0  # units of the view box: the smallest target for a finger or a shaky hand, on a desk screen


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
VIEWBOX = f"0 0 {WIDTH:.0f} {HEIGHT}"


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Turn degrees into units of the view box; what lies beyond the map's edge is put on it."""
    x, y = _equal_earth(max(min(latitude, NORTH), SOUTH), max(min(longitude, 180.0), -180.0))
    return round(WIDTH / 2 + x * SCALE, 1), round(TOP - y * SCALE, 1)


def spread(points: list[dict[str, Any]], apart: float = APART) -> list[dict[str, Any]]:
    """Move points that would cover each other to the next free place on a spiral; the first of them stays.

    Points are dicts with `x` and `y`; the same points in the same order always end up in the same places.
    """
    placed: list[dict[str, Any]] = []
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for point in points:
        x, y = next((px, py) for px, py in _spiral(point["x"], point["y"], apart) if _is_free(px, py, cells, apart))
        cells.setdefault((int(x // apart), int(y // apart)), []).append((x, y))
        placed.append(point | {"x": round(x, 1), "y": round(y, 1)})
    return placed


def _spiral(x: float, y: float, apart: float):
    yield x, y
    step = 1
    while True:
        turn = step * 2.399963  # the golden angle: places come evenly round the centre
        distance = apart * 0.55 * math.sqrt(step)
        yield x + distance * math.cos(turn), y + distance * math.sin(turn)
        step += 1


def _is_free(x: float, y: float, cells: dict, apart: float) -> bool:
    column, row = int(x // apart), int(y // apart)
    near = (
        place for c in range(column - 1, column + 2) for r in range(row - 1, row + 2) for place in cells.get((c, r), ())
    )
    return all(math.hypot(x - px, y - py) >= apart for px, py in near)
