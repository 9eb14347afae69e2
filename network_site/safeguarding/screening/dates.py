"""Dates of birth, and the exact day on which something happened to somebody."""

import re
from collections.abc import Iterator

from .marks import Found, Kind
from .reading import Reading, Sentence

YEAR = re.compile(r"(?:19|20)\d\d")


def find_dates(reading: Reading) -> Iterator[Found]:
    for sentence in reading.sentences:
        patterns = sentence.lexicon.patterns
        for match in patterns["birth"].finditer(reading.low, sentence.start, sentence.end):
            yield Found(Kind.BIRTH_DATE, *match.span(), year(match.group()))
        if not tells(sentence):
            continue
        for match in patterns["date"].finditer(reading.low, sentence.start, sentence.end):
            if match.group().endswith(" may") and reading.plain[match.end() - 3] == "m":
                continue
            yield Found(Kind.EXACT_DATE, *match.span(), year(match.group()))


def tells(sentence: Sentence) -> bool:
    """Say whether a day here is one in somebody's life, not that of a meeting or of a law."""
    tags = sentence.all_tags
    event = any("event" in here and "happened" not in here for here in sentence.tags)
    if "official" in tags and not tags & {"vulnerable", "kin", "one"}:
        return False
    return not event and bool(tags & {"vulnerable", "happened", "kin", "one", "pronoun"})


def year(text: str) -> str:
    found = YEAR.search(text)
    return found.group() if found and found.group() != text.strip() else ""
