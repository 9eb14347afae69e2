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

CANARY = "zanzibarry"
W = nsdecls("w")


def jpeg(**more) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = f"{CANARY} place", f"{CANARY} maker"
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG", exif=exif.tobytes(), comment=CANARY.encode(), **more)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()} | {
            "(list)": " ".join(archive.namelist()).encode()
        }


def standing(data: bytes, word: str = CANARY) -> list[str]:
    """The parts of a packed document in which a word stands, in any of the usual encodings."""
    forms = [word.encode(), word.upper().encode(), word.title().encode(), word.encode("utf-16-le")]
    return [name for name, part in unpacked(data).items() if any(form in part for form in forms)]


def add(data: bytes, **parts: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


@pytest.fixture(scope="module")
def letter() -> bytes:
    """A document with a canary in every place that nobody sees, and “seen” in those that everybody does."""
    document = Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.title = properties.keywords = (
        CANARY
    )
    paragraph = document.add_paragraph("Seen at once. ")
    run = paragraph.add_run(f"{CANARY} hidden")
    run.font.hidden = True
    element = paragraph._p
    element.append(
        parse_xml(
            f'<w:ins {W} w:id="1" w:author="{CANARY}" w:date="2026-01-01T00:00:00Z"><w:r><w:t>Seen inserted. </w:t></w:r></w:ins>'
        )
    )
    element.append(
        parse_xml(
            f'<w:del {W} w:id="2" w:author="{CANARY}" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>{CANARY} struck</w:delText></w:r></w:del>'
        )
    )
    element.append(
        parse_xml(
            f'<w:r {W} w:rsidR="00AB12CD"><w:rPr><w:b/><w:rPrChange w:id="3" w:author="{CANARY}"><w:rPr/></w:rPrChange></w:rPr><w:t>Seen bold. </w:t></w:r>'
        )
    )
    element.append(
        parse_xml(f'<w:fldSimple {W} w:instr=" AUTHOR {CANARY} "><w:r><w:t>Seen field. </w:t></w:r></w:fldSimple>')
    )
    element.append(
        parse_xml(f'<w:smartTag {W} w:uri="{CANARY}" w:element="person"><w:r><w:t>Seen tag.</w:t></w:r></w:smartTag>')
    )
    document.add_comment(paragraph.runs, text=f"{CANARY} says", author=CANARY, initials="zz")
    document.add_picture(io.BytesIO(jpeg()))
    drawing = document.element.body.findall(".//{*}docPr")[0]
    drawing.set("name", f"C:\\Users\\{CANARY}\\photo.jpg")
    document.element.body.findall(".//{*}cNvPr")[0].set("name", f"{CANARY}.jpg")
    settings = document.settings.element
    settings.append(parse_xml(f'<w:rsids {W}><w:rsidRoot w:val="00AB12CD"/></w:rsids>'))
    settings.append(parse_xml(f'<w:docVars {W}><w:docVar w:name="a" w:val="{CANARY}"/></w:docVars>'))
    document.part.relate_to(
        f"file:///C:/{CANARY}/template.dotm",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        is_external=True,
    )
    document.part.relate_to(
        f"http://{CANARY}.example/pixel.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    document.part.relate_to(
        "https://open.example/",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "Seen in a table."
    document.sections[0].header.paragraphs[0].text = "Seen above."
    out = io.BytesIO()
    document.save(out)
    custom = f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><property name="{CANARY}"/></Properties>'
    return add(
        out.getvalue(),
        **{
            "docProps/custom.xml": custom.encode(),
            "customXml/item9.xml": f"<a>{CANARY}</a>".encode(),
            "word/people.xml": f"<a>{CANARY}</a>".encode(),
        },
        **{
            "word/embeddings/sheet.xlsx": b"PK\x03\x04" + CANARY.encode(),
            "word/vbaProject.bin": CANARY.encode(),
        },
    )


def test_upl_08_a_word_document_loses_all_that_nobody_sees_and_keeps_what_everybody_does(letter):
    assert len(standing(letter)) > 8
    cleaned = clean(letter, "letter.docx")
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


def test_upl_08_the_cleaned_document_opens_and_its_links_to_the_web_stay(letter):
    opened = Document(io.BytesIO(clean(letter, "letter.docx").data))
    assert "Seen at once." in opened.paragraphs[0].text
    assert len(opened.inline_shapes) == 1
    targets = [relation.target_ref for relation in opened.part.rels.values() if relation.is_external]
    assert targets == ["https://open.example/"]


def test_upl_08_every_part_is_packed_on_the_same_day_and_cleaning_twice_changes_nothing(letter):
    once = clean(letter, "letter.docx").data
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


def page_of(pdf: pikepdf.Pdf, drawing: bytes, **resources) -> pikepdf.Page:
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    page = pdf.add_blank_page(page_size=(300, 300))
    page.obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), **resources)
    page.obj["/Contents"] = pdf.make_stream(drawing)
    return page


def saved(pdf: pikepdf.Pdf, **options) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def plain_pdf(data: bytes) -> bytes:
    """A PDF with everything in it unpacked, as bytes to look through."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return saved(
            pdf,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )


SEEN = b"BT /F1 12 Tf 20 250 Td (Seen at once) Tj ET"


@pytest.fixture(scope="module")
def report() -> bytes:
    with pikepdf.new() as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=f"{CANARY} layer"))
        picture = pdf.make_stream(
            jpeg(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=60,
            Height=40,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        drawing = (
            SEEN
            + b" q 60 0 0 40 20 100 cm /Im1 Do Q /OC /L1 BDC BT /F1 12 Tf 20 200 Td ("
            + CANARY.encode()
            + b" off) Tj ET EMC"
        )
        page = page_of(pdf, drawing, Properties=pikepdf.Dictionary(L1=layer), XObject=pikepdf.Dictionary(Im1=picture))
        pdf.Root["/OCProperties"] = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=[10, 10, 20, 20],
            Contents=f"{CANARY} says",
            T=CANARY,
        )
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[20, 240, 90, 260],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://open.example/"),
        )
        launch = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 9, 9],
            A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=f"{CANARY}.exe"),
        )
        page.obj["/Annots"] = pikepdf.Array([pdf.make_indirect(one) for one in (note, link, launch)])
        page.obj["/PieceInfo"] = pikepdf.Dictionary(Private=CANARY)
        pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{CANARY}')")
        pdf.Root["/Names"] = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=["a", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=CANARY)])
        )
        pdf.attachments[f"{CANARY}.txt"] = CANARY.encode()
        pdf.docinfo["/Author"], pdf.docinfo["/Title"] = CANARY, CANARY
        with pdf.open_metadata() as meta:
            meta["dc:creator"] = [CANARY]
        first = saved(pdf)
    # An earlier version stays in a file that is only added to.
    writer = pypdf.PdfWriter(io.BytesIO(first), incremental=True)
    writer.add_metadata({"/Subject": CANARY})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_upl_09_a_pdf_is_written_anew_without_all_that_nobody_sees(report):
    assert CANARY.encode() in plain_pdf(report)
    cleaned = clean(report, "report.pdf")
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


def test_upl_09_what_can_be_seen_and_followed_stays(report):
    reader = pypdf.PdfReader(io.BytesIO(clean(report, "report.pdf").data))
    page = reader.pages[0]
    assert "Seen at once" in page.extract_text()
    assert len(page.images) == 1
    links = [mark.get_object()["/A"]["/URI"] for mark in page["/Annots"] if "/A" in mark.get_object()]
    assert links == ["https://open.example/"]


def test_upl_09_its_number_is_made_of_what_is_in_it(report):
    ids = {
        str(pypdf.PdfReader(io.BytesIO(data)).trailer.get("/ID"))
        for data in (report, clean(report, "a.pdf").data, clean(report, "b.pdf").data)
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
        picture = pdf.make_stream(
            jpeg(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=60,
            Height=40,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
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


def packed(**parts: bytes) -> bytes:
    return add(b"", **{"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"} | parts) if parts else b""


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in ({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"} | parts).items():
            archive.writestr(name, part)
    return out.getvalue()


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


def test_every_code_has_its_words(letter, report):
    for table in (REMOVED, WARNINGS, REFUSALS):
        assert all(str(words) for words in table.values())
    assert set(clean(letter, "a.docx").removed) | set(clean(report, "a.pdf").removed) <= set(REMOVED)
