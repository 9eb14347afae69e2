"""Word documents: what a reader sees stays, everything that tells of their making goes."""

import posixpath
import re
from collections.abc import Iterable

from lxml import etree

from .archives import pack, refuse_packed, tree, unpack, written
from .pictures import clean_picture
from .report import Cleaned, Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# Parts that are dropped, and what that is called.
DROPPED = (
    (r"docProps/thumbnail\..*", "thumbnail"),
    (r"docProps/custom\.xml|customXml/.*", "custom_data"),
    (r"docProps/.*", "properties"),
    (r"word/(comments\w*|people|commentsIds)\.xml", "comments"),
    (r"word/(embeddings|activeX|fonts|ole)/.*|word/vba\w*\.(bin|xml)|.*\.bin", "embedded"),
    (r"word/(glossary|webextensions|ink|diagrams/_rels)/.*|word/mailMerge.*", "custom_data"),
)
# Elements that go with all they hold, and those that go and leave what they hold.
GONE = {
    "comments": ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
    "changes": (
        "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange", "tblGridChange",
        "numberingChange", "cellDel", "cellIns", "cellMerge", "delText", "delInstrText", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd",
    ),
    "embedded": ("object", "control", "altChunk", "subDoc", "embedRegular", "embedBold", "embedItalic", "embedBoldItalic"),
    "custom_data": ("docVars", "mailMerge", "attachedSchema", "saveThroughXslt", "smartTagType", "dataBinding"),
    "properties": ("attachedTemplate", "docId"),
    "revision_ids": ("rsids", "rsid", "rsidRoot"),
}  # fmt: skip
OPENED = {"changes": ("ins", "moveTo"), "custom_data": ("smartTag", "customXml")}
SETTINGS_GONE = ("trackRevisions", "documentProtection", "writeProtection")
ATTRIBUTES = re.compile(r"^(rsid\w*|paraId|textId|author|initials|date|durableId)$")
# Fields that write a name, a path or another file into the text.
FIELDS = re.compile(
    r"\s*(AUTHOR|LASTSAVEDBY|USER\w+|FILENAME|TEMPLATE|DOCPROPERTY|DOCVARIABLE|INFO|COMMENTS|INCLUDE\w*|DDE\w*|LINK|IMPORT)\b",
    re.I,
)
PATH = re.compile(r"[A-Za-z]:\\|\\\\|/Users/|/home/|file:")
OPEN_LINK = re.compile(r"^(https?://|mailto:|#)", re.I)
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
HARMLESS = (".xml", ".rels", *PICTURES)


def clean_docx(data: bytes) -> Cleaned:
    parts, removed, warnings = unpack(data), set(), set()
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        raise Refused("misnamed")
    kept: dict[str, bytes] = {}
    for name, content in parts.items():
        why = next((why for pattern, why in DROPPED if re.fullmatch(pattern, name, re.I)), "")
        if why:
            removed.add(why)
        else:
            kept[name] = content
    refuse_packed(kept)
    hidden = hidden_styles(kept.get("word/styles.xml", b""))
    for name, content in kept.items():
        if name.lower().endswith(PICTURES):
            kept[name] = clean_picture(content).data
            removed.add("picture_properties")
        elif not name.lower().endswith(HARMLESS):
            warnings.add("unseen_pictures")
    lost = {name: without_lost(kept, name, removed) for name in kept if name.endswith(".rels")}
    for name in [name for name in kept if name.endswith(".xml") and name != "[Content_Types].xml"]:
        root = tree(kept[name])
        relations = posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels")
        clean_part(root, removed, hidden, lost.get(relations, set()))
        kept[name] = written(root)
    kept["[Content_Types].xml"] = written(without_types(tree(kept["[Content_Types].xml"]), kept))
    return Cleaned(pack(kept), sorted(removed), sorted(warnings))


def clean_part(root: etree._Element, removed: set[str], hidden: set[str], lost: set[str]) -> None:
    for why, names in GONE.items():
        drop(root, (W + name for name in names), why, removed)
    drop(root, (W + name for name in SETTINGS_GONE), "changes", removed)
    for why, names in OPENED.items():
        for element in [found for name in names for found in root.iter(W + name)]:
            open_up(element)
            removed.add(why)
    drop_hidden(root, removed, hidden)
    for element in root.iter(etree.Element):
        clean_attributes(element, removed, lost)
        text = (
            element.get(W + "instr")
            if element.tag == W + "fldSimple"
            else element.text
            if element.tag == W + "instrText"
            else None
        )
        if text and FIELDS.match(text):
            removed.add("properties")
            if element.tag == W + "fldSimple":
                element.set(W + "instr", "")
            else:
                element.text = ""


def drop(root: etree._Element, tags: Iterable[str], why: str, removed: set[str]) -> None:
    for element in list(root.iter(*tags)):
        parent = element.getparent()
        if parent is not None:
            remove(element)
            removed.add(why)


def remove(element: etree._Element) -> None:
    """Take an element out, and leave the text that follows it."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def open_up(element: etree._Element) -> None:
    """Leave what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    # Of a paragraph's mark that was inserted, nothing is held: the element goes.
    for child in list(element):
        element.addprevious(child)
    remove(element)


def says_hidden(properties: etree._Element | None) -> bool:
    if properties is None:
        return False
    marks = [*properties.findall(W + "vanish"), *properties.findall(W + "specVanish")]
    return any(mark.get(W + "val", "true") not in ("0", "false", "off") for mark in marks)


def hidden_styles(data: bytes) -> set[str]:
    """The styles whose text is not shown."""
    if not data:
        return set()
    styles = tree(data).iter(W + "style")
    return {style.get(W + "styleId", "") for style in styles if says_hidden(style.find(W + "rPr"))} - {""}


def drop_hidden(root: etree._Element, removed: set[str], hidden: set[str]) -> None:
    for run in list(root.iter(W + "r")):
        properties = run.find(W + "rPr")
        style = properties.find(W + "rStyle") if properties is not None else None
        if says_hidden(properties) or (style is not None and style.get(W + "val") in hidden):
            remove(run)
            removed.add("hidden_text")
    for style in [found for found in root.iter(W + "pStyle") if found.get(W + "val") in hidden]:
        paragraph = style.getparent().getparent()
        for run in paragraph.findall(W + "r"):
            remove(run)
            removed.add("hidden_text")


def clean_attributes(element: etree._Element, removed: set[str], lost: set[str]) -> None:
    for name in list(element.attrib):
        local = etree.QName(name).localname
        value = element.attrib[name]
        if ATTRIBUTES.match(local):
            del element.attrib[name]
            removed.add("revision_ids")
        elif name.startswith(R) and value in lost:
            del element.attrib[name]
        elif PATH.search(value) and not name.startswith(R):
            element.set(name, "")
            removed.add("properties")
    # What drawings are called is what their files were called.
    if etree.QName(element).localname in ("docPr", "cNvPr") and element.get("name"):
        element.set("name", "")


def without_lost(parts: dict[str, bytes], name: str, removed: set[str]) -> set[str]:
    """Drop the relations that lead to dropped parts or out of the document; gives their names."""
    root, lost = tree(parts[name]), set()
    base = posixpath.dirname(posixpath.dirname(name))
    for relation in list(root.iter(RELS + "Relationship")):
        target, kind = relation.get("Target", ""), relation.get("Type", "")
        if relation.get("TargetMode") == "External":
            if kind.endswith("/hyperlink") and OPEN_LINK.match(target):
                continue
            removed.add("links_out")
        elif posixpath.normpath(posixpath.join(base, target)).lstrip("/") in parts or target.lstrip("/") in parts:
            continue
        lost.add(relation.get("Id", ""))
        root.remove(relation)
    parts[name] = written(root)
    return lost


def without_types(root: etree._Element, parts: dict[str, bytes]) -> etree._Element:
    for override in list(root.iter(TYPES + "Override")):
        if override.get("PartName", "").lstrip("/") not in parts:
            root.remove(override)
    return root
