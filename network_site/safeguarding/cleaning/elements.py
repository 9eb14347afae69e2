"""Elements taken out of a tree of XML without losing the words around them."""

from collections.abc import Iterable

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def remove(element: etree._Element) -> None:
    """Take an element out, and leave the text that follows it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def drop(root: etree._Element, tags: Iterable[str], why: str, removed: set[str]) -> None:
    names = set(tags)
    for element in list(root.iter(*names)) if names else ():  # asked for no name, lxml gives every element
        if element.getparent() is not None:
            remove(element)
            removed.add(why)


def open_up(element: etree._Element) -> None:
    """Leave what an element holds in its place. Where it holds nothing, as a paragraph's mark that was inserted, it only goes."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.text:
        if before is not None:
            before.tail = (before.tail or "") + element.text
        else:
            parent.text = (parent.text or "") + element.text
    for child in list(element):
        element.addprevious(child)
    remove(element)


def within(element: etree._Element, *names: str) -> etree._Element | None:
    """The nearest element around this one that has one of these names."""
    return next((around for around in element.iterancestors() if local(around) in names), None)


def paragraphs(root: etree._Element) -> list[str]:
    """The words in the shapes of a drawing, by paragraph."""
    return ["".join(text.text or "" for text in line.iter(A + "t")) for line in root.iter(A + "p")]
