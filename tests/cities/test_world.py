"""The map's geometry."""

import gzip
import math
import re
from pathlib import Path

import pytest

from members.cities import gazetteer, world

ROOT = Path(__file__).resolve().parents[2]
PICTURE = (ROOT / "static" / "img" / "world.svg").read_text(encoding="utf-8")
LAND = re.search(r' d="([^"]+)"', PICTURE).group(1)
INLAND = {
    "FR": "Paris", "DE": "Berlin", "ES": "Madrid", "KE": "Nairobi", "IQ": "Baghdad", "MX": "Mexico City",
    "KZ": "Astana", "BR": "Brasília", "AU": "Canberra", "CA": "Ottawa", "IN": "New Delhi", "ML": "Bamako",
    "RU": "Moscow", "MN": "Ulan Bator",
}  # fmt: skip


def rings(path: str) -> list[list[tuple[float, float]]]:
    """Path data as corners: each ring is one absolute start and relative steps."""
    found = []
    for ring in path.removesuffix("z").split("z"):
        values = [float(value) for value in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", ring)]
        x = y = 0.0
        corners = []
        for step_x, step_y in zip(values[::2], values[1::2], strict=True):
            x, y = x + step_x, y + step_y
            corners.append((x, y))
        found.append(corners)
    return found


def holds(path: str, x: float, y: float) -> bool:
    """Whether a point lies inside: a ray from it crosses the outline an odd number of times."""
    crossings = 0
    for ring in rings(path):
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            crossings += (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax
    return crossings % 2 == 1


def apart(points: list[dict]) -> float:
    return min(math.hypot(a["x"] - b["x"], a["y"] - b["y"]) for i, a in enumerate(points) for b in points[i + 1 :])


def heap(count: int) -> list[dict]:
    return [{"title": str(number), "x": 500.0, "y": 200.0} for number in range(count)]


def test_null_island_lies_in_the_sea_left_of_the_middle_meridian():
    x, y = world.project(0, 0)
    assert world.project(0, world.MERIDIAN)[0] == world.WIDTH / 2 > x
    assert 0 < y < world.HEIGHT
    assert not holds(LAND, x, y)


def test_the_date_line_is_one_place_from_both_sides():
    assert world.project(-17, 180) == world.project(-17, -180)


def test_the_map_is_cut_opposite_its_middle():
    assert world.plane(0, -180)[0] == 0
    assert world.plane(0, 180)[0] == world.WIDTH
    assert world.project(65, -168)[0] < world.WIDTH / 4
    assert world.project(65, -170)[0] > world.WIDTH * 3 / 4


def test_no_outline_crosses_the_whole_map():
    drawn = [ring for path in [LAND, *map(world.outline, ["RU", "FJ", "US", "NZ"])] for ring in rings(path)]
    longest = max(abs(b[0] - a[0]) for ring in drawn for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    assert longest < world.WIDTH / 20


@pytest.mark.parametrize(
    "place", [(0, -30), (-40, 0), (-20, 80), (40, -150), (-25, -120), (72, 0), (-18, 172), (35, 18)]
)
def test_the_open_sea_is_not_land(place):
    assert not holds(LAND, *world.project(*place))


def test_the_poles_are_put_on_the_edge_of_the_map():
    assert world.project(90, 0)[1] == 0
    assert math.isclose(world.project(-90, 0)[1], world.HEIGHT, abs_tol=1)


def test_north_is_up_and_east_is_right():
    oslo, nairobi, lima = world.project(59.9, 10.8), world.project(-1.3, 36.8), world.project(-12.0, -77.0)
    assert oslo[1] < nairobi[1]
    assert lima[0] < nairobi[0]


@pytest.mark.parametrize(("country", "capital"), INLAND.items())
def test_a_capital_lies_on_land_and_in_its_own_country_only(country, capital):
    place = gazetteer.lookup(capital, country)[0]
    x, y = world.project(place.latitude, place.longitude)
    assert holds(LAND, x, y)
    assert [code for code in INLAND if holds(world.outline(code), x, y)] == [country]


def test_a_country_too_small_to_be_drawn_has_no_outline():
    assert world.outline("LI") == ""


def test_the_drawings_stay_small():
    assert len(gzip.compress(PICTURE.encode(), 9)) <= 9_300
    assert (ROOT / "members" / "cities" / "data" / "world.json").stat().st_size <= 120_000


def test_the_picture_has_the_size_that_the_map_gives_it():
    template = (ROOT / "templates" / "cities" / "components" / "map.html").read_text(encoding="utf-8")
    assert f'viewBox="{world.VIEWBOX}"' in PICTURE
    assert f'width="{world.WIDTH:.0f}" height="{world.HEIGHT}"' in template


def test_cities_that_lie_together_are_moved_apart_and_the_first_stays():
    placed = world.spread(heap(8))
    assert (placed[0]["x"], placed[0]["y"]) == (500.0, 200.0)
    assert apart(placed) >= world.APART


def test_cities_far_apart_stay_where_they_are():
    points = [{"x": 100.0, "y": 100.0}, {"x": 300.0, "y": 100.0}]
    assert [(point["x"], point["y"]) for point in world.spread(points)] == [(100.0, 100.0), (300.0, 100.0)]


def test_the_same_cities_always_stand_in_the_same_places():
    assert world.spread(heap(30)) == world.spread(heap(30))


def test_cities_at_the_edge_stay_on_the_map_and_their_names_too():
    placed = world.spread([{"x": 1000.0, "y": 0.0}] * 12 + [{"x": 0.0, "y": 431.0}] * 12)
    assert all(0 <= point["x"] <= world.WIDTH and 0 <= point["y"] <= world.HEIGHT for point in placed)
    assert {point["anchor"] for point in placed} == {"start", "end"}


def test_more_cities_than_there_is_room_for_are_all_shown():
    assert len(world.spread(heap(600))) == 600


def test_one_citys_view_is_near_has_the_maps_shape_and_the_city_in_the_middle():
    view = world.around([{"x": 500.0, "y": 200.0}])
    assert view.width == world.CLOSEST
    assert math.isclose(view.width / view.height, world.WIDTH / world.HEIGHT, rel_tol=0.01)
    assert math.isclose(view.x + view.width / 2, 500, abs_tol=0.1)
    assert math.isclose(view.y + view.height / 2, 200, abs_tol=0.1)


def test_a_view_shows_all_cities_and_never_leaves_the_map():
    points = [{"x": 2.0, "y": 3.0}, {"x": 260.0, "y": 40.0}]
    view = world.around(points)
    assert (view.x, view.y) == (0, 0)
    assert all(point["x"] < view.width and point["y"] < view.height for point in points)
    assert world.around([{"x": 0.0, "y": 0.0}, {"x": 1000.0, "y": 431.0}]) == world.VIEWBOX


def test_without_cities_the_view_is_the_whole_map():
    assert world.around([]) == world.VIEWBOX


def test_in_a_near_view_cities_are_moved_less():
    near = world.around(heap(2))
    assert world.APART > apart(world.spread(heap(2), near)) >= near.apart
