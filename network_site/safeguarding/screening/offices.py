"""Names that harm nobody: of officials, of authors who are cited, of schools and streets named after somebody."""

import re

from .reading import Sentence
from .runs import Run

CITED = re.compile(
    r"^(?:'s)?[\s,]{0,2}(?:et al|and colleagues|& |и др|и соавт|y otros|et coll)|^[^\n.;]{0,28}?[(,]\s?(?:19|20)\d\d[a-d]?\s?[),:]"
)
AFTERWARDS = re.compile(r"^\s?[,(]")
OFFICE = frozenset(
    [
        "adjoint",
        "and",
        "d",
        "de",
        "del",
        "des",
        "du",
        "emeritus",
        "et",
        "for",
        "general",
        "l",
        "la",
        "las",
        "le",
        "les",
        "los",
        "of",
        "the",
        "y",
        "города",
        "и",
        "области",
        "по",
    ]
)
SAINTS = frozenset(["святого", "святой", "святых", "saint", "sainte", "san", "santa", "santo", "st"])
SOMEBODY = frozenset({"one", "kin"})


def cited(sentence: Sentence, run: Run) -> bool:
    end = sentence.words[run.last].end
    return bool(CITED.match(sentence.text[end : end + 60]))


def institution(sentence: Sentence, run: Run) -> bool:
    tags, words = sentence.tags, sentence.words
    before = run.first - 1
    if before >= 0 and words[before].low in ("of", "de", "del", "du", "des", "d", "la", "saint", "san", "имени", "им"):
        before -= 1
    if before >= 0 and run.first - before <= 2 and "institution" in tags[before] and not tags[before] & SOMEBODY:
        return True
    if words[run.first].low in SAINTS or (before >= 0 and words[before].low in SAINTS):
        return True
    after = run.last + 1
    if after < len(tags) - 1 and words[after].low == "s" and "'" in sentence.gap(run.last) and words[after + 1].capital:
        after += 1
    return after < len(tags) and sentence.gap(after - 1) in (" ", "-", ". ") and "institution" in tags[after]


def belongs(sentence: Sentence, place: int) -> bool:
    """Say whether a word between an office and a name may belong to the office: the mayor of Lille, …"""
    word = sentence.words[place]
    if sentence.tags[place] & SOMEBODY:
        return False
    return word.capital or word.low in OFFICE or bool(sentence.tags[place] & {"official", "institution", "unit"})


def official(sentence: Sentence, run: Run, reach: int, *, after: bool = True) -> bool:
    tags = sentence.tags
    for place in range(max(0, run.first - reach), run.first):
        if "official" in tags[place] and all(belongs(sentence, at) for at in range(place + 1, run.first)):
            return True
    for place in range(max(0, run.first - 3), run.first):
        if (
            "citing" in tags[place]
            and "," not in sentence.text[sentence.words[place].end : sentence.words[run.first].start]
        ):
            return True
    end = sentence.words[run.last].end
    if AFTERWARDS.match(sentence.text[end : end + 3]):
        return any("official" in tags[at] for at in range(run.last + 1, min(len(tags), run.last + 6)))
    if not after or sentence.all_tags & {"vulnerable", "kin", "happened", "setting"}:
        return False
    return run.last + 1 < len(tags) and bool(tags[run.last + 1] & {"wrote", "official"})
