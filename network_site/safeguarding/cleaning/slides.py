"""PowerPoint presentations: the slides that are shown stay, with what stands on them."""

from lxml import etree

from .archives import pack, tree
from .elements import A, drop, local, paragraphs, remove, within
from .packages import Package, clean_tree, drop_lost
from .report import Cleaned, Refused

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MAIN = "ppt/presentation.xml"
TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
FOLLOWED = {
    "slide", "slideMaster", "slideLayout", "notesSlide", "notesMaster", "handoutMaster", "presProps", "tableStyles",
}  # fmt: skip
GONE = {
    "embedded": ("embeddedFontLst", "controls"),
    "custom_data": ("custDataLst", "custData", "smartTags", "htmlPubPr", "custShowLst", "custShow", "contentPart"),
    "properties": ("modifyVerifier",),
}
MEDIA = ("videoFile", "audioFile", "wavAudioFile", "quickTimeFile", "audioCd", "snd", "sndAc")


def clean_pptx(data: bytes) -> Cleaned:
    package = Package(data, MAIN)
    if package.type_of(MAIN) != TYPE:
        raise Refused("misnamed")
    drop_hidden_slides(package)
    package.follow(FOLLOWED)
    if MAIN not in package.parts:
        raise Refused("unreadable")
    package.redraw()
    words = []
    for name, root in package.trees():
        clean_part(package, name, root)
        if has_notes(root):
            package.warnings.add("notes")
        if local(root) not in ("sldMaster", "sldLayout", "notesMaster", "handoutMaster"):
            words += paragraphs(root)
    package.list_types()
    return Cleaned(
        pack(package.parts), sorted(package.removed), sorted(package.warnings), "\n".join(filter(None, words))
    )


def drop_hidden_slides(package: Package) -> None:
    """Their places in the presentation, and the links to them, are lost with them."""
    for name in [name for name in package.parts if name.lower().endswith(".xml") and name.startswith("ppt/")]:
        root = tree(package.parts[name])
        if root.tag == P + "sld" and root.get("show") in ("0", "false"):
            del package.parts[name]
            package.removed.add("hidden_parts")


def clean_part(package: Package, name: str, root: etree._Element) -> None:
    removed = package.removed
    for ole in list(root.iter(P + "oleObj")):
        frame = within(ole, "graphicFrame")
        remove(ole if frame is None else frame)
        removed.add("embedded")
    for why, names in GONE.items():
        drop(root, (P + gone for gone in names), why, removed)
    moving = list(root.iter(*(space + media for space in (A, P) for media in MEDIA)))
    drop(root, (element.tag for element in moving), "media", removed)
    before = "hidden_parts" in removed
    lost = drop_lost(root, package.kept.get(name, set()))
    clean_tree(package, name, root)
    # What moves on a slide may move what is no longer there.
    if moving or lost or ("hidden_parts" in removed) != before or not names_its_shapes(root):
        for timing in list(root.iter(P + "timing")):
            remove(timing)


def names_its_shapes(root: etree._Element) -> bool:
    """Whether all that moves on a slide stands on it."""
    there = {shape.get("id") for shape in root.iter(P + "cNvPr")}
    return all(target.get("spid") in there for target in root.iter(P + "spTgt"))


def has_notes(root: etree._Element) -> bool:
    if root.tag != P + "notes":
        return False
    return any((text.text or "").strip() for run in root.iter(A + "r") for text in run.iter(A + "t"))
