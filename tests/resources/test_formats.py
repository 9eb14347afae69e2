"""What is written can be read back, by well-kept parsers and by our own import."""

import json
from pathlib import Path
from types import SimpleNamespace

import bibtexparser
import jsonschema
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from practices.resources.choices import ResourceKind
from practices.resources.formats import EXPORTS
from practices.resources.reading import read_list

SCHEMA = json.loads((Path(__file__).parent.parent / "data" / "csl_item.schema.json").read_text())


def author(family: str = "", given: str = "", organisation: str = "") -> SimpleNamespace:
    return SimpleNamespace(family=family, given=given, organisation=organisation)


def work(title: str = "A guide", authors=(), **fields) -> SimpleNamespace:
    """What the writers ask of a work, without a database."""
    said = {
        "kind": ResourceKind.REPORT, "year": 2021, "publisher": "", "url": "", "doi": "", "isbn": "", "languages": [], "abstract": "",
        "container": "", "original_title": "",
    }  # fmt: skip
    return SimpleNamespace(title=title, authors=SimpleNamespace(all=lambda: list(authors)), **said | fields)


def written(name: str, *works) -> str:
    return EXPORTS[name].write(works)


def bibtex(*works) -> list[dict]:
    return bibtexparser.loads(written("bibtex", *works)).entries


@pytest.mark.parametrize("name", ["bibtex", "ris"])
@pytest.mark.parametrize("kind", ResourceKind.values)
def test_the_kind_of_a_work_comes_back_as_it_was(name, kind):
    found = read_list(written(name, work(kind=kind, publisher="A press")))[0]
    assert found.values["kind"] == kind
    assert found.values["publisher"] == "A press"


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (author("Weine", "Stevan"), "Weine, Stevan"),
        (author("van der Beispiel", "B."), "van der Beispiel, B."),
        (author("Plato"), "Plato"),
        (author("Two Words"), "{Two Words}"),
        (author("Black and White", "A."), "{Black and White}, A."),
        (author("Example, Jr", "B."), "{Example, Jr}, B."),
        (author("Ferdinand", "A."), "Ferdinand, A."),
        (author("others"), "{others}"),
    ],
)
def test_no_reader_of_bibtex_takes_one_person_for_two(person, said):
    assert bibtex(work(authors=[person]))[0]["author"] == said
    assert len(read_list(written("bibtex", work(authors=[person])))[0].authors) == 1


def test_a_person_whose_name_joins_two_comes_back_as_one():
    (only,) = read_list(written("bibtex", work(authors=[author("Black and White", "A.")])))[0].authors
    assert (only.family, only.given) == ("Black and White", "A.")


def test_a_title_in_another_language_is_kept_beside_the_translated_one():
    translated = work("Coming home", original_title="Retour à la maison")
    assert bibtex(translated)[0]["origtitle"] == "{Retour à la maison}"
    assert rispy.loads(written("ris", translated))[0]["original_publication"] == "Retour à la maison"
    items = json.loads(written("csl", translated))
    jsonschema.validate(items, SCHEMA)
    assert items[0]["original-title"] == "Retour à la maison"
    for name in ("bibtex", "ris", "csl"):
        assert "orig" not in written(name, work("Coming home"))


def test_the_joiners_of_persian_stay_and_the_signs_of_direction_go():
    title = "آینده می‌خواهم"
    assert "\u200c" in title
    for name in EXPORTS:
        assert title in written(name, work(f"\u202e{title}\u2069"))


def test_a_doi_can_be_followed_as_it_stands():
    assert bibtex(work(doi="10.1000/a_b#c"))[0]["doi"] == "10.1000/a_b#c"
    assert bibtex(work(doi="10.1000/a}, evil = {b"))[0].keys() == bibtex(work(doi="10.1000/a"))[0].keys()


def test_the_space_after_an_escaped_sign_stays():
    assert read_list(written("bibtex", work(r"A \ B ^ C {D} E ~ F")))[0].values["title"] == r"A \ B ^ C {D} E ~ F"


WORDS = st.text(min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(title=WORDS, family=WORDS, organisation=WORDS, container=WORDS, url=WORDS, doi=WORDS)
def test_nothing_that_stands_in_a_record_reaches_another_field_or_entry(
    title, family, organisation, container, url, doi
):
    title, family, organisation = (f"Word {said}" for said in (title, family, organisation))
    authors = [author(family, "A."), author(organisation=organisation)]
    hostile = work(title, authors, container=f"Word {container}", url=f"x{url}", doi=f"x{doi}", publisher="Last")
    pair = (hostile, work("Second", year=1999))
    first, second = bibtex(*pair)
    assert set(first) == {
        "ENTRYTYPE", "ID", "author", "title", "year", "booktitle", "institution", "doi", "url",
    }  # fmt: skip
    assert (first["institution"], second["title"]) == ("Last", "{Second}")
    records = rispy.loads(written("ris", *pair))
    assert len(records) == 2
    assert (records[0]["publisher"], len(records[0]["authors"]), records[1]["year"]) == ("Last", 2, "1999")
    items = json.loads(written("csl", *pair))
    jsonschema.validate(items, SCHEMA)
    assert len({item["id"] for item in items}) == 2
    assert len(written("text", *pair).splitlines()) == 2
    for name in ("bibtex", "ris"):
        back = read_list(written(name, *pair))
        assert [len(back), len(back[0].authors), back[0].values["publisher"]] == [2, 2, "Last"]
