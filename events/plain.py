"""Texts for formats that hold no markup, or not every character."""

import re
from html import unescape

from django.utils.html import strip_tags

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text without control characters, which XML and iCalendar refuse."""
    return CONTROLS.sub("", str(text))


def without_markup(text: str, *, between: str = "\n") -> str:
    """Rich text as a reader sees it, with `between` after each paragraph. Plain text: escape it where it becomes HTML."""
    return unescape(strip_tags(text.replace("</p>", f"</p>{between}"))).strip()
