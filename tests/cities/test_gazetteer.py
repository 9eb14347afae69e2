"""What is offered when a city is registered."""

from members.cities import gazetteer


def test_a_city_is_found_without_its_accents():
    assert gazetteer.lookup("malmo", "SE")[0].name == "Malmö"


def test_the_larger_of_two_cities_of_one_name_comes_first():
    found = gazetteer.lookup("Birmingham")
    assert found[0].country == "GB"
    assert [place.population for place in found] == sorted((place.population for place in found), reverse=True)


def test_the_country_decides_between_two():
    assert gazetteer.lookup("Birmingham", "US")[0].time_zone == "America/Chicago"


def test_an_unknown_place_is_not_guessed():
    assert gazetteer.lookup("Nowhere-on-Sea") == []


def test_suggestions_begin_with_what_was_typed_and_are_few():
    found = gazetteer.suggest("san", limit=5)
    assert len(found) == 5
    assert all(gazetteer.fold(place.name).startswith("san") for place in found)


def test_nothing_typed_suggests_nothing():
    assert gazetteer.suggest("  ") == []


def test_small_capitals_are_there():
    assert gazetteer.lookup("Vaduz", "LI")
