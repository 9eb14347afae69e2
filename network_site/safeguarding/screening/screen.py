"""Screening as others call it: a text in, marks out."""

from collections.abc import Mapping

from .addresses import find_addresses
from .dates import find_dates
from .folding import fold
from .marks import FieldMark, Mark, without_overlap
from .numbers import find_numbers
from .people import find_people
from .reading import read
from .shapes import find_shapes

FINDERS = (find_shapes, find_dates, find_numbers, find_addresses, find_people)


def screen(text: str, language: str = "") -> list[Mark]:
    """Mark likely personal data; `language` is a hint, for each sentence shows its own.

    The marks are sorted and do not overlap. The time grows as the text does; any text is taken.
    """
    plain, positions = fold(text)
    reading = read(plain, language)
    candidates = [found for finder in FINDERS for found in finder(reading)]
    marks = []
    for found in without_overlap(candidates, len(plain)):
        start, end = found.start, found.end
        if positions is not None:
            start, end = positions[start], positions[end - 1] + 1
        marks.append(Mark(found.kind, start, end, text[start:end], found.suggestion))
    return marks


def screen_fields(fields: Mapping[str, str], language: str = "") -> list[FieldMark]:
    """Screen each text under its field's name: body, captions, alternative texts, names of files."""
    return [FieldMark(field, mark) for field, text in fields.items() for mark in screen(text, language)]
