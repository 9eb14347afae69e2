"""Texts for formats that cannot hold every character."""

import re

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text without control characters, which XML and iCalendar refuse."""
    return CONTROLS.sub("", str(text))
