"""Plain text into paragraphs."""

import re

from .document import Document, Marker, Paragraph

NUMBERED = re.compile(r"^(\s*)[(\[]?(\d{1,3}|[٠-٩]{1,3})[.)\]]\s+(\S.*)$")
BULLETED = re.compile(r"^(\s*)[•◦‣▪●·∙*–—-]\s+(\S.*)$")
HARD_WRAP = 100


def read_plain(text: str) -> Document:
    """Split a text into paragraphs at empty lines, list markers and, unless the text is hard-wrapped, at each line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    wrapped = is_hard_wrapped(lines)
    found: list[list] = []
    blank = True
    for line in lines:
        if not line.strip():
            blank = True
            continue
        item = as_item(line)
        if item or blank or not (wrapped and goes_on(found[-1][1], line)):
            found.append([item or Paragraph(line.strip(), indent=depth(line)), line.rstrip()])
        else:
            before = found[-1][0]
            found[-1][0] = Paragraph(f"{before.text} {line.strip()}", before.marker, before.number, before.indent)
            found[-1][1] = line.rstrip()
        blank = False
    paragraphs = tuple(paragraph for paragraph, _line in found)
    return Document(paragraphs, text="\n\n".join(paragraph.text for paragraph in paragraphs))


def depth(line: str) -> int:
    """Levels of nesting by leading spaces; up to three spaces are none."""
    spaces = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    return spaces // 4


def as_item(line: str) -> Paragraph | None:
    numbered = NUMBERED.match(line)
    if numbered:
        return Paragraph(numbered[3].strip(), Marker.NUMBER, int(numbered[2]), depth(numbered[1]))
    bulleted = BULLETED.match(line)
    if bulleted:
        return Paragraph(bulleted[2].strip(), Marker.BULLET, None, depth(bulleted[1]))
    return None


def is_hard_wrapped(lines: list[str]) -> bool:
    """True if no line is long and most lines of text are nearly full."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    if not lengths or max(lengths) > HARD_WRAP or len(lengths) < 6:
        return False
    full = sum(length >= max(lengths) * 0.7 for length in lengths)
    return max(lengths) > 40 and full >= len(lengths) * 0.4


def goes_on(before: str, line: str) -> bool:
    """True if a line of a hard-wrapped text continues the one before it."""
    return len(before.strip()) >= 45 and not (before.rstrip().endswith((":", "؛")) and line[:1].isupper())
