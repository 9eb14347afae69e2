"""Presentations, workbooks and OpenDocument texts with a canary in every place that nobody sees, and “Seen” in those that everybody does."""

import io
import zipfile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Picture
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from .drawn import emf
from .told import CANARY, RELATIONS, jpeg

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAKES = "application/vnd.openxmlformats-officedocument."
MS = "http://schemas.microsoft.com/office/"
OUTSIDE = ' TargetMode="External"'
CORE = f'<cp xmlns="urn:core"><creator>{CANARY}</creator></cp>'
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*leads: tuple[str, str]) -> str:
    """Numbered r1, r2 …; what begins with an address or a drive lies outside."""
    rows = [
        f'<Relationship Id="r{number}" Type="{kind if ":" in kind else RELATIONS + kind}" Target="{target}"'
        f"{OUTSIDE if ':' in target else ''}/>"
        for number, (kind, target) in enumerate(leads, 1)
    ]
    return f'<Relationships xmlns="{PACKAGE}">{"".join(rows)}</Relationships>'


def types(main: str, kind: str, **endings: str) -> str:
    defaults = "".join(f'<Default Extension="{end}" ContentType="{mime}"/>' for end, mime in endings.items())
    return (
        f'<Types xmlns="{CONTENT_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{defaults}'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
    )


def shape(number: int, words: str, more: str = "", link: str = "") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{CANARY}" {more}>{link}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def picture(number: int, relation: str, more: str = "") -> str:
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{CANARY}.jpg"/><p:cNvPicPr/><p:nvPr>{more}</p:nvPr></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/></p:blipFill><p:spPr/></p:pic>'
    )


def slide(inner: str, more: str = "", after: str = "", tag: str = "sld") -> str:
    return f"<p:{tag} {NAMESPACES} {more}><p:cSld><p:spTree>{inner}</p:spTree></p:cSld>{after}</p:{tag}>"


OLE = f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="8" name="x"/></p:nvGraphicFramePr><a:graphic><a:graphicData><p:oleObj r:id="r5" progId="{CANARY}"/></a:graphicData></a:graphic></p:graphicFrame>'
LINK = '<a:hlinkClick r:id="{}"/>'
EXTENSION = f'<p:extLst><p:ext uri="{{0}}"><s xmlns="urn:s" name="{CANARY}"/></p:ext></p:extLst>'


def slides(*, hidden: bool = True, notes: bool = True, program: bool = True) -> bytes:
    """A presentation of a slide that is shown and one that is not."""
    first = (
        shape(2, "Seen at once.", link=LINK.format("r3")) + shape(3, f"{CANARY} hidden", 'hidden="1"') + picture(4, "r1") + picture(5, "r2")
        + picture(6, "r1", '<a:videoFile r:link="r6"/>') + OLE + shape(7, "Seen too.", link=LINK.format("r4"))
    )  # fmt: skip
    timing = f'<p:timing><p:tnLst><p:spTgt spid="3"/><p:x name="{CANARY}"/></p:tnLst></p:timing>'
    leads = [
        ("image", "../media/image1.jpg"), ("image", "../media/image2.emf"), ("hyperlink", "https://open.example/"), ("slide", "slide2.xml"),
        ("oleObject", "../embeddings/oleObject1.bin"), ("video", "../media/media1.mp4"), ("comments", "../comments/comment1.xml"),
        ("vmlDrawing", "../drawings/vmlDrawing1.vml"), ("image", f"file:///C:/{CANARY}.png"), ("tags", "../tags/tag1.xml"),
        *([("notesSlide", "../notesSlides/notesSlide1.xml")] if notes else []),
    ]  # fmt: skip
    return packed({
        "[Content_Types].xml": types("ppt/presentation.xml", f"{MAKES}presentationml.presentation.main+xml", jpg="image/jpeg", emf="image/x-emf", mp4="video/mp4"),
        "_rels/.rels": relations(
            ("officeDocument", "ppt/presentation.xml"), (f"{PACKAGE}/metadata/core-properties", "docProps/core.xml"),
            (f"{PACKAGE}/metadata/thumbnail", "docProps/thumbnail.jpeg"), ("custom-properties", "docProps/custom.xml"),
        ),
        "docProps/core.xml": CORE, "docProps/custom.xml": CORE, "docProps/thumbnail.jpeg": jpeg(),
        "ppt/presentation.xml": f'<p:presentation {NAMESPACES}><p:sldIdLst><p:sldId id="256" r:id="r1"/><p:sldId id="257" r:id="r2"/></p:sldIdLst>'
        f'<p:custShowLst><p:custShow name="{CANARY}" id="0"/></p:custShowLst><p:modifyVerifier hashValue="{CANARY}"/>{EXTENSION}</p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(
            ("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml"), ("commentAuthors", "commentAuthors.xml"), ("customXml", "../customXml/item1.xml"),
            ("printerSettings", "printerSettings/printerSettings1.bin"), (f"{MS}2016/11/relationships/changesInfo", "changesInfos/changesInfo1.xml"),
        ),
        "ppt/slides/slide1.xml": slide(first, after=timing + EXTENSION),
        "ppt/slides/_rels/slide1.xml.rels": relations(*leads),
        "ppt/slides/slide2.xml": slide(shape(2, f"{CANARY} unshown"), 'show="0"') if hidden else slide(shape(2, "Seen second.")),
        "ppt/notesSlides/notesSlide1.xml": slide(shape(2, "Seen by the speaker."), tag="notes"),
        "ppt/media/image1.jpg": jpeg(), "ppt/media/image2.emf": emf(), "ppt/media/media1.mp4": CANARY, "ppt/embeddings/oleObject1.bin": CANARY,
        "ppt/tags/tag1.xml": CORE, "ppt/comments/comment1.xml": CORE, "ppt/commentAuthors.xml": CORE, "customXml/item1.xml": CORE,
        "ppt/changesInfos/changesInfo1.xml": CORE, "ppt/printerSettings/printerSettings1.bin": CANARY, "ppt/drawings/vmlDrawing1.vml": CANARY,
        **({"ppt/vbaProject.bin": CANARY} if program else {}),
    })  # fmt: skip


def plain_book() -> Workbook:
    book = Workbook()
    book.active.title = "Shown"
    book.active["A1"] = "Seen at once"
    book.active["A2"] = 5
    return book


def saved_book(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheets(*, program: bool = True) -> bytes:
    """A workbook of a sheet that is shown, one that is hidden and one that is hidden well."""
    book = plain_book()
    shown = book.active
    for name in ("creator", "lastModifiedBy", "title", "keywords"):
        setattr(book.properties, name, CANARY)
    for name, state in ((f"{CANARY} list", "hidden"), ("Deep", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet["A1"], sheet.sheet_state = f"{CANARY} in {state}", state
    book.move_sheet("Shown", 1)
    shown["A3"], shown["A4"], shown["A5"] = "=A2*2", f"='{CANARY} list'!A1", "=secret"
    shown["A1"].comment = Comment(f"{CANARY} says", CANARY)
    shown["B1"] = "Seen link"
    shown["B1"].hyperlink = "https://open.example/"
    shown["B2"].hyperlink = f"file:///C:/{CANARY}.xlsx"
    shown["B2"] = "Seen other"
    rule = DataValidation(type="list", formula1=f"='{CANARY} list'!$A$1:$A$3")
    rule.add("C1")
    shown.add_data_validation(rule)
    shown.add_image(Picture(io.BytesIO(jpeg())), "D1")
    book.defined_names["secret"] = DefinedName("secret", attr_text=f"'{CANARY} list'!$A$1", comment=CANARY)
    shown.print_area = "A1:B5"
    shown.protection.password = "opensesame"
    shown.protection.enable()
    return packed(with_more(unpacked(saved_book(book)), program=program))


def with_more(parts: dict[str, bytes], *, program: bool) -> dict[str, bytes]:
    """The workbook with parts that the library does not write."""
    book_relations = parts["xl/_rels/workbook.xml.rels"].decode()
    more = "".join(
        f'<Relationship Id="x{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate((
            (f"{MS}2017/10/relationships/person", "persons/person.xml"), (RELATIONS + "externalLink", "externalLinks/externalLink1.xml"),
            (RELATIONS + "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"), (RELATIONS + "connections", "connections.xml"),
            (RELATIONS + "revisionHeaders", "revisions/revisionHeaders.xml"), (RELATIONS + "printerSettings", "printerSettings1.bin"), (f"{MS}2006/relationships/vbaProject", "vbaProject.bin"),
        ))
    )  # fmt: skip
    parts["xl/_rels/workbook.xml.rels"] = book_relations.replace("</Relationships>", more + "</Relationships>").encode()
    for name in (
        "persons/person",
        "externalLinks/externalLink1",
        "pivotCache/pivotCacheDefinition1",
        "connections",
        "revisions/revisionHeaders",
    ):
        parts[f"xl/{name}.xml"] = CORE.encode()
    for name in ("printerSettings1", *(["vbaProject"] if program else [])):
        parts[f"xl/{name}.bin"] = CANARY.encode()
    path = f'<x:absPath xmlns:x="{MS}spreadsheetml/2010/11/ac" url="C:\\Users\\{CANARY}\\"/><fileSharing userName="{CANARY}"/>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<workbookPr", path.encode() + b"<workbookPr")
    return parts


def shared(*texts: str) -> bytes:
    """A workbook whose one cell shows the first of these texts, all of which are in its list."""
    parts = unpacked(saved_book(plain_book()))
    inline = b't="inlineStr"><is><t>Seen at once</t></is>'
    assert inline in parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(inline, b't="s"><v>0</v>')
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}" count="1" uniqueCount="{len(texts)}">{items}</sst>'.encode()
    relation = f'<Relationship Id="s1" Type="{RELATIONS}sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    kind = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{MAKES}spreadsheetml.sharedStrings+xml"/></Types>'
    for name, end, new in (
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", relation),
        ("[Content_Types].xml", b"</Types>", kind),
    ):
        parts[name] = parts[name].replace(end, new.encode())
    return packed(parts)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


URN = "urn:oasis:names:tc:opendocument:xmlns:"
ODT = "application/vnd.oasis.opendocument.text"
SPACES = " ".join(f'xmlns:{name}="{URN}{name}:1.0"' for name in ("text", "office", "style", "table", "form", "script", "meta")) + (
    f' xmlns:draw="{URN}drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:oo="http://openoffice.org/2009/office" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)  # fmt: skip


def image(href: str) -> str:
    return f'<draw:frame draw:name="{CANARY}.jpg"><draw:image xlink:href="{href}"/></draw:frame>'


BODY = (
    f'<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>{CANARY}</dc:creator></office:change-info>'
    f'<text:p>{CANARY} struck</text:p></text:deletion></text:changed-region></text:tracked-changes><text:user-field-decls><text:user-field-decl text:name="a" office:string-value="{CANARY}"/></text:user-field-decls>'
    f'<text:p text:style-name="P1">Seen at once. <text:change text:change-id="c1"/>Seen after. <office:annotation><dc:creator>{CANARY}</dc:creator><text:p>{CANARY} says</text:p></office:annotation>'
    f'<text:span text:style-name="T1">{CANARY} hidden</text:span><text:span text:style-name="T2">{CANARY} hidden by birth</text:span>'
    f'<text:hidden-text text:string-value="{CANARY}">{CANARY}</text:hidden-text><text:conditional-text text:string-value-if-true="{CANARY}">Seen choice. </text:conditional-text>'
    f'<text:file-name text:display="full">Seen name. </text:file-name><text:a xlink:href="https://open.example/">Seen<text:tab/>link. </text:a><text:a xlink:href="file:///C:/{CANARY}">Seen dead link. </text:a>'
    f'<text:meta xhtml:about="{CANARY}">Seen meta.</text:meta></text:p>'
    f'<text:section text:name="s" text:display="none"><text:p>{CANARY}</text:p></text:section>'
    f'<text:p>{image("Pictures/one.jpg")}{image("Pictures/two.emf")}{image(f"file:///C:/{CANARY}.png")}'
    f'<draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame></text:p>'
)  # fmt: skip


def opendocument(*, program: bool = True) -> bytes:
    """An OpenDocument text."""
    hides = '<style:text-properties text:display="none"/>'
    entries = "".join(
        f'<m:file-entry m:full-path="{name}" m:media-type=""/>'
        for name in ("/", "content.xml", f"Pictures/{CANARY}.png")
    )
    return packed({
        "mimetype": ODT,
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{URN}manifest:1.0">{entries}</m:manifest>',
        "META-INF/documentsignatures.xml": CORE,
        "content.xml": f'<office:document-content {SPACES}><office:scripts><script:x>{CANARY}</script:x></office:scripts><office:automatic-styles>'
        f'<style:style style:name="T1" style:family="text">{hides}</style:style><style:style style:name="T2" style:family="text" style:parent-style-name="Quiet"/>'
        f'<style:style style:name="P1" style:family="paragraph"><style:text-properties oo:rsid="{CANARY}"/></style:style></office:automatic-styles>'
        f"<office:body><office:text>{BODY}</office:text></office:body></office:document-content>",
        "styles.xml": f'<office:document-styles {SPACES}><office:styles><style:style style:name="Quiet" style:family="text">{hides}</style:style></office:styles></office:document-styles>',
        "meta.xml": f"<office:document-meta {SPACES}><meta:initial-creator>{CANARY}</meta:initial-creator></office:document-meta>",
        "settings.xml": f"<office:document-settings {SPACES}><x>{CANARY} printer</x></office:document-settings>",
        "manifest.rdf": CORE, "Thumbnails/thumbnail.png": CANARY, "Pictures/one.jpg": jpeg(), "Pictures/two.emf": emf(), "Pictures/unshown.jpg": jpeg(),
        "Object 1/content.xml": CORE, "ObjectReplacements/Object 1": emf(), "Configurations2/accelerator/current.xml": CORE,
        "layout-cache": CANARY,
        **({"Basic/Standard/Module1.xml": CORE} if program else {}),
    })  # fmt: skip
