"""What Word, PowerPoint and Excel share: a pack of parts, and relations that lead from one part to another.

Only parts that a relation of a known kind leads to are packed again, so that what nobody thought of goes too.
"""

import posixpath
import re
from collections.abc import Iterable
from functools import cache

from lxml import etree

from .archives import refuse_packed, tree, unpack, written
from .elements import drop, local, remove, within
from .pictures import can_be_drawn, clean_picture, stand_in
from .report import Refused

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
STRICT = "{http://purl.oclc.org/ooxml/"
LIST_OF_TYPES = "[Content_Types].xml"

# Relations by the last word of their kind: those that are followed in every document, and what the others are called.
FOLLOWED = {
    "officeDocument", "theme", "themeOverride", "image", "hyperlink", "chart", "chartEx", "chartUserShapes", "chartStyle",
    "chartColorStyle", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing",
}  # fmt: skip
NOT_FOLLOWED = {
    "properties": ("core-properties", "extended-properties", "custom-properties", "digital-signature/origin", "origin"),
    "thumbnail": ("thumbnail",),
    "comments": (
        "comments", "commentsExtended", "commentsIds", "commentsExtensible", "commentAuthors", "people", "person", "threadedComment",
        "authors", "vmlDrawing",
    ),
    "changes": ("changesInfo", "revisionInfo", "revisionHeaders", "revisionLog", "usernames"),
    "embedded": (
        "oleObject", "package", "control", "activeXControlBinary", "ctrlProp", "font", "vbaProject", "wordVbaData", "aFChunk", "subDocument",
        "xlMacrosheet", "xlIntlMacrosheet", "dialogsheet", "attachedToolbars",
    ),
    "media": ("audio", "video", "media"),
    "links_out": ("externalLink", "externalLinkPath", "connections", "queryTable", "attachedTemplate"),
    "pivots": (
        "pivotTable", "pivotCacheDefinition", "pivotCacheRecords", "slicer", "slicerCache", "timeline", "timelineCache", "powerPivotData",
    ),
    "printers": ("printerSettings",),
    "picture_properties": ("hdphoto",),
    "": ("calcChain", "volatileDependencies", "sheetMetadata", "webSettings", "viewProps"),
}  # fmt: skip
WHY = {kind: why for why, kinds in NOT_FOLLOWED.items() for kind in kinds}
# Extensions that show something: conditional formats, validations, sparklines, and whether a picture is only decoration.
EXTENSIONS = {
    "{78C0D931-6437-407D-A8EE-F0AAD7539E65}", "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}", "{05C60535-1F16-4FD2-B633-F4F36F0B64E0}",
    "{C183D7F6-B498-43B3-948B-1728B52AA6E4}", "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}",
}  # fmt: skip
ATTRIBUTES = re.compile(r"^(rsid\w*|paraId|textId|author|initials|date|durableId)$")
REVISIONS = re.compile(r"/(spreadsheetml|powerpoint|word)/\d+/(revision\d*|main/revision\d*)$")
PATH = re.compile(r"[A-Za-z]:\\|\\\\|/Users/|/home/|file:")
OPEN_LINK = re.compile(r"^(https?://|mailto:|#)", re.I)
XML = (".xml", ".rels")
PACKED_DRAWINGS = (".emz", ".wmz")


class Package:
    """A document taken apart, and what is to be told of it."""

    def __init__(self, data: bytes, main: str) -> None:
        self.parts = unpack(data)
        self.removed: set[str] = set()
        self.warnings: set[str] = set()
        self.told: set[str] = set()  # parts that a relation told the kind of, and that go
        self.kept: dict[str, set[str]] = {}  # by part, the names of the relations that it still has
        if main not in self.parts or LIST_OF_TYPES not in self.parts:
            raise Refused("misnamed")

    def drop_named(self, names: Iterable[tuple[str, str]]) -> None:
        """Drop parts by what they are called."""
        for name in list(self.parts):
            why = next((why for pattern, why in names if re.fullmatch(pattern, name, re.I)), "")
            if why:
                del self.parts[name]
                self.removed.add(why)

    def follow(self, followed: set[str]) -> None:
        """Keep the parts that relations of these kinds lead to, and of the relations those that lead somewhere."""
        waiting, reached = [""], {LIST_OF_TYPES}
        while waiting:
            source = waiting.pop()
            name = relations_of(source)
            if name not in self.parts or name in reached:
                continue
            reached.add(name)
            root = tree(self.parts[name])
            for relation in list(root.iter(RELS + "Relationship")):
                target = self.leads_to(relation, source, followed)
                if target is None:
                    root.remove(relation)
                elif target not in reached and target:
                    reached.add(target)
                    waiting.append(target)
            self.kept[source] = {relation.get("Id", "") for relation in root.iter(RELS + "Relationship")}
            self.parts[name] = written(root)
        untold = set(self.parts) - reached - self.told
        if any(not name.endswith(".rels") for name in untold):
            self.removed.add("custom_data")
        self.parts = {name: data for name, data in self.parts.items() if name in reached}

    def leads_to(self, relation: etree._Element, source: str, followed: set[str]) -> str | None:
        """The part a relation leads to; nothing in words where it leads to the web or within its part; None if it is to go."""
        target, kind = relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External" or target.startswith("#"):
            if kind == "hyperlink" and OPEN_LINK.match(target):
                return ""
            self.removed.add("links_out")
            return None
        part = resolved(source, target)
        if kind not in followed and kind not in FOLLOWED:
            if why := WHY.get(kind, "custom_data"):
                self.removed.add(why)
            self.told.add(part)
            return None
        return part if part in self.parts else None

    def redraw(self) -> None:
        """Draw every picture anew. One of a kind that cannot be drawn gives its place to a neutral one; the rest is no part of a document."""
        refuse_packed({name: data for name, data in self.parts.items() if not name.lower().endswith(PACKED_DRAWINGS)})
        shown = {
            resolved(source, relation.get("Target", ""))
            for source in self.kept
            for relation in tree(self.parts[relations_of(source)]).iter(RELS + "Relationship")
            if relation.get("Type", "").endswith("/image") and relation.get("TargetMode") != "External"
        }
        renamed = {}
        for name, data in list(self.parts.items()):
            if name.lower().endswith(XML):
                continue
            if can_be_drawn(name, data):
                self.parts[name] = clean_picture(data).data
                self.removed.add("picture_properties")
                continue
            del self.parts[name]
            if name in shown:
                renamed[name] = f"{name}.png"
                self.parts[renamed[name]] = stand_in()
            self.removed.add("drawings" if name in shown else "embedded")
        self.lead_to(renamed)

    def lead_to(self, renamed: dict[str, str]) -> None:
        """Let relations lead to parts under their new names."""
        for source in self.kept if renamed else ():
            root = tree(self.parts[relations_of(source)])
            for relation in root.iter(RELS + "Relationship"):
                new = renamed.get(resolved(source, relation.get("Target", "")))
                if new and relation.get("TargetMode") != "External":
                    relation.set("Target", "/" + new)
            self.parts[relations_of(source)] = written(root)

    def trees(self) -> Iterable[tuple[str, etree._Element]]:
        """Each part of XML with its tree, which is written back once it has been worked on."""
        for name in [name for name in self.parts if name.lower().endswith(".xml") and name != LIST_OF_TYPES]:
            root = tree(self.parts[name])
            yield name, root
            self.parts[name] = written(root)

    def list_types(self) -> None:
        """List the kinds of those parts only that are there, and those of pictures that came in."""
        root = tree(self.parts[LIST_OF_TYPES])
        for override in list(root.iter(TYPES + "Override")):
            if override.get("PartName", "").lstrip("/") not in self.parts:
                root.remove(override)
        endings = {posixpath.splitext(name)[1].lower() for name in self.parts}
        for default in list(root.iter(TYPES + "Default")):
            if "." + default.get("Extension", "").lower() not in endings:
                root.remove(default)
        if ".png" in endings and not any(d.get("Extension", "").lower() == "png" for d in root.iter(TYPES + "Default")):
            root.insert(0, etree.Element(TYPES + "Default", Extension="png", ContentType="image/png"))
        self.parts[LIST_OF_TYPES] = written(root)

    def type_of(self, name: str) -> str:
        overrides = tree(self.parts[LIST_OF_TYPES]).iter(TYPES + "Override")
        return next((o.get("ContentType", "") for o in overrides if o.get("PartName", "").lstrip("/") == name), "")


def relations_of(part: str) -> str:
    return posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")


def resolved(source: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")


def clean_tree(package: Package, name: str, root: etree._Element) -> None:
    """What is to go from every part, of whichever document."""
    removed = package.removed
    drop(root, ("{*}svgBlip", "{*}imgProps"), "picture_properties", removed)
    drop(root, ("{*}externalData",), "embedded", removed)
    for extension in [found for found in root.iter("{*}ext") if local(found.getparent()) == "extLst"]:
        if extension.get("uri", "").upper() not in EXTENSIONS:
            parent = extension.getparent()
            remove(extension)
            if not len(parent):
                remove(parent)
    drop_hidden_shapes(root, removed)
    kept = package.kept.get(name, set())
    for element in root.iter(etree.Element):
        if element.tag.startswith(STRICT):
            raise Refused("strict")
        clean_attributes(element, removed, kept)
        if element.tag.endswith("}srcRect") and any(value.strip("0%") for value in element.attrib.values()):
            package.warnings.add("cropped")


def drop_hidden_shapes(root: etree._Element, removed: set[str]) -> None:
    for named in [found for found in root.iter("{*}cNvPr", "{*}docPr") if found.get("hidden") in ("1", "true")]:
        shape = (
            within(named, "drawing", "oneCellAnchor", "twoCellAnchor", "absoluteAnchor")
            or named.getparent().getparent()
        )
        if shape is not None and local(shape) != "spTree":
            remove(shape)
            removed.add("hidden_parts")


def drop_lost(root: etree._Element, kept: set[str]) -> bool:
    """Take out the elements that stand for a part which is gone; says whether there were any."""
    lost = [
        element for element in root.iter(etree.Element) if element.get(R + "id") and element.get(R + "id") not in kept
    ]
    for element in lost:
        remove(element)
    return bool(lost)


@cache
def tells_of_making(name: str) -> bool:
    qualified = etree.QName(name)
    return bool(ATTRIBUTES.match(qualified.localname) or REVISIONS.search(qualified.namespace or ""))


def clean_attributes(element: etree._Element, removed: set[str], kept: set[str]) -> None:
    for name, value in element.items():
        if tells_of_making(name):
            del element.attrib[name]
            removed.add("revision_ids")
        elif name.startswith(R):
            if value and value not in kept:
                del element.attrib[name]
        elif PATH.search(value):
            element.set(name, "")
            removed.add("properties")
        elif name == OFFICE + "title":
            del element.attrib[name]
    # What drawings are called is what their files were called.
    if element.tag.endswith(("}docPr", "}cNvPr")) and element.get("name"):
        element.set("name", "")
