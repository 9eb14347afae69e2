"""Documents lose everything that tells of their making (UPL-01, -03 to -09, -16). Looked for with other readers than those that clean."""

import io
import re
import subprocess
import zipfile

import pikepdf
import pypdf
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from network_site.safeguarding.cleaning import REFUSALS, REMOVED, WARNINGS, Refused, clean, running

from .drawn import DRAWINGS, drawn_letter
from .told import CANARY, RELATIONS, SEEN, jpeg, letter, page_of, picture_in, report, saved


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()} | {
            "(list)": " ".join(archive.namelist()).encode()
        }


def standing(data: bytes, word: str = CANARY) -> list[str]:
    """The parts of a packed document in which a word stands, in any of the usual encodings."""
    forms = [word.encode(), word.upper().encode(), word.title().encode(), word.encode("utf-16-le")]
    return [name for name, part in unpacked(data).items() if any(form in part for form in forms)]


def test_upl_08_a_word_document_loses_all_that_nobody_sees_and_keeps_what_everybody_does():
    assert len(standing(letter())) > 8
    cleaned = clean(letter(), "letter.docx")
    assert standing(cleaned.data) == []
    text = "\n".join(
        part.decode(errors="replace") for name, part in unpacked(cleaned.data).items() if name.endswith(".xml")
    )
    words = " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", text))
    for seen in ("at once", "inserted", "bold", "field", "tag", "in a table", "above"):
        assert f"Seen {seen}" in words
    assert "rsid" not in text
    assert {
        "properties",
        "comments",
        "changes",
        "hidden_text",
        "custom_data",
        "embedded",
        "thumbnail",
        "links_out",
        "revision_ids",
        "picture_properties",
    } <= set(cleaned.removed)


def test_upl_08_the_cleaned_document_opens_and_its_links_to_the_web_stay():
    opened = Document(io.BytesIO(clean(letter(), "letter.docx").data))
    assert "Seen at once." in opened.paragraphs[0].text
    assert len(opened.inline_shapes) == 1
    targets = [relation.target_ref for relation in opened.part.rels.values() if relation.is_external]
    assert targets == ["https://open.example/"]


def test_upl_08_every_part_is_packed_on_the_same_day_and_cleaning_twice_changes_nothing():
    once = clean(letter(), "letter.docx").data
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert clean(once, "letter.docx").data == once


def test_upl_08_text_hidden_by_its_style_goes_too():
    document = Document()
    style = document.styles.add_style("Quiet", 2)
    style.font.hidden = True
    paragraph = document.add_paragraph("Seen. ")
    paragraph.add_run(CANARY, style="Quiet")
    out = io.BytesIO()
    document.save(out)
    cleaned = clean(out.getvalue(), "a.docx")
    assert standing(cleaned.data) == []
    assert "hidden_text" in cleaned.removed


@pytest.mark.parametrize("kind", sorted(DRAWINGS))
def test_upl_07_a_drawing_that_nobody_can_look_into_gives_its_place_to_a_neutral_picture(kind):
    packed = b"".join(unpacked(drawn_letter(kind)).values())
    assert CANARY.encode() in packed
    cleaned = clean(drawn_letter(kind), "drawn.docx")
    assert standing(cleaned.data) == []
    opened = Document(io.BytesIO(cleaned.data))
    assert opened.paragraphs[0].text == "Seen at once."
    (shape,) = opened.inline_shapes
    picture = opened.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
    assert picture.content_type == "image/png"
    assert Image.open(io.BytesIO(picture.blob)).size == (240, 160)
    assert "drawings" in cleaned.removed
    assert "grey field" in str(REMOVED["drawings"])


def test_upl_07_a_picture_that_can_be_drawn_anew_stays_itself():
    cleaned = clean(letter(), "letter.docx")
    assert "drawings" not in cleaned.removed
    (picture,) = [part for name, part in unpacked(cleaned.data).items() if name.startswith("word/media/")]
    assert Image.open(io.BytesIO(picture)).size == (60, 40)


def test_a_cropped_picture_is_warned_of_and_a_whole_one_is_not():
    document, out = Document(), io.BytesIO()
    document.add_picture(io.BytesIO(jpeg()))
    document.save(out)
    assert clean(out.getvalue(), "a.docx").warnings == []
    fill = document.inline_shapes[0]._inline.graphic.graphicData.pic.blipFill
    fill.insert(1, parse_xml(f'<a:srcRect {nsdecls("a")} l="0" r="40000"/>'))
    out = io.BytesIO()
    document.save(out)
    assert clean(out.getvalue(), "a.docx").warnings == ["cropped"]


def plain_pdf(data: bytes) -> bytes:
    """A PDF with everything in it unpacked, as bytes to look through."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return saved(
            pdf,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )


def test_upl_09_a_pdf_is_written_anew_without_all_that_nobody_sees():
    assert CANARY.encode() in plain_pdf(report())
    cleaned = clean(report(), "report.pdf")
    for data in (cleaned.data, plain_pdf(cleaned.data)):
        assert CANARY.encode() not in data
        assert CANARY.encode("utf-16-be") not in data
    for key in (
        b"/JavaScript",
        b"/EmbeddedFile",
        b"/OCProperties",
        b"/PieceInfo",
        b"/Metadata",
        b"/Launch",
        b"/Author",
    ):
        assert key not in plain_pdf(cleaned.data)
    assert cleaned.data.count(b"startxref") == 1
    assert {
        "properties",
        "scripts",
        "attachments",
        "annotations",
        "hidden_layers",
        "earlier_versions",
        "picture_properties",
        "custom_data",
    } <= set(cleaned.removed)


def test_upl_09_what_can_be_seen_and_followed_stays():
    reader = pypdf.PdfReader(io.BytesIO(clean(report(), "report.pdf").data))
    page = reader.pages[0]
    assert "Seen at once" in page.extract_text()
    assert len(page.images) == 1
    links = [mark.get_object()["/A"]["/URI"] for mark in page["/Annots"] if "/A" in mark.get_object()]
    assert links == ["https://open.example/"]


def test_upl_09_its_number_is_made_of_what_is_in_it():
    ids = {
        str(pypdf.PdfReader(io.BytesIO(data)).trailer.get("/ID"))
        for data in (report(), clean(report(), "a.pdf").data, clean(report(), "b.pdf").data)
    }
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("drawing", "warned"),
    [
        (SEEN + b" 0 0 0 rg 10 240 200 30 re f", True),
        (b"0 0 0 rg 10 240 200 30 re f 1 1 1 rg " + SEEN, False),  # white letters on a dark bar
        (SEEN + b" 0 0 0 rg 10 100 200 30 re f", False),
        (SEEN + b" 1 1 0 rg 10 240 200 30 re f", False),
        (SEEN, False),
    ],
)
def test_upl_09_text_under_a_dark_box_is_warned_of_and_nothing_else(drawing, warned):
    with pikepdf.new() as pdf:
        page_of(pdf, drawing)
        cleaned = clean(saved(pdf), "a.pdf")
    assert ("under_black" in cleaned.warnings) == warned


def test_a_page_that_is_only_a_picture_is_warned_of():
    with pikepdf.new() as pdf:
        picture = picture_in(pdf)
        page_of(pdf, b"q 60 0 0 40 20 100 cm /Im1 Do Q", XObject=pikepdf.Dictionary(Im1=picture))
        assert clean(saved(pdf), "scan.pdf").warnings == ["no_text"]


@pytest.mark.parametrize(("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")])
def test_upl_07_a_picture_keeps_its_points_alone(name, kind):
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = CANARY
    Image.new("RGB", (60, 40), "teal").save(out, kind, exif=exif.tobytes())
    assert CANARY.encode() in out.getvalue()
    cleaned = clean(out.getvalue(), name)
    assert CANARY.encode() not in cleaned.data
    with Image.open(io.BytesIO(cleaned.data)) as picture:
        assert (picture.size, len(picture.getexif())) == ((60, 40), 0)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 150_000_000)
        archive.writestr("[Content_Types].xml", b"<a/>")
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in ({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"} | led(parts) | parts).items():
            archive.writestr(name, part)
    return out.getvalue()


def led(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The relations that lead to a document, and from it to these parts."""
    kinds = [("styles" if name.endswith(".xml") else "image", "/" + name.lstrip("/")) for name in parts]

    def listed(*leads: tuple[str, str]) -> bytes:
        rows = "".join(
            f'<Relationship Id="r{number}" Type="{RELATIONS}{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(leads)
        )
        return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'.encode()

    return {
        "_rels/.rels": listed(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": listed(*kinds),
    }


STRICT = b'<w:styles xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def locked() -> bytes:
    with pikepdf.new() as pdf:
        page_of(pdf, SEEN)
        return saved(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.exe", b"MZ", "kind"),
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"PK\x03\x04", "misnamed"),
        ("a.png", b"\xff\xd8\xff\xe0", "misnamed"),
        ("a.docx", b"%PDF-1.7", "misnamed"),
        ("a.docx", b"PK\x03\x04 and nothing more", "unreadable"),
        ("a.docx", bomb(), "bomb"),
        ("a.docx", zipped({f"word/{n}.xml": b"<a/>" for n in range(2100)}), "bomb"),
        ("a.docx", zipped({"../../etc/passwd.xml": b"<a/>"}), "path"),
        ("a.docx", zipped({"/etc/passwd.xml": b"<a/>"}), "path"),
        ("a.docx", zipped({"word/media/inner.jpg": zipped({})}), "nested"),
        ("a.docx", zipped({"word/styles.xml": ENTITIES}), "unreadable"),
        ("a.docx", zipped({"word/styles.xml": b"<a"}), "unreadable"),
        ("a.docx", zipped({"word/styles.xml": STRICT}), "strict"),
        ("a.pdf", b"%PDF-1.7 and nothing more", "unreadable"),
        ("a.pdf", locked(), "encrypted"),
        ("a.jpg", b"\xff\xd8\xff" + b"0" * 200, "unreadable"),
    ],
)
def test_upl_01_03_06_a_bad_file_gets_one_sentence(name, data, code):
    with pytest.raises(Refused) as refused:
        clean(data, name)
    assert refused.value.code == code
    assert str(REFUSALS[code]).endswith(".")


def test_upl_16_a_crash_and_a_loop_are_sentences_too(monkeypatch):
    with pikepdf.new() as pdf:
        page_of(pdf, SEEN)
        data = saved(pdf)
    monkeypatch.setattr(running, "SECONDS", 0.01)
    with pytest.raises(Refused) as refused:
        clean(data, "a.pdf")
    assert refused.value.code == "time"
    monkeypatch.undo()
    killed = subprocess.CompletedProcess([], -9, b"", b"")
    monkeypatch.setattr(running.subprocess, "run", lambda *args, **options: killed)
    with pytest.raises(Refused) as refused:
        clean(data, "a.pdf")
    assert refused.value.code == "crash"


def test_upl_16_the_process_knows_no_setting_and_no_secret(monkeypatch):
    seen = {}

    def run(command, **options):
        seen.update(options)
        return subprocess.CompletedProcess([], 0, b'{"removed": [], "warnings": []}\n', b"")

    monkeypatch.setenv("SECRET_KEY", CANARY)
    monkeypatch.setattr(running.subprocess, "run", run)
    clean(b"%PDF-1.7", "a.pdf")
    assert CANARY not in str(seen["env"])
    assert set(seen["env"]) == {"PATH", "LANG", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}


def test_every_code_has_its_words():
    for table in (REMOVED, WARNINGS, REFUSALS):
        assert all(str(words) for words in table.values())
    assert set(clean(letter(), "a.docx").removed) | set(clean(report(), "a.pdf").removed) <= set(REMOVED)
