"""Excel workbooks: the sheets that are shown stay. What was hidden goes, and what counted on it stays as the number it had come to."""

import re
from collections.abc import Iterable

from lxml import etree

from .archives import pack, tree, written
from .elements import drop, local, paragraphs, remove, within
from .packages import RELS, Package, R, clean_tree, drop_lost, relations_of, resolved
from .report import Cleaned, Refused

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MAIN = "xl/workbook.xml"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
FOLLOWED = {"worksheet", "chartsheet", "sharedStrings", "styles", "drawing", "table"}
GONE = {
    "embedded": ("oleObjects", "controls"),
    "comments": ("legacyDrawing", "legacyDrawingHF"),
    "custom_data": (
        "customProperties", "customSheetViews", "customWorkbookViews", "smartTags", "smartTagPr", "smartTagTypes", "functionGroups",
        "webPublishing", "webPublishItems", "webPublishObjects", "fileRecoveryPr", "cellWatches", "oleSize", "scenarios",
    ),
    "properties": ("fileSharing", "fileVersion"),
    "protection": ("protectedRanges", "workbookProtection", "sheetProtection"),
    "links_out": ("externalReferences", "dataConsolidate"),
    "pivots": ("pivotCaches",),
}  # fmt: skip
# What goes with a formula that is no cell's, and what may not stand without one of these.
RULES = ("dataValidation", "cfRule", "sparkline", "calculatedColumnFormula", "totalsRowFormula")
LISTS = {
    "dataValidations": "dataValidation", "conditionalFormatting": "cfRule", "conditionalFormattings": "cfRule", "sparklines": "sparkline",
    "sparklineGroup": "sparkline", "sparklineGroups": "sparkline", "hyperlinks": "hyperlink", "definedNames": "definedName",
}  # fmt: skip
NUMBERED = ("vm", "cm", "codeName", "queryTableFieldId", "tableType", "connectionId")
OUTSIDE = re.compile(r"\[\d+\]")


def clean_xlsx(data: bytes) -> Cleaned:
    package = Package(data, MAIN)
    if package.type_of(MAIN) != TYPE:
        raise Refused("misnamed")
    gone = drop_hidden_sheets(package)
    package.follow(FOLLOWED)
    if MAIN not in package.parts:
        raise Refused("unreadable")
    package.redraw()
    trees = dict(package.trees())
    for name, root in trees.items():
        clean_part(package, name, root, gone)
    texts = shared_texts(trees.values())
    words = [line for root in trees.values() for line in (*lines_of(root, texts), *paragraphs(root))]
    if drop_unused_texts(trees.values()):
        package.removed.add("hidden_text")
    for name, root in trees.items():
        package.parts[name] = written(root)
    package.list_types()
    return Cleaned(
        pack(package.parts), sorted(package.removed), sorted(package.warnings), "\n".join(filter(None, words))
    )


def drop_hidden_sheets(package: Package) -> list[str]:
    """Take the sheets that are not shown out of the book; gives what a formula would call them, and the names that stood for them."""
    book = tree(package.parts[MAIN])
    relations = tree(package.parts.get(relations_of(MAIN), b"<a/>"))
    leads = {relation.get("Id"): relation for relation in relations.iter(RELS + "Relationship")}
    places: dict[str, str] = {}
    gone: list[str] = []
    for place, sheet in enumerate(list(book.iter(S + "sheet"))):
        lead = leads.get(sheet.get(R + "id"))
        kind = "" if lead is None else lead.get("Type", "").rpartition("/")[2]
        shown = sheet.get("state", "visible") == "visible"
        if shown and kind in ("worksheet", "chartsheet"):
            places[str(place)] = str(len(places))
            continue
        gone.append(sheet.get("name", ""))
        package.removed.add("embedded" if shown else "hidden_parts")
        remove(sheet)
        if lead is not None:
            package.parts.pop(resolved(MAIN, lead.get("Target", "")), None)
    if not places:
        raise Refused("empty")
    if gone:
        for view in book.iter(S + "workbookView"):
            for key in ("activeTab", "firstSheet"):
                view.attrib.pop(key, None)
    gone += without_names(book, gone, places)
    package.parts[MAIN] = written(book)
    return [name.lower() for name in gone if name]


def without_names(book: etree._Element, gone: list[str], places: dict[str, str]) -> list[str]:
    """Drop the names that are hidden or stand for what is gone, and let the others know the new places of their sheets."""
    dropped = []
    for name in list(book.iter(S + "definedName")):
        place = name.get("localSheetId")
        if place is not None and place in places:
            name.set("localSheetId", places[place])
        hidden = name.get("hidden") in ("1", "true")
        if hidden or (place is not None and place not in places) or mentions(name.text, [g.lower() for g in gone]):
            # A name that Excel made for itself stands in formulas of all kinds.
            dropped += [] if name.get("name", "").startswith("_xl") else [name.get("name", "")]
            remove(name)
        else:
            name.attrib.pop("comment", None)
    return dropped


def mentions(formula: str | None, gone: Iterable[str]) -> bool:
    """Whether a formula leads to what is gone or out of the book. Said once too often it costs a formula, and no word."""
    text = (formula or "").lower().replace("''", "'")
    return bool(OUTSIDE.search(text)) or any(name in text for name in gone)


def clean_part(package: Package, name: str, root: etree._Element, gone: list[str]) -> None:
    removed = package.removed
    for empty in [found for found in root.iter(S + "workbookProtection") if not found.attrib]:
        remove(empty)
    for why, names in GONE.items():
        drop(root, (S + element for element in names), why, removed)
    drop(root, ("{*}absPath", "{*}revisionPtr", "{*}coauthVersionLast"), "properties", removed)
    drop_formulas(root, removed, gone)
    for element in root.iter(etree.Element):
        for key in element.keys():  # noqa: SIM118  (an element is no dictionary)
            if key in NUMBERED:
                del element.attrib[key]
            elif key in ("macro", "textlink"):
                element.set(key, "")
    drop_lost(root, package.kept.get(name, set()))
    clean_tree(package, name, root)
    for link in [found for found in root.iter(S + "hyperlink") if mentions(found.get("location"), gone)]:
        remove(link)
    drop_empty(root)
    if any(hides(element) for element in root.iter(S + "row", S + "col")):
        package.warnings.add("hidden_cells")


def drop_empty(root: etree._Element) -> None:
    """Take out lists that hold nothing any more: a reader would take the book for damaged."""
    for name, holds in LISTS.items():
        for empty in [found for found in root.iter("{*}" + name) if next(found.iter("{*}" + holds), None) is None]:
            remove(empty)
    for choice in [found for found in root.iter("{*}AlternateContent") if not any(len(child) for child in found)]:
        remove(choice)


def hides(element: etree._Element) -> bool:
    return element.get("hidden") in ("1", "true") or element.get("width" if local(element) == "col" else "ht") == "0"


def drop_formulas(root: etree._Element, removed: set[str], gone: list[str]) -> None:
    shared = set()
    for formula in list(
        root.iter("{*}f", "{*}formula", "{*}formula1", "{*}formula2", *("{*}" + rule for rule in RULES[3:]))
    ):
        if not mentions(formula.text, gone):
            continue
        removed.add("formulas")
        cell, rule = formula.getparent(), within(formula, *RULES)
        if formula.tag == S + "f" and cell is not None and cell.tag == S + "c":
            shared.add(formula.get("si"))
            remove(formula)
        elif rule is not None:
            remove(rule)
        elif local(formula) == "f":  # of a chart, which keeps what it had drawn
            formula.text = "#REF!"
        else:
            remove(formula)
    for formula in [found for found in root.iter(S + "f") if found.get("t") == "shared" and found.get("si") in shared]:
        remove(formula)


def shared_texts(trees: Iterable[etree._Element]) -> list[str]:
    """The texts that cells share, by their number."""
    listed = [item for root in trees if root.tag == S + "sst" for item in root.iter(S + "si")]
    return ["".join(text.text or "" for text in item.iter(S + "t")) for item in listed]


def lines_of(sheet: etree._Element, texts: list[str]) -> Iterable[str]:
    """The words of a sheet, row by row."""
    for row in sheet.iter(S + "row"):
        yield "; ".join(filter(None, (said_in(cell, texts) for cell in row.iter(S + "c"))))


def said_in(cell: etree._Element, texts: list[str]) -> str:
    number = shared_number(cell)
    if number is not None:
        return texts[number] if number < len(texts) else ""
    return "".join(part.text or "" for part in cell.iter(S + "t", S + "v"))


def shared_number(cell: etree._Element) -> int | None:
    value = cell.findtext(S + "v", "").strip()
    return int(value) if cell.get("t") == "s" and value.isdecimal() else None


def drop_unused_texts(trees: Iterable[etree._Element]) -> bool:
    """Of the texts that cells share, those stay that a cell shows; the others lose their words. Says whether there were any."""
    roots, dropped = list(trees), False
    used = {shared_number(cell) for root in roots for cell in root.iter(S + "c")}
    for table in [root for root in roots if root.tag == S + "sst"]:
        for number, item in enumerate(table.iter(S + "si")):
            if number not in used:
                dropped = dropped or any(text.text for text in item.iter(S + "t"))
                item[:] = [etree.Element(S + "t")]
    return dropped
