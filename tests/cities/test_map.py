"""The map as it stands on pages."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from members.cities import world
from members.cities.directory import on_map
from members.cities.models import CityPage
from tests.builders import make_city

pytestmark = pytest.mark.django_db


def test_a_published_city_is_a_named_link_on_the_map_and_an_unpublished_one_is_not(client):
    make_city("Aktau", live=True)
    make_city("Osten", live=False)
    body = client.get("/cities/").content.decode()
    assert 'aria-label="Aktau, Kazakhstan"' in body
    assert "Osten" not in body


def test_a_city_without_coordinates_stands_in_the_table_only(client):
    make_city("Aktau", latitude=None, longitude=None)
    body = client.get("/cities/").content.decode()
    assert "world-map" not in body
    assert ">Aktau</a>" in body


def test_a_countrys_page_shows_its_part_of_the_map_with_its_outline(client):
    make_city("Aktau")
    body = client.get("/cities/kazakhstan/").content.decode()
    assert world.outline("KZ") in body
    view = [float(number) for number in re.search(r'viewBox="([\d. ]+)" font-size', body).group(1).split()]
    assert view[2] == world.CLOSEST
    x, y = world.project(43.65, 51.16)
    assert view[0] < x < view[0] + view[2]
    assert view[1] < y < view[1] + view[3]


def test_the_world_has_no_countrys_outline(client):
    make_city("Aktau")
    assert "world-country" not in client.get("/cities/").content.decode()


@pytest.mark.parametrize("language", ["fr", "ar", "ru"])
def test_numbers_in_the_drawing_are_the_same_in_every_language(language):
    make_city("Aktau")
    pages = CityPage.objects.with_place()
    with translation.override(language):
        body = render_to_string("cities/components/map.html", on_map(pages, pages[0].city.country))
    point = world.project(43.65, 51.16)
    assert f'cx="{point[0]}" cy="{point[1]}"' in body
    assert 'font-size="1.96"' in body
