"""OpenDocument texts (odt), as LibreOffice writes them: what a reader sees stays."""

import mimetypes
import posixpath
import re

from lxml import etree

from .archives import pack, refuse_packed, tree, unpack, written
from .elements import drop, local, open_up, remove
from .packages import OPEN_LINK, PACKED_DRAWINGS, PATH
from .pictures import can_be_drawn, clean_picture, stand_in
from .report import Cleaned, Refused

NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, OFFICE, DRAW, STYLE, TABLE, MANIFEST = (
    f"{{{NAMES}{name}:1.0}}" for name in ("text", "office", "drawing", "style", "table", "manifest")
)
HREF = "{http://www.w3.org/1999/xlink}href"
KIND = b"application/vnd.oasis.opendocument.text"
WORDS = ("content.xml", "styles.xml")
PICTURES = re.compile(r"(Pictures|media|ObjectReplacements)/[^/]+")
# The other parts, and what they are called.
GONE_PARTS = (
    (r"meta\.xml", "properties"),
    (r"settings\.xml", "printers"),
    (r"Thumbnails/.*", "thumbnail"),
    (r"(Basic|Scripts|Dialogs)/.*", "scripts"),
    (r"Versions/.*|VersionList\.xml", "earlier_versions"),
    (r"Object.*|Fonts/.*|.*\.bin", "embedded"),
    (r"mimetype|META-INF/.*|layout-cache|Configurations2/.*", ""),
)
GONE = {
    "comments": (OFFICE + "annotation", OFFICE + "annotation-end"),
    "changes": (TEXT + "tracked-changes", TEXT + "change", TEXT + "change-start", TEXT + "change-end"),
    "hidden_text": (TEXT + "hidden-text", TEXT + "hidden-paragraph"),
    "scripts": (OFFICE + "scripts", OFFICE + "event-listeners", TEXT + "script", TEXT + "execute-macro"),
    "forms": (OFFICE + "forms", DRAW + "control"),
    "embedded": (
        DRAW + "object", DRAW + "object-ole", DRAW + "applet", DRAW + "floating-frame", OFFICE + "binary-data", STYLE + "font-face-src",
    ),
    "media": (DRAW + "plugin",),
    "links_out": (OFFICE + "dde-source", TEXT + "dde-connection-decls", TEXT + "section-source", TABLE + "table-source"),
    "custom_data": (TEXT + "user-field-decls", TEXT + "variable-decls", "{*}param"),
}  # fmt: skip
# Fields that write a name, a path or a hidden value: their words stay, and what they were made of goes.
FIELDS = re.compile(
    r"author-\w+|sender-[\w-]+|(initial-)?creator|(print|modification|creation|edit)\w*-\w+|file-name|template-name|description|keywords|subject|title"
    r"|user-defined|user-field-\w+|variable-\w+|conditional-text|database-\w+|expression|meta(-field)?|printed-by|editing-\w+|dde-connection"
)
# Attributes that say how something looks; those of other programs go.
KNOWN = re.compile(r"urn:(oasis|org:documentfoundation):|http://www\.w3\.org/(1999/xlink$|XML/|TR/css3)")


def clean_odt(data: bytes) -> Cleaned:
    parts, removed, warnings = unpack(data), set(), set()
    if parts.get("mimetype", b"").strip() != KIND or "content.xml" not in parts:
        raise Refused("misnamed")
    if next(tree(parts.get("META-INF/manifest.xml", b"<a/>")).iter("{*}encryption-data"), None) is not None:
        raise Refused("encrypted")
    kept = {"mimetype": KIND, **{name: parts[name] for name in WORDS if name in parts}}
    roots = {name: tree(parts[name]) for name in WORDS if name in parts}
    common = hidden_styles([root.find(OFFICE + "styles") for root in roots.values()], set())
    for root in roots.values():
        hidden = hidden_styles([root.find(OFFICE + "automatic-styles")], common)
        clean_part(root, removed, hidden)
        for picture in [found for found in root.iter() if is_picture(found)]:
            redraw(picture, parts, kept, removed)
        if any(row.get(TABLE + "visibility") in ("collapse", "filter") for row in root.iter()):
            warnings.add("hidden_cells")
    removed |= {why_gone(name) for name in parts if name not in kept} - {""}
    kept |= {name: written(root) for name, root in roots.items()}
    words = [line for root in roots.values() for line in lines_of(root)]
    kept["META-INF/manifest.xml"] = manifest(kept)
    return Cleaned(pack(kept), sorted(removed), sorted(warnings), "\n".join(filter(None, words)))


def lines_of(root: etree._Element) -> list[str]:
    """The words of a part by paragraph; the part itself is of no use afterwards."""
    for space in root.iter(TEXT + "tab", TEXT + "s", TEXT + "line-break"):
        space.tail = " " + (space.tail or "")
    return ["".join(line.itertext()) for line in root.iter(TEXT + "p", TEXT + "h")]


def why_gone(name: str) -> str:
    if PICTURES.fullmatch(name):
        return ""  # drawn anew under another name, or shown nowhere
    return next((why for pattern, why in GONE_PARTS if re.fullmatch(pattern, name)), "custom_data")


def clean_part(root: etree._Element, removed: set[str], hidden: set[str]) -> None:
    for empty in [found for found in root.iter(OFFICE + "forms", OFFICE + "scripts") if not len(found)]:
        remove(empty)
    for why, tags in GONE.items():
        drop(root, tags, why, removed)
    unseen = [
        found for found in root.iter(etree.Element)
        if found.tag.startswith(TEXT) and (found.get(TEXT + "display") == "none" or found.get(TEXT + "is-hidden") == "true" or found.get(TEXT + "style-name") in hidden)
    ]  # fmt: skip
    for element in unseen:
        remove(element)
        removed.add("hidden_text")
    for element in list(root.iter(etree.Element)):
        if element.tag.startswith(TEXT) and element.getparent() is not None and FIELDS.fullmatch(local(element)):
            open_up(element)
            removed.add("properties")
            continue
        clean_attributes(element, removed)


def clean_attributes(element: etree._Element, removed: set[str]) -> None:
    for name in list(element.attrib):
        qualified, value = etree.QName(name), element.attrib[name]
        space = qualified.namespace or ""
        if qualified.localname in ("rsid", "paragraph-rsid") or not KNOWN.match(space):
            del element.attrib[name]
            removed.add("revision_ids" if "rsid" in qualified.localname else "custom_data")
        elif name == DRAW + "name" or qualified.localname.startswith("protection-key"):
            del element.attrib[name]
        elif name == HREF and not is_picture(element) and not OPEN_LINK.match(value):
            del element.attrib[name]
            removed.add("links_out")
        elif PATH.search(value):
            element.set(name, "")
            removed.add("properties")


def is_picture(element: etree._Element) -> bool:
    """Whether an element shows a picture: in the text, behind it, as a fill or as the sign before the lines of a list."""
    return element.get(HREF) is not None and element.tag not in (TEXT + "a", DRAW + "a")


def redraw(element: etree._Element, parts: dict[str, bytes], kept: dict[str, bytes], removed: set[str]) -> None:
    """Draw the picture that an element shows anew, under a name that says nothing; what is no picture of the document goes."""
    name = posixpath.normpath(element.get(HREF, "")).lstrip("/")
    if name not in parts or not PICTURES.fullmatch(name):
        removed.add("links_out")
        remove(element)
        return
    data = parts[name]
    if can_be_drawn(name, data):
        drawn = clean_picture(data).data
        removed.add("picture_properties")
    else:
        if not name.lower().endswith(PACKED_DRAWINGS):
            refuse_packed({name: data})
        drawn = stand_in()
        removed.add("drawings")
    ending = (
        "jpg"
        if drawn.startswith(b"\xff\xd8")
        else "png"
        if drawn.startswith(b"\x89PNG")
        else "gif"
        if drawn.startswith(b"GIF")
        else "webp"
    )
    there = next((old for old, content in kept.items() if content == drawn), None)
    new = there or f"Pictures/{len(kept)}.{ending}"
    kept[new] = drawn
    element.set(HREF, new)
    for key in [key for key in element.attrib if etree.QName(key).localname == "mime-type"]:
        del element.attrib[key]


def hidden_styles(lists: list[etree._Element | None], known: set[str]) -> set[str]:
    """The styles whose text is not shown, and those that are made after them."""
    styles = [style for found in lists if found is not None for style in found.iter(STYLE + "style")]
    hidden = set(known)
    for _round in range(10):
        before = len(hidden)
        for style in styles:
            displays = [
                p.get(TEXT + "display") for p in style.iter(STYLE + "text-properties") if p.get(TEXT + "display")
            ]
            if displays == ["none"] or (not displays and style.get(STYLE + "parent-style-name") in hidden):
                hidden.add(style.get(STYLE + "name", ""))
        if len(hidden) == before:
            break
    return hidden - {""}


def manifest(parts: dict[str, bytes]) -> bytes:
    root = etree.Element(MANIFEST + "manifest", {MANIFEST + "version": "1.3"}, nsmap={"manifest": MANIFEST[1:-1]})
    for name in ("/", *sorted(parts)):
        if name == "mimetype":
            continue
        kind = KIND.decode() if name == "/" else "text/xml" if name.endswith(".xml") else mimetypes.guess_type(name)[0]
        etree.SubElement(
            root, MANIFEST + "file-entry", {MANIFEST + "full-path": name, MANIFEST + "media-type": kind or ""}
        )
    return written(root)
