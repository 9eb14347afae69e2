"""Word documents: what a reader sees stays, everything that tells of their making goes."""

import re

from lxml import etree

from .archives import pack, tree
from .elements import drop, open_up, remove
from .packages import Package, clean_tree
from .report import Cleaned, Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
FOLLOWED = {
    "styles", "stylesWithEffects", "settings", "fontTable", "numbering", "header", "footer", "footnotes", "endnotes",
}  # fmt: skip

# Parts that are dropped, and what that is called.
DROPPED = (
    (r"docProps/thumbnail\..*", "thumbnail"),
    (r"docProps/custom\.xml|customXml/.*", "custom_data"),
    (r"docProps/.*", "properties"),
    (r"word/(comments\w*|people|commentsIds)\.xml", "comments"),
    (r"word/(embeddings|activeX|fonts|ole)/.*|word/vba\w*\.(bin|xml)|.*\.bin", "embedded"),
    (r"word/(glossary|webextensions|ink)/.*|word/mailMerge.*", "custom_data"),
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
# Fields that write a name, a path or another file into the text.
FIELDS = re.compile(
    r"\s*(AUTHOR|LASTSAVEDBY|USER\w+|FILENAME|TEMPLATE|DOCPROPERTY|DOCVARIABLE|INFO|COMMENTS|INCLUDE\w*|DDE\w*|LINK|IMPORT)\b",
    re.I,
)


def clean_docx(data: bytes) -> Cleaned:
    package = Package(data, MAIN)
    package.drop_named(DROPPED)
    package.follow(FOLLOWED)
    if MAIN not in package.parts:
        raise Refused("unreadable")
    package.redraw()
    hidden = hidden_styles(package.parts.get("word/styles.xml", b""))
    for name, root in package.trees():
        clean_tree(package, name, root)
        clean_part(root, package.removed, hidden)
    package.list_types()
    return Cleaned(pack(package.parts), sorted(package.removed), sorted(package.warnings))


def clean_part(root: etree._Element, removed: set[str], hidden: set[str]) -> None:
    for why, names in GONE.items():
        drop(root, (W + name for name in names), why, removed)
    drop(root, (W + name for name in SETTINGS_GONE), "changes", removed)
    for why, names in OPENED.items():
        for element in [found for name in names for found in root.iter(W + name)]:
            open_up(element)
            removed.add(why)
    drop_hidden(root, removed, hidden)
    for element in root.iter(etree.Element):
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
