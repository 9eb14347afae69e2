"""One analysis of text in front of every engine, so that all engines index and look up the same plain words.

A word is folded (case, accents, Arabic vowel signs and letter forms, ё and е) and cut to its stem by Snowball for the
language of the text. A search looks for the stem in every language of the network, so that a French entry is found by
a reader who searches in English with a French word.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

LANGUAGES = {"en": "english", "fr": "french", "es": "spanish", "ar": "arabic", "ru": "russian"}
MARKS = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # accents and vowel signs of their own
LETTER = rf"[^\W_][{MARKS}]*"
WORD = re.compile(rf"(?:{LETTER})+(?:['’](?:{LETTER})+)*")
ALONE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # scripts without spaces: each sign is a word
LETTERS = str.maketrans({
    "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ё": "е", "ـ": "",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي",
})  # fmt: skip
STOP = {
    "en": frozenset(["a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "has", "have", "in", "is", "it", "its", "of", "on", "or", "that", "the", "their", "they", "this", "to", "was", "were", "what", "which", "with"]),
    "fr": frozenset(["au", "aux", "avec", "ce", "ces", "dans", "de", "des", "du", "elle", "en", "et", "il", "ils", "la", "le", "les", "leur", "leurs", "ou", "par", "pas", "pour", "que", "qui", "sa", "se", "ses", "son", "sur", "un", "une", "l", "d", "qu"]),
    "es": frozenset(["al", "con", "de", "del", "el", "en", "es", "la", "las", "lo", "los", "o", "para", "por", "que", "se", "su", "sus", "un", "una", "y"]),
    "ru": frozenset(["в", "во", "и", "из", "к", "как", "на", "не", "о", "от", "по", "при", "с", "со", "для", "что", "это"]),
    "ar": frozenset(["في", "من", "على", "الي", "عن", "ان", "او", "ما", "لا", "مع", "هذا", "هذه", "التي", "الذي", "و"]),
}  # fmt: skip
MOST_WORDS = 32


@dataclass(frozen=True)
class Word:
    """A word of a text: as it is looked up, and where it stands."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Term:
    """One thing that must, or must not, be there: a phrase of words, each with its alternatives."""

    words: tuple[frozenset[str], ...]
    excluded: bool = False


@lru_cache(maxsize=16)
def stemmer(language: str):
    return Stemmer.Stemmer(LANGUAGES.get(language, "english"), 0)


def fold(text: str) -> str:
    """A text in lower case, without accents, vowel signs and variants of letters."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return unicodedata.normalize("NFKC", kept).translate(LETTERS)


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """A word as it is kept in the index."""
    return stemmer(language).stemWord(fold(word).replace("'", "").replace("’", "")) or fold(word)


def words_of(text: str, language: str) -> list[Word]:
    """The words of a text with their places; an elided article (l’école) is no part of the word."""
    found = []
    for match in WORD.finditer(text):
        word, start = match[0], match.start()
        head, mark, tail = word.replace("’", "'").partition("'")
        if mark and len(head) <= 2 and tail and language == "fr":
            word, start = tail, match.end() - len(tail)
        if ALONE.search(word):
            found += [Word(fold(char), start + place, start + place + 1) for place, char in enumerate(word)]
        else:
            found.append(Word(stem(word, language), start, match.end()))
    return found


def indexed(text: str, language: str) -> str:
    """A text as engines index it: stems parted by spaces."""
    return " ".join(word.stem for word in words_of(text, language) if word.stem)


def alternatives(word: str, language: str) -> frozenset[str]:
    """The stems under which a word of a search may stand in the index, in whichever language the entry is."""
    return frozenset(stem(word, code) for code in {language, *LANGUAGES})


PHRASE = re.compile(r'(-?)(?:"([^"]*)"|“([^”]*)”|«([^»]*)»|(\S+))')


def terms(text: str, language: str, synonyms: Mapping[str, Iterable[str]] | None = None) -> list[Term]:
    """What a search asks for. “Quoted words” stand together, -word must be missing, the rest must all be there.

    `synonyms` maps the stem of a word to the stems that may stand for it.
    """
    found: list[Term] = []
    for match in PHRASE.finditer(text):
        quoted = next((part for part in match.groups()[1:4] if part is not None), None)
        part = quoted if quoted is not None else match[5]
        pieces = [m[0] for m in WORD.finditer(part)]
        excluded = match[1] == "-"
        if quoted is not None and len(pieces) > 1:
            found.append(Term(tuple(alternatives(piece, language) for piece in pieces), excluded))
        else:
            for piece in pieces:
                stems = {word.stem for word in words_of(piece, language)} | alternatives(piece, language)
                more = {other for one in stems for other in (synonyms or {}).get(one, ())}
                found.append(Term((frozenset(stems | more),), excluded))
    return without_stop_words(found[:MOST_WORDS], language)


def without_stop_words(found: list[Term], language: str) -> list[Term]:
    """Leave out words that stand in every text, unless nothing else was asked."""
    stops = {stem(word, language) for word in STOP.get(language, ())}
    kept = [term for term in found if len(term.words) > 1 or term.excluded or not (term.words[0] & stops)]
    return kept if any(not term.excluded for term in kept) else found
