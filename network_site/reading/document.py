"""A document as the parser sees it: paragraphs in order, each with what its layout says."""

from dataclasses import dataclass, field
from enum import StrEnum


class Marker(StrEnum):
    """What stands before a paragraph."""

    NONE = ""
    NUMBER = "number"
    BULLET = "bullet"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `indent` counts levels of nesting, `heading` is 1 to 6 where the format says so, else 0."""

    text: str
    marker: Marker = Marker.NONE
    number: int | None = None
    indent: int = 0
    heading: int = 0
    lead: str = ""  # the words in bold at its beginning, if any
    link: str = ""  # the first address it links to

    @property
    def is_item(self) -> bool:
        return self.marker is not Marker.NONE


@dataclass(frozen=True)
class Document:
    """A document that was read; `text` is all of it in plain words, for showing beside the record."""

    paragraphs: tuple[Paragraph, ...]
    title: str = ""  # as the file's own title field says, which is often wrong; the parser asks it last
    text: str = field(default="")


class UnreadableDocument(Exception):
    """A document that cannot be read; the message is one sentence for the person who handed it in."""
