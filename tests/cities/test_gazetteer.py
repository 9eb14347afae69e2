"""What is offered when a city is registered."""

import pytest

from members.cities import gazetteer


@pytest.mark.parametrize(
    ("typed", "name", "country"),
    [
        ("malmo", "Malmö", "SE"),
        ("Łódź", "Łódź", "PL"),
        ("lodz", "Łódź", "PL"),
        ("Ndjamena", "N'Djamena", "TD"),
        ("N’Djamena", "N'Djamena", "TD"),
        ("saint etienne", "Saint-Étienne", "FR"),
    ],
)
def test_a_city_is_found_however_its_marks_are_typed(typed, name, country):
    assert [(place.name, place.country) for place in gazetteer.lookup(typed)][:1] == [(name, country)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Cologne", "Köln"), ("Wien", "Vienna"), ("Séville", "Sevilla"), ("Каир", "Cairo"), ("القاهرة", "Cairo")],
)
def test_a_large_city_is_found_by_what_others_call_it(typed, name):
    assert gazetteer.lookup(typed)[0].name == name


def test_the_larger_of_two_cities_of_one_name_comes_first():
    found = gazetteer.lookup("Birmingham")
    assert found[0].country == "GB"
    assert [place.population for place in found] == sorted((place.population for place in found), reverse=True)


def test_a_city_of_that_very_name_comes_before_a_larger_one_also_called_so():
    found = gazetteer.lookup("Valencia")
    assert {place.name for place in found} > {"Valencia"}
    assert [place.name == "Valencia" for place in found] == sorted([p.name == "Valencia" for p in found], reverse=True)


def test_the_country_decides_between_two():
    assert gazetteer.lookup("Birmingham", "US")[0].time_zone == "America/Chicago"
    assert gazetteer.lookup("Tripoli", "lb")[0].country == "LB"


@pytest.mark.parametrize("typed", ["Nowhere-on-Sea", "", "  ", "\x00", "…"])
def test_an_unknown_place_is_not_guessed(typed):
    assert gazetteer.lookup(typed) == []


def test_suggestions_begin_with_what_was_typed_and_are_few_and_the_largest_come_first():
    found = gazetteer.suggest("san", limit=5)
    assert len(found) == 5
    assert all(gazetteer.fold(place.name).startswith("san") for place in found)
    assert [place.population for place in found] == sorted((place.population for place in found), reverse=True)


def test_suggestions_know_other_names_and_give_each_place_once():
    found = gazetteer.suggest("москв")
    assert found[0].name == "Moscow"
    assert len(found) == len(set(found))


def test_suggestions_keep_to_the_country():
    assert {place.country for place in gazetteer.suggest("san", "PH")} == {"PH"}


def test_nothing_typed_suggests_nothing():
    assert gazetteer.suggest("  ") == []


@pytest.mark.parametrize(("name", "country"), [("Vaduz", "LI"), ("Reykjavík", "IS"), ("Port-Vila", "VU")])
def test_small_capitals_are_there(name, country):
    assert gazetteer.lookup(name, country)


def test_the_extract_stays_small():
    assert gazetteer.FILE.stat().st_size < 900_000
