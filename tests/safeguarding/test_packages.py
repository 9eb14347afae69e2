"""Presentations, workbooks and OpenDocument texts lose what nobody sees (UPL-03, -05, -07, -08)."""

import io
import posixpath
import re
import zipfile

import pytest
from lxml import etree
from openpyxl import load_workbook
from PIL import Image

from network_site.safeguarding.cleaning import REMOVED, WARNINGS, Refused, clean

from .packed import ODT, opendocument, packed, plain_book, saved_book, shared, sheets, slides, unpacked
from .told import CANARY, RELATIONS, letter

MADE = {"letter.docx": letter, "talk.pptx": slides, "book.xlsx": sheets, "text.odt": opendocument}
R = RELATIONS.rstrip("/")


def standing(data: bytes, word: str = CANARY) -> list[str]:
    """The parts in which a word stands, or which are called by it."""
    forms = [word.encode(), word.upper().encode(), word.title().encode(), word.encode("utf-16-le")]
    return [name for name, part in unpacked(data).items() if any(form in part + name.encode() for form in forms)]


def loose_ends(data: bytes) -> list[str]:
    """Relations that lead to no part, and places in the parts that name no relation."""
    parts, found = unpacked(data), []
    for name, content in parts.items():
        if not name.endswith(".xml"):
            continue
        relations = posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels")
        leads = {
            row.get("Id"): row for row in etree.fromstring(parts.get(relations, b"<a/>")) if row.tag.endswith("ship")
        }
        for row in leads.values():
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), row.get("Target"))).lstrip("/")
            if row.get("TargetMode") != "External" and target not in parts:
                found.append(f"{relations}: {target}")
        for element in etree.fromstring(content).iter(etree.Element):
            found += [f"{name}: {v}" for k, v in element.attrib.items() if k.startswith("{" + R) and v not in leads]
    return found


@pytest.mark.parametrize("name", MADE)
def test_upl_08_nothing_that_nobody_sees_is_left_and_what_is_left_hangs_together(name):
    data = MADE[name]()
    assert len(standing(data)) > 8
    cleaned = clean(data, name)
    assert standing(cleaned.data) == []
    assert loose_ends(cleaned.data) == []
    assert set(cleaned.removed) <= set(REMOVED)
    assert set(cleaned.warnings) <= set(WARNINGS)
    assert clean(cleaned.data, name).data == cleaned.data
    with zipfile.ZipFile(io.BytesIO(cleaned.data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_presentation_keeps_the_slide_that_is_shown_and_says_what_went():
    cleaned = clean(slides(), "talk.pptx")
    parts = unpacked(cleaned.data)
    assert "Seen at once." in cleaned.text
    assert "Seen too." in parts["ppt/slides/slide1.xml"].decode()
    assert "ppt/slides/slide2.xml" not in parts
    assert parts["ppt/presentation.xml"].count(b"<p:sldId ") == 1
    assert b"https://open.example/" in parts["ppt/slides/_rels/slide1.xml.rels"]
    assert Image.open(io.BytesIO(parts["ppt/media/image1.jpg"])).size == (60, 40)
    assert {
        "comments", "custom_data", "drawings", "embedded", "hidden_parts", "links_out", "media", "picture_properties", "printers",
        "properties", "thumbnail",
    } <= set(cleaned.removed)  # fmt: skip


def test_a_presentation_without_hidden_slides_keeps_them_all():
    cleaned = clean(slides(hidden=False), "talk.pptx")
    parts = unpacked(cleaned.data)
    assert parts["ppt/presentation.xml"].count(b"<p:sldId ") == 2
    assert "Seen second." in cleaned.text
    assert parts["ppt/slides/slide1.xml"].count(b"hlinkClick") == 2


@pytest.mark.parametrize("notes", [True, False])
def test_a_speaker_is_warned_of_notes_that_anybody_can_read(notes):
    cleaned = clean(slides(notes=notes), "talk.pptx")
    assert ("notes" in cleaned.warnings) == notes
    assert ("Seen by the speaker." in cleaned.text) == notes


def test_a_workbook_keeps_what_is_shown_and_the_numbers_that_hidden_sheets_gave_it():
    cleaned = clean(sheets(), "book.xlsx")
    book = load_workbook(io.BytesIO(cleaned.data))
    assert book.sheetnames == ["Shown"]
    shown = book["Shown"]
    assert (shown["A1"].value, shown["A3"].value, shown["A4"].value, shown["A5"].value) == (
        "Seen at once", "=A2*2", None, None,
    )  # fmt: skip
    assert shown["B1"].hyperlink.target == "https://open.example/"
    assert shown["B2"].hyperlink is None
    assert (list(book.defined_names), shown.print_area) == ([], "'Shown'!$A$1:$B$5")
    assert shown.data_validations.dataValidation == []
    assert len(shown._images) == 1
    assert "Seen at once; Seen link" in cleaned.text
    assert {
        "comments", "embedded", "formulas", "hidden_parts", "links_out", "picture_properties", "pivots", "properties", "protection", "changes",
        "printers",
    } <= set(cleaned.removed)  # fmt: skip


def test_a_workbook_in_which_nothing_is_hidden_keeps_its_formulas_and_lists():
    book = plain_book()
    book.create_sheet("Second")["A1"] = "=Shown!A2"
    cleaned = clean(saved_book(book), "book.xlsx")
    opened = load_workbook(io.BytesIO(cleaned.data))
    assert opened["Second"]["A1"].value == "=Shown!A2"
    assert {"hidden_parts", "formulas"}.isdisjoint(cleaned.removed)
    assert cleaned.warnings == []


def test_what_was_not_there_is_not_said_to_be_gone():
    assert clean(saved_book(plain_book()), "book.xlsx").removed == ["properties"]


def test_a_workbook_with_hidden_rows_is_warned_of():
    book = plain_book()
    book.active.row_dimensions[2].hidden = True
    assert clean(saved_book(book), "book.xlsx").warnings == ["hidden_cells"]


def test_texts_that_no_cell_shows_lose_their_words():
    assert standing(shared("Seen at once", CANARY)) == ["xl/sharedStrings.xml"]
    cleaned = clean(shared("Seen at once", CANARY), "book.xlsx")
    assert standing(cleaned.data) == []
    assert "hidden_text" in cleaned.removed
    assert load_workbook(io.BytesIO(cleaned.data)).active["A1"].value == "Seen at once"
    assert "hidden_text" not in clean(shared("Seen at once"), "book.xlsx").removed


def test_an_opendocument_text_keeps_what_is_seen_and_says_what_went():
    cleaned = clean(opendocument(), "text.odt")
    with zipfile.ZipFile(io.BytesIO(cleaned.data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, archive.read(first)) == (
            "mimetype",
            zipfile.ZIP_STORED,
            ODT.encode(),
        )
    parts = unpacked(cleaned.data)
    text = re.sub("<[^>]+>", "", parts["content.xml"].decode())
    for seen in ("at once", "after", "choice", "name", "link", "dead link", "meta"):
        assert f"Seen {seen}." in text or seen == "link"  # after a tab
        assert f"Seen {seen}." in cleaned.text
    assert b"https://open.example/" in parts["content.xml"]
    listed = set(re.findall(rb'full-path="([^"]+)"', parts["META-INF/manifest.xml"]))
    assert listed == {name.encode() for name in parts if name not in ("mimetype", "META-INF/manifest.xml")} | {b"/"}
    pictures = [part for name, part in parts.items() if name.startswith("Pictures/")]
    assert sorted(Image.open(io.BytesIO(part)).size for part in pictures) == [(60, 40), (240, 160)]
    assert {
        "changes", "comments", "custom_data", "drawings", "embedded", "hidden_text", "links_out", "picture_properties", "printers", "properties",
        "revision_ids", "scripts", "thumbnail",
    } <= set(cleaned.removed)  # fmt: skip


def without(data: bytes, old: bytes, new: bytes) -> bytes:
    return packed({name: part.replace(old, new) for name, part in unpacked(data).items()})


MACROS = (b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")
LOCKED = b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pptx", sheets(), "misnamed"),
        ("a.xlsx", letter(), "misnamed"),
        ("a.odt", letter(), "misnamed"),
        ("a.xlsx", without(sheets(), *MACROS), "misnamed"),
        ("a.odt", without(opendocument(), b"</m:manifest>", LOCKED), "encrypted"),
        ("a.odt", packed({"mimetype": ODT, "content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "unreadable"),
        ("a.odt", packed(unpacked(opendocument()) | {"Pictures/two.emf": letter()}), "nested"),
    ],
)
def test_upl_01_what_is_no_honest_document_gets_one_sentence(name, data, code):
    with pytest.raises(Refused) as refused:
        clean(data, name)
    assert refused.value.code == code
