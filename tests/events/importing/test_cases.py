"""Whole documents, in several languages and layouts, beside the record a careful person would fill in."""

import json
from pathlib import Path

import pytest

from events.importing.parser import parse
from network_site.reading.reader import read

CASES = Path(__file__).resolve().parents[2] / "data" / "import"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in CASES.glob("*.expected.json"))
NOISE = (
    "closesearch", "arrow-left", "[email protected]", "Publication Date", "Date de publication", "Skip to", "Zum Inhalt", "Saltar",
    "تخطي", "مشاركة:", "Поделиться", "cookies", "Impressum", "All rights", "derechos reservados", "права защищены", "Время чтения", "دقائق قراءة",
)  # fmt: skip


def source(name: str) -> Path:
    return next(path for path in CASES.glob(f"{name}.*") if path.suffix != ".json")


def record(name: str) -> dict:
    path = source(name)
    return parse(read(path.read_bytes(), path.name)).as_json()


def test_there_are_enough_cases():
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_read_as_a_careful_person_would(name):
    assert record(name) == json.loads((CASES / f"{name}.expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_no_navigation_is_left_anywhere_in_a_record(name):
    text = json.dumps(record(name), ensure_ascii=False)
    assert [noise for noise in NOISE if noise in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_record_is_invented(name):
    """Every text of a record stands in the document; only dates and kinds are put into other words."""
    path = source(name)
    document = read(path.read_bytes(), path.name)
    words = "".join(path.read_text(encoding="utf-8").replace("&amp;", "&").replace("*", "").split())
    for tag in ("<strong>", "</strong>", "<li>", "</li>", "<p>", "</p>"):
        words = words.replace(tag, "")
    read_record = parse(document)
    texts = [read_record.title, *read_record.intro]
    texts += [text for row in read_record.takeaways for text in (row.heading, *row.body) if "•" not in text]
    texts += [text for row in read_record.resources for text in (row.citation.title, row.citation.authors_text)]
    assert [text for text in texts if "".join(text.split()) not in words] == []


@pytest.mark.parametrize(
    ("name", "language"),
    [("webinar_ar_school_return", "ar"), ("webinar_ru_hotline", "ru"), ("webinar_es_headings", "es"),
     ("webinar_de_page", "de"), ("webinar_fr_no_labels", "fr"), ("webinar_en_bold_leads", "en")],
)  # fmt: skip
def test_the_language_of_a_document_is_told_by_its_own_words(name, language):
    path = source(name)
    assert parse(read(path.read_bytes(), path.name)).language == language
