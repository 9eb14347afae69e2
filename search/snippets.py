"""The place in a text where a search found it, cut from the original words and never from markup."""

from collections.abc import Mapping
from dataclasses import dataclass

from .analysis import Term, words_of

WIDTH = 220
BEFORE = 60
Segments = list[tuple[str, bool]]


@dataclass(frozen=True)
class Snippet:
    """A cutting: the label of the field it stands in, and its text with the matching words marked."""

    field: str
    segments: Segments


def snippet(texts: Mapping[str, str], language: str, terms: list[Term]) -> Snippet | None:
    """The best cutting: of the field with most of the words sought, around the first of them; None if there is none."""
    sought = {word for term in terms if not term.excluded for words in term.words for word in words}
    best: tuple[int, str, list] | None = None
    for field, text in texts.items():
        found = [word for word in words_of(text, language) if word.stem in sought]
        kinds = len({word.stem for word in found})
        if kinds and (best is None or kinds > best[0]):
            best = (kinds, field, found)
    if best is None:
        return None
    _kinds, field, found = best
    return Snippet(field, cut(texts[field], found))


def cut(text: str, found: list) -> Segments:
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
