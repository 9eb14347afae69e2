"""Which cities or countries a text names; offered to the organiser, never decided."""

import re
from collections.abc import Iterable, Mapping

WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


def places_in(text: str, vocabulary: Mapping[str, Iterable[str]]) -> list[str]:
    """The keys of the vocabulary whose names a text uses, in the order of their first mention.

    Names are compared with their capital letters, so that “bend” and “nice” are no cities; the longest name that
    begins at a word counts, so that “New York” is not also York. One pass, whatever the size of the vocabulary.
    """
    names = {tuple(WORD.findall(name)): key for key, spellings in vocabulary.items() for name in spellings}
    names.pop((), None)
    longest = max(map(len, names), default=0)
    words = WORD.findall(text)
    found: dict[str, None] = {}
    place = 0
    while place < len(words):
        spans = (tuple(words[place : place + size]) for size in range(longest, 0, -1))
        name = next((span for span in spans if span in names), ())
        if name:
            found[names[name]] = None
        place += max(1, len(name))
    return list(found)
