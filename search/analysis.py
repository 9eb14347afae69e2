"""One analysis of text in front of every engine, so that all engines index and look up the same plain words.

A word is folded (case, accents, Arabic vowel signs and letter forms, ё and е) and cut to its stem by Snowball for the
language of the text; a language without a stemmer keeps its words whole. `docs/decisions/06-one-analysis.md` says why.
"""

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "eo": "esperanto",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
ELIDING = frozenset(["ca", "fr", "it"])  # l’école, dell’arte: what stands before the mark is no part of the word
ENDING = frozenset(["tr"])  # İstanbul’un: what stands behind it is the name’s case
ACCENTS = r"\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # accents, Hebrew and Arabic vowel signs
ACCENT = re.compile(f"[{ACCENTS}]")


def ranges(kinds: frozenset[str]) -> str:
    """All signs of these Unicode categories, as a part of a regular expression's set."""
    signs = [number for number in range(0x300, sys.maxunicode + 1) if unicodedata.category(chr(number)) in kinds]
    starts = [one for one, before in zip(signs, [0, *signs], strict=False) if one != before + 1]
    ends = [one for one, after in zip(signs, [*signs[1:], 0], strict=True) if one + 1 != after]
    return "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in zip(starts, ends, strict=True))


MARKS = ranges(frozenset(["Mn", "Mc"]))  # belong to the letter before them: accents, and the vowels of Hindi or Thai
LETTERS_AND_MARKS = rf"[^\W_]++(?:[{MARKS}]++[^\W_]*+)*+"
WORD = re.compile(rf"{LETTERS_AND_MARKS}(?:['’]{LETTERS_AND_MARKS})*+")
# The same in a text of plain letters, three times as fast.
PLAIN_WORD = re.compile(r"[A-Za-z0-9]++(?:'[A-Za-z0-9]++)*+")
ALONE = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)  # scripts without spaces: each sign is a word
LETTERS = str.maketrans({
    "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ё": "е", "ـ": "",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي",
})  # fmt: skip
WHOLE = frozenset("й")  # no и with an accent: stems are cut by it
MOST_REMEMBERED = 200_000  # words of a language
LONGEST_WORD = 64  # signs; longer ones are cut, in the index and in questions alike


@dataclass(frozen=True)
class Word:
    """A word of a text: as it is looked up, and where it stands."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=64)
def stemmer(language: str):
    """The stemmer of a language, or None. Its own cache is off: `stem` keeps what is asked often."""
    name = STEMMERS.get(language)
    return Stemmer.Stemmer(name, 0).stemWord if name else str


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """A text in lower case, without accents, vowel signs and variants of letters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text.casefold().translate(LETTERS))
    parts = "".join(sign if sign in WHOLE else unicodedata.normalize("NFKD", sign) for sign in plain)
    return unicodedata.normalize("NFKC", ACCENT.sub("", parts)).translate(LETTERS)


class Stems(dict[str, str]):
    """The stems of a language's words, each cut when it is first met; all are forgotten when they become too many."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        found = self[word] = cut(word, self.language)
        return found


@lru_cache(maxsize=64)
def stems_of(language: str) -> Stems:
    return Stems(language)


def stem(word: str, language: str) -> str:
    """A word as it is kept in the index for texts of this language."""
    return stems_of(language)[word]


def cut(word: str, language: str) -> str:
    plain = fold(core(word, language)).replace("'", "").replace("’", "")[:LONGEST_WORD]
    if language == "ar" and plain.endswith("ه"):
        plain = plain[:-1] + "ة"  # one ending, written both ways; the stemmer knows it by this one
    return fold(stemmer(language)(plain)) or plain


def core(word: str, language: str) -> str:
    """A word without the article that leans on it, or the ending that a name takes."""
    if language in ELIDING:
        head, mark, rest = word.replace("’", "'").rpartition("'")
        return rest if mark and rest and len(head) <= 5 else word
    return word.replace("’", "'").partition("'")[0] if language in ENDING else word


def word_in(text: str) -> re.Pattern:
    """What finds the words of this text."""
    return PLAIN_WORD if text.isascii() else WORD


def is_parted(text: str) -> bool:
    """Whether some of it is in a script without spaces, whose signs are words."""
    return not text.isascii() and bool(ALONE.search(text))


def words_of(text: str, language: str) -> list[Word]:
    """The words of a text with their places; an elided article is no part of the word."""
    found = []
    alone = is_parted(text)
    for match in word_in(text).finditer(text):
        word, start = match[0], match.start()
        if alone and ALONE.search(word):
            found += [Word(fold(char), start + place, start + place + 1) for place, char in enumerate(word)]
        else:
            start = match.end() - len(core(word, language)) if language in ELIDING else start
            found.append(Word(stem(word, language), start, match.end()))
    return found


def indexed(text: str, language: str) -> str:
    """A text as engines index it: stems parted by spaces."""
    if is_parted(text):
        return " ".join(word.stem for word in words_of(text, language) if word.stem)
    return " ".join(map(stems_of(language).__getitem__, word_in(text).findall(text)))


def spelled(text: str) -> str:
    """A text's words as they are spelled, only folded: for beginnings of words and for mistakes in typing."""
    if is_parted(text):
        return " ".join(word.stem for word in words_of(text, ""))
    words = word_in(text).findall(text)
    return " ".join([fold(word).replace("'", "").replace("’", "")[:LONGEST_WORD] for word in words])
