"""The place in a text where a search found it, cut from the original words and never from markup."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from .analysis import ELIDING, Word, stem, words_of

WIDTH = 220
BEFORE = 60
MOST_PLACES = 40
CHANGING_HEADS = ELIDING | {"id"}  # whose stems need not begin as the word does
Segments = list[tuple[str, bool]]


@dataclass(frozen=True)
class Snippet:
    """A cutting: the label of the field it stands in, and its text with the matching words marked."""

    field: str
    segments: Segments


def snippet(texts: Mapping[str, str], language: str, sought: frozenset[str]) -> Snippet | None:
    """The best cutting: of the field with most of the words sought, where most of them stand together; None if none is."""
    best: tuple[int, str, list[Word]] | None = None
    for field, text in texts.items():
        found = places(text, language, sought) if text else []
        kinds = len({word.stem for word in found})
        if kinds and (best is None or kinds > best[0]):
            best = (kinds, field, found)
    if best is None:
        return None
    _kinds, field, found = best
    return Snippet(field, cut(texts[field], densest(found)))


def places(text: str, language: str, sought: frozenset[str]) -> list[Word]:
    """The first places of the words sought."""
    if text.isascii() and language not in CHANGING_HEADS:
        found = (Word(stem(one[0], language), one.start(), one.end()) for one in beginning_alike(sought).finditer(text))
    else:
        found = (word for word in words_of(text, language))
    return list(islice((word for word in found if word.stem in sought), MOST_PLACES))


@lru_cache(maxsize=256)
def beginning_alike(sought: frozenset[str]) -> re.Pattern:
    """Finds the plain words that begin as one of the stems does: all others can be passed over without being cut."""
    heads = sorted({re.escape(one[: max(1, min(4, len(one) - 2))]) for one in sought if one.isascii()}) or ["(?!)"]
    return re.compile(
        rf"(?<![A-Za-z0-9'])(?:{'|'.join(heads)})[A-Za-z0-9]*(?:'[A-Za-z0-9]+)*", re.IGNORECASE | re.ASCII
    )


def densest(found: list[Word]) -> list[Word]:
    """The places from the one on after which most different words follow within a cutting."""

    def kinds(start: int) -> int:
        end = found[start].start + WIDTH - BEFORE
        return len({word.stem for word in found[start:] if word.end <= end})

    first = max(range(len(found)), key=lambda start: (kinds(start), -start))
    return found[first:]


def cut(text: str, found: list[Word]) -> Segments:
    """Up to 220 signs from a word's beginning to a word's end, parted at the matching words."""
    start = max(0, found[0].start - BEFORE)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(text), start + WIDTH)
    end = text.rfind(" ", start, end) if end < len(text) and text.rfind(" ", start, end) > found[0].end else end
    segments: Segments = [("… ", False)] if start else []
    place = start
    for word in found:
        if word.end > end:
            break
        segments += [(text[place : word.start], False), (text[word.start : word.end], True)]
        place = word.end
    segments.append((text[place:end] + (" …" if end < len(text) else ""), False))
    return [(part, is_match) for part, is_match in segments if part]
