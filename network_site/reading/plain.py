"""Plain text into paragraphs."""

import re
from dataclasses import replace

from .document import Document, Marker, Paragraph

NUMBERED = re.compile(
    r"^(?P<space>\s*+)(?:[(\[]?(?P<a>\d{1,3})[.)\]/]\s++|(?P<b>\d{1,2})\s?[-–—]\s++(?=[^\W\d_])|(?P<c>\d{1,2})-(?=[\u0600-\u06ff]))(?P<text>\S.*)$"
)
BULLETED = re.compile(r"^(?P<space>\s*+)[•◦‣⁃▪●○■□◆·∙➢➤►✓✔*−–—-]\s++(?P<text>\S.*)$")
LONGEST_WRAPPED = 100
SENTENCE_ENDS = (".", "!", "?", "؟", "…", ":", "؛", ";", "»", "”", '"', ")")


def read_plain(text: str) -> Document:
    """Split a text into paragraphs at empty lines, list markers and, unless the text is hard-wrapped, at each line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    width = wrapped_at(lines)
    found: list[tuple[Paragraph, list[str]]] = []
    before = ""
    for line in lines:
        if line.strip():
            item = as_item(line)
            if not item and before and width and goes_on(before, line, width):
                found[-1][1].append(line.strip())
            else:
                first = item or Paragraph(line.strip(), indent=depth(line))
                found.append((first, [first.text]))
        before = line.strip()
    paragraphs = tuple(replace(first, text=" ".join(texts)) for first, texts in found)
    return Document(paragraphs, text="\n\n".join(paragraph.text for paragraph in paragraphs))


def depth(line: str) -> int:
    """Levels of nesting by leading spaces; up to three spaces are none."""
    indent = line[: len(line) - len(line.lstrip())].expandtabs(4)
    return min(len(indent), 400) // 4


def as_item(line: str) -> Paragraph | None:
    """A line as an item of a list, if it begins with a number or a bullet."""
    numbered = NUMBERED.match(line)
    if numbered:
        number = int(numbered["a"] or numbered["b"] or numbered["c"])
        return Paragraph(numbered["text"].strip(), Marker.NUMBER, number, depth(line))
    bulleted = BULLETED.match(line)
    if bulleted:
        return Paragraph(bulleted["text"].strip(), Marker.BULLET, None, depth(line))
    return None


def wrapped_at(lines: list[str]) -> int:
    """The width at which a text was broken into lines, or 0 if its lines are its paragraphs."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    longest = max(lengths, default=0)
    if not 40 < longest <= LONGEST_WRAPPED or len(lengths) < 6:
        return 0
    full = sum(length >= longest * 0.7 for length in lengths)
    return longest if full >= len(lengths) * 0.4 else 0


def goes_on(before: str, line: str, width: int) -> bool:
    """True if a line continues the one before it: that one was full, or broke off before its sentence ended."""
    if before.endswith(SENTENCE_ENDS) and len(before) + len(line.split(maxsplit=1)[0]) < width * 0.8:
        return False
    return len(before) >= width * 0.55 and not (before.endswith((":", "؛")) and line.strip()[:1].isupper())
