"""One-line and longer texts that people type, without characters that nobody can see."""

import unicodedata

from django import forms

JOINERS = "\u200c\u200d"  # Persian, Hindi and others are written with them, between letters


def plain(text: str, *, lines: bool = False) -> str:
    """Return a text without control, direction and zero-width characters; spaces are made one, lines kept if asked."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if lines else [text]
    return "\n".join(" ".join(visible(row).split()) for row in rows).strip()


def visible(row: str) -> str:
    """Keep what can be seen; a joiner only where it stands between two letters of a script that needs it."""
    kept = []
    for number, char in enumerate(row):
        category = unicodedata.category(char)
        if char in JOINERS:
            around = row[number - 1 : number] + row[number + 1 : number + 2]
            if len(around) == 2 and all(needs_joiner(letter) for letter in around):
                kept.append(char)
        elif category in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif category not in ("Cf", "Cs", "Co", "Cn"):
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def needs_joiner(letter: str) -> bool:
    """Letters from Arabic to Sinhala and the rest of India's scripts; never Latin, Cyrillic or Greek."""
    return "\u0600" <= letter <= "\u0dff"


class PlainField(forms.CharField):
    """A text in which nothing invisible can be hidden."""

    def __init__(self, *, lines: bool = False, **kwargs) -> None:
        self.lines = lines
        if lines:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**kwargs)

    def to_python(self, value) -> str:
        return plain(super().to_python(value) or "", lines=self.lines)
