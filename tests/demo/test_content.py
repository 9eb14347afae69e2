"""The demonstration's text files name only what exists, and are as many as promised."""

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from django.db import models
from django.utils.text import slugify

from events.choices import AttributionRule, EventKind, Registration, TakeawayKind
from network_site.demo.reading import CONTENT, read, read_all
from network_site.themes.actions import VOCABULARY
from practices import choices
from practices.models import PracticePage
from practices.resources.models import Resource

FOLDERS = ("cities", "practices", "events", "resources", "pages")
FILES = sorted(path for folder in FOLDERS for path in (CONTENT / folder).glob("*.toml"))
SETS_OF_CODES = ("target_groups", "prevention_levels", "phases", "settings", "actors")
CITED = ("resource", "resources")


def files(folder: str) -> list[tuple[str, dict]]:
    return [(path.name, values) for path, values in read_all(folder)]


def works() -> list[dict]:
    return [row for _name, values in files("resources") for row in values["resource"]]


def named(values: object, keys: Iterable[str]) -> Iterator[str]:
    """Every text that stands under one of the keys, however deep."""
    if isinstance(values, dict):
        for key, value in values.items():
            if key in keys:
                yield from [value] if isinstance(value, str) else value
            else:
                yield from named(value, keys)
    elif isinstance(values, list):
        for value in values:
            yield from named(value, keys)


def unknown(folder: str, keys: Iterable[str], known: Iterable[str]) -> list[tuple[str, str]]:
    known = {name.lower() for name in known}
    return [
        (name, word)
        for name, values in files(folder)
        for word in named(values, keys)
        if word.lower() not in known
    ]  # fmt: skip


def codes_of(model: type[models.Model], name: str) -> set[str]:
    return {code for code, _label in model._meta.get_field(name).choices}


def practice_names() -> set[str]:
    return {
        f"{values['language']}:{values['slug']}" if "language" in values else values["slug"]
        for _name, values in files("practices")
    }


def city_names() -> set[str]:
    return {f"{values['country']}/{values['slug']}" for _name, values in files("cities")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_can_be_read_and_says_something(path):
    assert read(path)


@pytest.mark.parametrize("folder", FOLDERS)
def test_themes_are_in_the_vocabulary(folder):
    known = {slugify(theme["en"]) for theme in read(VOCABULARY)["theme"]}
    assert unknown(folder, ["themes"], known) == []


@pytest.mark.parametrize("folder", ["practices", "events"])
def test_cited_works_are_in_the_bibliography(folder):
    assert unknown(folder, CITED, {work["slug"] for work in works()}) == []


@pytest.mark.parametrize("folder", ["practices", "events"])
def test_cities_and_practices_that_are_named_exist(folder):
    assert unknown(folder, ["city", "cities"], city_names()) == []
    assert unknown(folder, ["practices", "derived_from", "translation_of"], practice_names()) == []


@pytest.mark.parametrize("name", SETS_OF_CODES)
def test_practices_use_the_codes_of_a_set(name):
    assert unknown("practices", [name], codes_of(PracticePage, name)) == []


def test_practices_use_the_codes_of_lists():
    for name in ("extent", "scale", "running_state", "cost_band", "reach", "vetting", "evidence"):
        assert unknown("practices", [name], codes_of(PracticePage, name)) == [], name
    outcomes = [row for _name, values in files("practices") for row in values.get("outcomes", [])]
    assert {row["direction"] for row in outcomes if "direction" in row} <= set(choices.Direction.values)
    assert {row["known"] for row in outcomes if "known" in row} <= set(choices.Known.values)


def test_events_use_the_codes_of_lists():
    for _name, values in files("events"):
        assert values["kind"] in EventKind.values
        assert values["attribution"] in AttributionRule.values
        assert values.get("registration", "") in ["", *Registration.values]
        assert {row["kind"] for row in values.get("takeaways", [])} <= set(TakeawayKind.values)


def test_works_use_the_codes_of_lists():
    for name in ("kind", "evidence_kind", "access"):
        known = codes_of(Resource, name)
        assert [work["slug"] for work in works() if work.get(name) and work[name] not in known] == [], name


def test_no_two_things_of_a_kind_have_one_address():
    addresses = [
        (folder, values.get("country") or values.get("language", "en"), values["slug"])
        for folder in ("cities", "practices", "events", "pages")
        for _name, values in files(folder)
    ]
    addresses += [("resources", "", work["slug"]) for work in works()]
    assert [address for address, times in Counter(addresses).items() if times > 1] == []


def test_there_is_as_much_as_promised():
    assert len([values for _name, values in files("practices") if "translation_of" not in values]) >= 24
    assert len(files("cities")) >= 16
    assert len({values["country"] for _name, values in files("cities")}) >= 12
    assert len(works()) >= 60


def test_there_are_webinars_in_two_series_and_other_events():
    events = [values for _name, values in files("events")]
    told = [event for event in events if event["kind"] == "webinar" and event.get("takeaways")]
    series = Counter(event["series"]["slug"] for event in told if "series" in event)
    assert len(series) == 2 and series.total() >= 8
    assert {"workshop", "visit"} <= {event["kind"] for event in events}
    assert len([event for event in events if "starts_in_days" in event]) >= 2
    assert all(3 <= len(event["takeaways"]) <= 5 for event in told)


def test_there_are_pages_in_french_and_arabic():
    languages = Counter(
        values["language"]
        for folder in ("practices", "events", "pages")
        for _name, values in files(folder)
        if "language" in values
    )
    assert languages["fr"] >= 6 and languages["ar"] >= 5


def test_practices_show_every_level_of_evidence_and_what_did_not_work():
    practices = [values for _name, values in files("practices")]
    directions = {row.get("direction") for values in practices for row in values.get("outcomes", [])}
    assert {"E0", "E1", "E2", "E3", "E4"} <= {values.get("evidence") for values in practices}
    assert {"worse", "no_change"} <= directions
    assert any(values.get("running_state") == "stopped" for values in practices)
    assert any(values.get("place_withheld") for values in practices)
    assert len([values for values in practices if "derived_from" in values]) >= 2


def test_the_retold_webinar_has_no_invented_day_and_its_fourth_takeaway_is_on_trauma():
    (event,) = [values for _name, values in files("events") if values["slug"] == "families-back-from-conflict"]
    assert not {"starts_on", "starts_in_days", "published_on"} & set(event)
    assert len(event["takeaways"]) == 5 and len(event["resource_list"]) == 7
    assert "trauma" in event["takeaways"][3]["headline"]


def test_nobody_is_named_in_events():
    speakers = [row for _name, values in files("events") for row in values.get("speakers", [])]
    assert speakers and not [row for row in speakers if row.get("name")]
