import pytest
from django.urls import reverse

from members.cities.models import City

ADD = "wagtailsnippets_cities_city:add"


@pytest.fixture
def form(make_country):
    make_country("KZ")
    return {"name": "Almaty", "slug": "almaty", "country": "KZ", "membership": "member"}


def test_a_city_saved_in_the_cms_is_filled_from_the_gazetteer(cms, form):
    assert cms.post(reverse(ADD), form).status_code == 302
    city = City.objects.get(name="Almaty")
    assert (round(city.latitude), round(city.longitude)) == (43, 77)
    assert city.time_zone.startswith("Asia/")


def test_what_an_editor_wrote_about_a_city_stays(cms, form):
    cms.post(reverse(ADD), form | {"latitude": "43.1", "longitude": "76.1", "population": "5"})
    city = City.objects.get(name="Almaty")
    assert (float(city.latitude), float(city.longitude), city.population) == (43.1, 76.1, 5)
