"""Documents with a canary in every place that nobody sees, and “Seen” in those that everybody does."""

import io
import zipfile
from functools import cache

import pikepdf
import pypdf
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

CANARY = "zanzibarry"
W = nsdecls("w")
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
SEEN = b"BT /F1 12 Tf 20 250 Td (Seen at once) Tj ET"
BY = f'w:author="{CANARY}" w:date="2026-01-01T00:00:00Z"'
PARTS = (
    f'<w:ins {W} w:id="1" {BY}><w:r><w:t>Seen inserted. </w:t></w:r></w:ins>',
    f'<w:del {W} w:id="2" {BY}><w:r><w:delText>{CANARY} struck</w:delText></w:r></w:del>',
    f'<w:r {W} w:rsidR="00AB12CD"><w:rPr><w:b/><w:rPrChange w:id="3" {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>Seen bold. </w:t></w:r>',
    f'<w:fldSimple {W} w:instr=" AUTHOR {CANARY} "><w:r><w:t>Seen field. </w:t></w:r></w:fldSimple>',
    f'<w:smartTag {W} w:uri="{CANARY}" w:element="person"><w:r><w:t>Seen tag.</w:t></w:r></w:smartTag>',
)
SETTINGS = (
    f'<w:rsids {W}><w:rsidRoot w:val="00AB12CD"/></w:rsids>',
    f'<w:docVars {W}><w:docVar w:name="a" w:val="{CANARY}"/></w:docVars>',
)
OUTSIDE = (
    (f"file:///C:/{CANARY}/template.dotm", "attachedTemplate"),
    (f"http://{CANARY}.example/pixel.png", "image"),
    ("https://open.example/", "hyperlink"),
)
PACKED = {
    "docProps/custom.xml": f'<Properties xmlns="{CUSTOM}"><property name="{CANARY}"/></Properties>'.encode(),
    "customXml/item9.xml": f"<a>{CANARY}</a>".encode(),
    "word/people.xml": f"<a>{CANARY}</a>".encode(),
    "word/embeddings/sheet.xlsx": b"PK\x03\x04" + CANARY.encode(),
    "word/vbaProject.bin": CANARY.encode(),
}


def jpeg() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = f"{CANARY} place", f"{CANARY} maker"
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG", exif=exif.tobytes(), comment=CANARY.encode())
    return out.getvalue()


@cache
def letter() -> bytes:
    """A Word document."""
    document = Document()
    properties = document.core_properties
    for name in ("author", "last_modified_by", "comments", "title", "keywords"):
        setattr(properties, name, CANARY)
    paragraph = document.add_paragraph("Seen at once. ")
    paragraph.add_run(f"{CANARY} hidden").font.hidden = True
    for part in PARTS:
        paragraph._p.append(parse_xml(part))
    document.add_comment(paragraph.runs, text=f"{CANARY} says", author=CANARY, initials="zz")
    document.add_picture(io.BytesIO(jpeg()))
    document.element.body.findall(".//{*}docPr")[0].set("name", f"C:\\Users\\{CANARY}\\photo.jpg")
    document.element.body.findall(".//{*}cNvPr")[0].set("name", f"{CANARY}.jpg")
    for part in SETTINGS:
        document.settings.element.append(parse_xml(part))
    for target, kind in OUTSIDE:
        document.part.relate_to(target, RELATIONS + kind, is_external=True)
    document.add_table(1, 1).cell(0, 0).text = "Seen in a table."
    document.sections[0].header.paragraphs[0].text = "Seen above."
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out, "a") as archive:
        for name, content in PACKED.items():
            archive.writestr(name, content)
    return out.getvalue()


def page_of(pdf: Pdf, drawing: bytes, **resources) -> pikepdf.Page:
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    page = pdf.add_blank_page(page_size=(300, 300))
    page.obj["/Resources"] = Dictionary(Font=Dictionary(F1=font), **resources)
    page.obj["/Contents"] = pdf.make_stream(drawing)
    return page


def picture_in(pdf: Pdf) -> pikepdf.Stream:
    size = {"Width": 60, "Height": 40, "BitsPerComponent": 8, "ColorSpace": Name.DeviceRGB}
    return pdf.make_stream(jpeg(), Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode, **size)


def mark(pdf: Pdf, kind: Name, **more) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=kind, Rect=[20, 240, 90, 260], **more))


def saved(pdf: Pdf, **options) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


@cache
def report() -> bytes:
    """A PDF of two versions."""
    with pikepdf.new() as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=f"{CANARY} layer"))
        hidden = b" /OC /L1 BDC BT /F1 12 Tf 20 200 Td (" + CANARY.encode() + b" off) Tj ET EMC"
        drawing = SEEN + b" q 60 0 0 40 20 100 cm /Im1 Do Q" + hidden
        page = page_of(pdf, drawing, Properties=Dictionary(L1=layer), XObject=Dictionary(Im1=picture_in(pdf)))
        page.obj["/Annots"] = Array([
            mark(pdf, Name.Text, Contents=f"{CANARY} says", T=CANARY),
            mark(pdf, Name.Link, A=Dictionary(S=Name.URI, URI="https://open.example/")),
            mark(pdf, Name.Link, A=Dictionary(S=Name.Launch, F=f"{CANARY}.exe")),
        ])  # fmt: skip
        page.obj["/PieceInfo"] = Dictionary(Private=CANARY)
        script = Dictionary(S=Name.JavaScript, JS=f"app.alert('{CANARY}')")
        pdf.Root["/OCProperties"] = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
        pdf.Root["/OpenAction"] = script
        pdf.Root["/Names"] = Dictionary(JavaScript=Dictionary(Names=["a", script]))
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


def plain_letter() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def plain_report() -> bytes:
    with pikepdf.new() as pdf:
        page_of(pdf, SEEN)
        return saved(pdf)
