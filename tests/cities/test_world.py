"""The map's geometry."""

import math

from members.cities import world


def test_null_island_lies_on_the_middle_meridian():
    x, y = world.project(0, 0)
    assert x == world.WIDTH / 2
    assert 0 < y < world.HEIGHT


def test_the_date_line_lies_at_both_edges_of_the_equator():
    assert world.project(0, -180)[0] == 0
    assert world.project(0, 180)[0] == world.WIDTH


def test_the_poles_are_put_on_the_edge_of_the_map():
    assert world.project(90, 0)[1] == 0
    assert world.project(-90, 0)[1] == world.HEIGHT or math.isclose(world.project(-90, 0)[1], world.HEIGHT, abs_tol=1)


def test_north_is_up_and_east_is_right():
    oslo, nairobi, lima = world.project(59.9, 10.8), world.project(-1.3, 36.8), world.project(-12.0, -77.0)
    assert oslo[1] < nairobi[1]
    assert lima[0] < nairobi[0]


def test_cities_that_lie_together_are_moved_apart_and_the_first_stays():
    points = [{"title": name, "x": 500.0, "y": 200.0} for name in "abcdefgh"]
    placed = world.spread(points)
    assert (placed[0]["x"], placed[0]["y"]) == (500.0, 200.0)
    distances = [math.hypot(a["x"] - b["x"], a["y"] - b["y"]) for i, a in enumerate(placed) for b in placed[i + 1 :]]
    assert min(distances) >= world.APART - 0.2


def test_cities_far_apart_stay_where_they_are():
    points = [{"x": 100.0, "y": 100.0}, {"x": 300.0, "y": 100.0}]
    assert world.spread(points) == points


def test_the_same_cities_always_stand_in_the_same_places():
    points = [{"x": 500.0 + i % 3, "y": 200.0} for i in range(30)]
    assert world.spread(points) == world.spread(points)
