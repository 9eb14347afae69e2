"""Words with capital letters that follow one another: what may be a name, and what is known about it."""

import re
from dataclasses import dataclass

from .lexicon import Names, names
from .reading import Sentence

PARTICLES = frozenset(
    [
        "abu",
        "аль",
        "бин",
        "ван",
        "де",
        "ибн",
        "ла",
        "фон",
        "al",
        "ben",
        "bin",
        "bint",
        "d",
        "da",
        "de",
        "della",
        "den",
        "der",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "o",
        "ould",
        "van",
        "von",
    ]
)
JOINED = re.compile(r"^(?: |-|'|\.|\. ?|' )$")


@dataclass
class Run:
    """Words with capital letters that follow one another, and what is known about them."""

    first: int
    last: int
    sure: bool
    doubtful: bool
    surname: bool
    initial: bool
    several: bool
    # In the long lists only.
    wide: bool


def span(sentence: Sentence, run: Run) -> tuple[int, int]:
    start, end = sentence.words[run.first].start, sentence.words[run.last].end
    if run.last - run.first >= 0 and len(sentence.words[run.last].text) == 1 and sentence.text[end : end + 1] == ".":
        end += 1
    return start, end


def end_of_run(sentence: Sentence, place: int) -> int:
    words, last = sentence.words, place
    while last + 1 < len(words) and last - place < 5 and joined(sentence, last):
        if words[last + 1].capital:
            last += 1
        elif (
            words[last + 1].low in PARTICLES
            and last + 2 < len(words)
            and words[last + 2].capital
            and joined(sentence, last + 1)
        ):
            last += 2
        else:
            break
    return last


def joined(sentence: Sentence, place: int) -> bool:
    gap = sentence.gap(place)
    if not JOINED.match(gap):
        return False
    return sentence.file or "." not in gap or len(sentence.words[place].text) <= 2 or "titles" in sentence.tags[place]


def known_names(sentence: Sentence) -> Names:
    return names("cyrillic" if sentence.language == "ru" else "latin")


def read_run(sentence: Sentence, first: int, last: int) -> Run | None:
    """Take off what is no name at either end; say nothing where nothing is left."""
    known, words, tags = known_names(sentence), sentence.words, sentence.tags
    while first <= last and is_word(sentence, first, known):
        first += 1
    for place in range(first, last + 1):
        if place > first and is_word(sentence, place, known) and words[place].low not in PARTICLES:
            last = place - 1
            break
    first = after_title(sentence, first, last)
    if first > last:
        return None
    lows = [word.low for word in words[first : last + 1]]
    if len(lows) == 1 and len(lows[0]) == 1 and "titles" in tags[first]:
        return None
    full = [low for low in lows if len(low) > 1 and low not in PARTICLES]
    return Run(
        first, last,
        sure=any(low in known.sure or (len(low) > 4 and known.given.search(low) and low not in known.places) for low in full),
        doubtful=any(low in known.doubtful for low in full),
        surname=any(is_surname(low, known) for low in full),
        initial=any(len(word.text) == 1 for word in words[first : last + 1]) and lows != ["i"],
        several=len(full) > 1,
        wide=any(low in known.wide for low in full),
    )  # fmt: skip


def after_title(sentence: Sentence, first: int, last: int) -> int:
    """Begin after a title, where a word with a capital stands before it: Saw Mr …"""
    titles = [at for at in range(first, last) if "titles" in sentence.tags[at] and sentence.words[at].capital]
    return titles[-1] + 1 if titles else first


def is_surname(low: str, known: Names) -> bool:
    if low in known.places:
        return False
    return low in known.family or bool(len(low) > 4 and known.surname and known.surname.search(low))


def is_word(sentence: Sentence, place: int, known: Names) -> bool:
    """Say whether a word with a capital is no part of a name: a word of the language, a month, a country, an acronym."""
    word, tags = sentence.words[place], sentence.tags[place]
    if word.low in known.sure:
        return False
    if sentence.lexicon.number(word.low) is not None:
        return True
    if word.low in known.wide:
        return False
    if word.low in known.doubtful and place:
        return False
    if len(word.text) == 1:
        return place == 0 and word.low in sentence.lexicon.common and not sentence.text.startswith(".", word.end)
    if "titles" in tags or word.low in sentence.lexicon.common or word.low in sentence.lexicon.months or "stop" in tags:
        return True
    if len(word.text) < 5 and word.text[-1].isupper() and not word.text.isupper():
        return True
    if word.low in known.places or (word.text.isupper() and len(word.text) < 7):
        return True
    exact = word.low in sentence.lexicon.exact
    return (
        bool(tags)
        and (exact or place == 0 or bool(tags & {"institution", "event"}))
        and not (known.surname and place and known.surname.search(word.low) and not exact)
    )
