"""Places are offered where a text names them, and nowhere else."""

from events.importing.places import places_in

CITIES = {
    "york": ["York"],
    "new-york": ["New York", "Nueva York"],
    "bend": ["Bend"],
    "aktau": ["Aktau", "Актау", "أكتاو"],
}


def test_places_are_found_in_the_order_of_their_mention():
    assert places_in("A centre in Aktau worked with Bend, Oregon; Aktau again.", CITIES) == ["aktau", "bend"]


def test_a_place_is_found_by_its_name_in_other_scripts():
    assert places_in("Центр Актау", CITIES) == places_in("مركز أكتاو", CITIES) == ["aktau"]


def test_a_longer_name_hides_the_shorter_one_within_it():
    assert places_in("Mayors met in New York.", CITIES) == ["new-york"]
    assert places_in("Mayors met in York.", CITIES) == ["york"]


def test_a_common_word_and_a_part_of_a_word_are_no_place():
    assert places_in("They bend the rules; Yorkshire does not.", CITIES) == []
    assert places_in("They went to Bend.", CITIES) == ["bend"]


def test_an_empty_vocabulary_finds_nothing():
    assert places_in("Mayors met in New York.", {}) == places_in("", CITIES) == []
