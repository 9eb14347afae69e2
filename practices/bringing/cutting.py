"""A document cut into parts, each under the heading it stands under. Pure: no database, and each paragraph is read once."""

import dataclasses
import re
from dataclasses import dataclass

from network_site.reading.document import Document, Marker, Paragraph

from .headings import LONGEST, field_named

LABELLED = re.compile(r"^(?P<name>[^:：]{2,60}?)\s*+[:：]\s++(?P<value>\S.*)$", re.DOTALL)
LONGEST_TITLE = 160
ENDS = (".", "!", "?", "؟", "…", ";", "؛", ",")
# What is said in a line: a label before it ends with the line.
SHORT = frozenset(
    {"title", "claim", "place", "lead_organisation", "lead_kind", "scale", "started", "ended", "running_state", "cost_band", "reach",
     "set_up_time", "mandate_holder", "themes", "target_groups", "prevention_levels", "phases", "settings", "actors"}
)  # fmt: skip


@dataclass
class Part:
    """What stands under one heading. `field` is empty where no question of the form answers to it."""

    field: str = ""
    heading: str = ""
    level: int = 0
    paragraphs: list[Paragraph] = dataclasses.field(default_factory=list)

    @property
    def text(self) -> str:
        return as_text(self.paragraphs)


def as_text(paragraphs: list[Paragraph]) -> str:
    """Paragraphs as plain text: items of a list on lines of their own, an empty line between the others."""
    lines: list[str] = []
    for place, row in enumerate(paragraphs):
        if place:
            lines.append("\n" if row.is_item and paragraphs[place - 1].is_item else "\n\n")
        mark = f"{row.number}. " if row.marker is Marker.NUMBER and row.number else "– " if row.is_item else ""
        lines.append(mark + row.text)
    return "".join(lines)


def cut(document: Document) -> tuple[str, list[Part]]:
    """The title, empty where the document has none, and its parts in order; every paragraph is in exactly one."""
    rows = [row for row in document.paragraphs if row.text.strip()]
    title = title_row(rows)
    opening = Part()
    parts, current = [opening], opening
    for row in rows:
        if row is title:
            continue
        inline = labelled(row, current)
        name = "" if inline else heading_of(row, current)
        if inline:
            part = Part(inline[0], inline[1], 0, [Paragraph(inline[2])])
            parts.append(part)
            current = current if inline[0] in SHORT else part
        elif name:
            current = Part(name, row.text, row.heading)
            parts.append(current)
        elif row.heading and not (current.level and row.heading > current.level):
            current = Part("", row.text, row.heading)
            parts.append(current)
        else:
            current.paragraphs.append(row if current.field == "materials" else with_link(row))
    return (title.text if title else ""), [part for part in parts if part.paragraphs or part.heading]


def with_link(row: Paragraph) -> Paragraph:
    """A paragraph that says where it links to: plain text has no other place for it."""
    if not row.link or row.link in row.text:
        return row
    return dataclasses.replace(row, text=f"{row.text} ({row.link})")


def title_row(rows: list[Paragraph]) -> Paragraph | None:
    """The first heading of the first order, or a short first line that is no heading of the form."""
    first = next((row for row in rows if row.heading == 1 and not field_named(row.text)), None)
    if first or not rows:
        return first
    row = rows[0]
    short = len(row.text) <= LONGEST_TITLE and not row.text.endswith(ENDS) and not row.is_item
    return row if short and not field_named(row.text) and not LABELLED.match(row.text) else None


def heading_of(row: Paragraph, current: Part) -> str:
    """The field whose heading a paragraph is; headings below a building block are its own."""
    if len(row.text) > LONGEST or row.marker is Marker.BULLET:
        return ""
    if current.field == "building_blocks" and current.level and row.heading > current.level:
        return ""
    return field_named(row.text)


def labelled(row: Paragraph, current: Part) -> tuple[str, str, str] | None:
    """The field, the label and the words of a line such as “City: Lille”; items of a known part stay where they are."""
    if row.heading or (row.is_item and current.field):
        return None
    match = LABELLED.match(row.text)
    name = field_named(match["name"]) if match else ""
    return (name, match["name"].strip(), match["value"].strip()) if match and name else None
