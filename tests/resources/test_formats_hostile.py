"""Whatever stands in a record, it stays inside its field, in every format."""

import json
from pathlib import Path

import bibtexparser
import jsonschema
import pytest
import rispy

from practices.resources.choices import ResourceKind
from practices.resources.formats import EXPORTS
from practices.resources.formats.kinds import NAMES

SCHEMA = json.loads((Path(__file__).parent.parent / "data" / "csl_item.schema.json").read_text())
HOSTILE = [
    "Title } , author = {Somebody Else}, title = {Other",
    "@article{evil, title={x}}",
    "Line one\r\nER  - \r\nTY  - BOOK\r\nTI  - Evil",
    "Percent % and $math$ and \\input{secret} and #1 ~ ^ _ &",
    "Right to left \u202eevil\u202c and a zero\u200bwidth",
    "A tab\tand a line\u2028separator",
]


def written(name: str, works) -> str:
    return EXPORTS[name].write(works)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_makes_no_second_entry_and_no_other_field(make_resource, title):
    work = make_resource(title, authors=[("Shtuni", "A.")], year=2021)
    entries = bibtexparser.loads(written("bibtex", [work])).entries
    assert len(entries) == 1
    assert entries[0]["author"] == "Shtuni, A."
    records = rispy.loads(written("ris", [work]))
    assert len(records) == 1
    assert records[0]["authors"] == ["Shtuni, A."]
    items = json.loads(written("csl", [work]))
    jsonschema.validate(items, SCHEMA)
    assert len(items) == 1
    assert len(written("text", [work]).splitlines()) == 1


@pytest.mark.parametrize("kind", ResourceKind.values)
def test_every_kind_of_work_has_a_name_in_every_format(make_resource, kind):
    work = make_resource(
        f"A {kind}",
        authors=["Council of Europe"],
        kind=kind,
        publisher="A press",
        container="A journal",
        languages=["en"],
    )
    assert kind in NAMES
    assert (
        len(bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False).parse(written("bibtex", [work])).entries)
        == 1
    )
    assert len(rispy.loads(written("ris", [work]))) == 1
    jsonschema.validate(json.loads(written("csl", [work])), SCHEMA)


def test_an_organisation_is_never_taken_apart(make_resource):
    name = "Committee for Housing, Youth and Sport, City of Somewhere"
    work = make_resource("A guide", authors=[name])
    assert bibtexparser.loads(written("bibtex", [work])).entries[0]["author"] == "{" + name + "}"
    assert rispy.loads(written("ris", [work]))[0]["authors"] == [name]
    assert json.loads(written("csl", [work]))[0]["author"] == [{"literal": name}]


def test_a_person_and_an_organisation_keep_their_order(make_resource):
    work = make_resource("A guide", authors=[("Weine", "S."), "UNICEF"])
    assert [next(iter(author.values())) for author in json.loads(written("csl", [work]))[0]["author"]] == [
        "Weine",
        "UNICEF",
    ]


def test_works_without_a_year_say_so_in_words(make_resource):
    assert "(n.d.)" in written("text", [make_resource("A guide", authors=["UNICEF"], year=None)])


def test_two_works_of_one_author_and_year_have_different_keys(make_resource):
    works = [
        make_resource("Guide to care", authors=["UNICEF"]),
        make_resource("Guide to care again", authors=["UNICEF"]),
    ]
    keys = [entry["ID"] for entry in bibtexparser.loads(written("bibtex", works)).entries]
    assert len(set(keys)) == 2
