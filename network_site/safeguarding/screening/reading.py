"""A text as sentences of words, each sentence in the language it seems to be written in."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from .capitals import settle
from .folding import low
from .lexicon import LANGUAGES, Lexicon, lexicon

WORD = re.compile(r"[^\W\d_]+|\d+")
# A sentence ends at a line's end, or at a full stop that no initial or short form stands before.
END = re.compile(r"[\n\r]+|[.!?;]+(?=\s)")
FILE = re.compile(r"[^\s/]{3,150}\.[A-Za-z0-9]{2,4}$")
BEFORE_END = re.compile(r"(?:^|[^\w])([^\W\d_]{1,4})$")
SHORT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "sr",
        "sra",
        "srta",
        "mme",
        "mlle",
        "ul",
        "no",
        "tel",
        "avda",
        "av",
        "apt",
        "ave",
        "rd",
        "nro",
        "num",
        "bd",
        "ул",
        "пр",
        "пер",
        "кв",
        "им",
        "св",
        "гр",
        "тел",
        "обл",
        "ст",
        "просп",
        "мкр",
        "корп",
        "стр",
        "рис",
        "см",
        "др",
    ]
)
LONGEST = 1500
LATIN = ("en", "fr", "es")


@dataclass(slots=True)
class Word:
    start: int
    end: int
    text: str
    low: str
    capital: bool


@dataclass
class Sentence:
    start: int
    end: int
    language: str
    words: list[Word]
    text: str = field(repr=False)
    # The name of a file, and nothing else.
    file: bool = False

    @property
    def lexicon(self) -> Lexicon:
        return lexicon(self.language)

    @cached_property
    def tags(self) -> list[frozenset[str]]:
        known = self.lexicon
        return [known.tags(word.low) for word in self.words]

    @cached_property
    def all_tags(self) -> frozenset[str]:
        return frozenset().union(*self.tags) if self.words else frozenset()

    def gap(self, place: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.words[place].end : self.words[place + 1].start]


@dataclass
class Reading:
    plain: str
    low: str
    sentences: list[Sentence]


def read(plain: str, language: str = "") -> Reading:
    small = low(plain)
    # Names of files join words with a low line.
    spaced = plain.replace("_", " ")
    spaced_small = small.replace("_", " ")
    sentences, before = [], language[:2].lower() if language[:2].lower() in LANGUAGES else ""
    file = bool(FILE.match(plain))
    for start, end in pieces(spaced):
        words = []
        for match in WORD.finditer(spaced, start, end):
            one = match.group()
            words.append(
                Word(match.start(), match.end(), one, spaced_small[match.start() : match.end()], one[0].isupper())
            )
        if words:
            before = language_of(words, before)
            settle(words, lexicon(before))
            sentences.append(Sentence(start, end, before, words, spaced, file))
    return Reading(plain, small, sentences)


def pieces(text: str):
    """Cut at the ends of sentences, and anywhere near a space where none ends for long."""
    start = 0
    for match in [*END.finditer(text), None]:
        if match and match.group() == "." and shortened(text, match.start()):
            continue
        stop = match.end() if match else len(text)
        while stop - start > LONGEST:
            cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = cut if cut > 0 else start + LONGEST
            yield start, cut
            start = cut
        if stop > start:
            yield start, stop
        start = stop


def shortened(text: str, stop: int) -> bool:
    """Say whether a full stop only ends an initial or a short form."""
    before = BEFORE_END.search(text, max(0, stop - 6), stop)
    return before is not None and (len(before.group(1)) == 1 or before.group(1).lower() in SHORT)


def language_of(words: list[Word], before: str) -> str:
    """Tell the language by its script, and among Latin ones by the small words; in doubt, the one before."""
    middle = next((word.text[0] for word in words if not word.text[0].isascii() and word.text[0].isalpha()), "")
    scripts = {"ar": 0, "ru": 0, "latin": 0}
    for word in words:
        letter = word.text[0]
        if letter.isdecimal():
            continue
        scripts["ar" if "\u0600" <= letter <= "\u06ff" else "ru" if "\u0400" <= letter <= "\u04ff" else "latin"] += 1
    script = max(scripts, key=lambda name: scripts[name]) if middle else "latin"
    if script != "latin":
        return script
    counts = dict.fromkeys(LATIN, 0.0)
    for name in LATIN:
        known = lexicon(name)
        for word in words:
            if word.low in known.common:
                counts[name] += 1
            elif len(word.low) > 3 and word.low in known.exact:
                counts[name] += 0.5
    if before in counts:
        counts[before] += 1.1
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else "en"
