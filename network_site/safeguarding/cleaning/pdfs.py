"""PDF documents, written anew: only what is on the pages stays."""

import io
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from .layers import without_hidden_layers
from .report import Cleaned, Refused
from .seen import noticed

MOST_PAGES = 1000
ROOT_GONE = {
    "/Metadata": "properties", "/PieceInfo": "custom_data", "/Collection": "attachments", "/AF": "attachments", "/AA": "scripts",
    "/OpenAction": "scripts", "/Perms": "properties", "/Legal": "properties", "/SpiderInfo": "properties", "/DSS": "properties", "/Threads": "properties",
    "/Requirements": "scripts", "/URI": "links_out",
}  # fmt: skip
EVERYWHERE_GONE = {
    "/Metadata": "properties", "/PieceInfo": "custom_data", "/LastModified": "properties", "/Thumb": "thumbnail", "/AA": "scripts", "/AF": "attachments",
    "/OPI": "links_out", "/Measure": "properties",
}  # fmt: skip
BAD_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Sound", "/Movie", "/RichMediaExecute", "/SetOCGState",
    "/Hide", "/ResetForm", "/Trans", "/GoTo3DView",
}  # fmt: skip
# Marks that show something of their own and become part of the page; every other but links goes.
FLATTENED = {
    "/FreeText",
    "/Line",
    "/Square",
    "/Circle",
    "/Polygon",
    "/PolyLine",
    "/Highlight",
    "/Underline",
    "/StrikeOut",
    "/Ink",
    "/Stamp",
    "/Widget",
}
KEPT_SEGMENTS = (0xE0, 0xEE)  # of a JPEG: how large, and in which colours


def clean_pdf(data: bytes) -> Cleaned:
    removed: set[str] = set()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise Refused("encrypted")
            if len(pdf.pages) > MOST_PAGES:
                raise Refused("too_many_pages")
            if data.count(b"%%EOF") > 1 or data.count(b"startxref") > 1:
                removed.add("earlier_versions")
            without_hidden_layers(pdf, removed)
            clean_root(pdf, removed)
            for page in pdf.pages:
                clean_marks(page, removed)
            flatten(pdf, removed)
            for thing in pdf.objects:
                clean_object(thing, removed)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
                removed.add("properties")
            out = io.BytesIO()
            # What nothing leads to any more is not written, and the number of the file is made of what is in it.
            pdf.save(
                out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True
            )
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ) as error:
        raise Refused("unreadable") from error
    cleaned = out.getvalue()
    return Cleaned(cleaned, sorted(removed), noticed(cleaned))


def clean_root(pdf: Pdf, removed: set[str]) -> None:
    root = pdf.Root
    for key, why in ROOT_GONE.items():
        if key in root:
            del root[key]
            removed.add(why)
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        for key, why in (
            ("/EmbeddedFiles", "attachments"),
            ("/JavaScript", "scripts"),
            ("/AlternatePresentations", "scripts"),
            ("/Renditions", "scripts"),
        ):
            if key in names:
                del names[key]
                removed.add(why)
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        del form["/XFA"]
        removed.add("forms")


def clean_marks(page: pikepdf.Page, removed: set[str]) -> None:
    marks = page.obj.get("/Annots")
    if marks is None:
        return
    kept = []
    for mark in list(marks):
        if not isinstance(mark, Dictionary):
            continue
        subtype = str(mark.get("/Subtype", ""))
        if subtype == "/Link":
            clean_link(mark, removed)
            kept.append(mark)
        elif subtype in FLATTENED:
            for key in ("/T", "/Contents", "/RC", "/Subj", "/M", "/CreationDate", "/NM", "/Popup", "/IRT", "/A", "/AA"):
                if key in mark and not (subtype == "/Widget" and key == "/T"):
                    del mark[key]
            removed.add("forms" if subtype == "/Widget" else "annotations")
            kept.append(mark)
        else:
            removed.add("attachments" if subtype == "/FileAttachment" else "annotations")
    page.obj["/Annots"] = pikepdf.Array(kept)


def clean_link(mark: Dictionary, removed: set[str]) -> None:
    for key in ("/Contents", "/NM", "/M", "/T", "/PA"):
        if key in mark:
            del mark[key]
    action = mark.get("/A")
    if isinstance(action, Dictionary) and not is_open(action):
        del mark["/A"]
        removed.add("scripts")


def is_open(action: Dictionary) -> bool:
    """Whether an action only leads to a place in the document or to an address on the web, and to nothing after it."""
    kind = str(action.get("/S", ""))
    if "/Next" in action:
        del action["/Next"]
    if kind == "/URI":
        return str(action.get("/URI", "")).lower().startswith(("http://", "https://", "mailto:"))
    return kind not in BAD_ACTIONS


def flatten(pdf: Pdf, removed: set[str]) -> None:
    """Let what was filled in and drawn become part of the pages."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")
    for page in pdf.pages:
        marks = page.obj.get("/Annots")
        if marks is not None:
            page.obj["/Annots"] = pikepdf.Array(
                [mark for mark in list(marks) if str(mark.get("/Subtype", "")) == "/Link"]
            )
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
        removed.add("forms")


def clean_object(thing: Object, removed: set[str]) -> None:
    if not isinstance(thing, Dictionary | Stream):
        return
    for key, why in EVERYWHERE_GONE.items():
        if key in thing:
            del thing[key]
            removed.add(why)
    action = thing.get("/A")
    if isinstance(action, Dictionary) and "/S" in action and not is_open(action):
        del thing["/A"]
        removed.add("scripts")
    if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image:
        clean_picture_stream(thing, removed)


def clean_picture_stream(picture: Any, removed: set[str]) -> None:
    """A picture keeps its points; what the camera wrote beside them goes, without drawing it anew."""
    filters = picture.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if names not in (["/DCTDecode"], ["/JPXDecode"]):
        return
    raw = picture.read_raw_bytes()
    new = without_segments(raw) if names == ["/DCTDecode"] else without_boxes(raw)
    if new != raw:
        picture.write(new, filter=filters, decode_parms=picture.get("/DecodeParms"))
        removed.add("picture_properties")


def without_segments(data: bytes) -> bytes:
    """A JPEG without its application segments and comments, and without what follows its end."""
    if not data.startswith(b"\xff\xd8"):
        return data
    out, at = bytearray(b"\xff\xd8"), 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xDA:
            end = data.rfind(b"\xff\xd9")
            return bytes(out) + (data[at : end + 2] if end > at else data[at:])
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in KEPT_SEGMENTS:
            out += data[at : at + 2 + size]
        at += 2 + size
    return data


def without_boxes(data: bytes) -> bytes:
    """A JPEG 2000 without its boxes of XML and of other programs."""
    out, at = bytearray(), 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size < 8:
            break
        if kind not in (b"xml ", b"uuid", b"uinf"):
            out += data[at : at + size]
        at += size
    return bytes(out) + data[at:]
