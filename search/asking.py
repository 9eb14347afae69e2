"""From what somebody typed to what is looked for: words, “quoted words”, -words, and nothing else.

There is no query syntax: every other sign only parts words.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from .analysis import ALONE, WORD, fold, spelled, stem
from .vocabulary import Vocabulary

MOST_WORDS = 64
LONGEST_LABEL = 4  # words of the vocabulary's terms that are recognised in a question
SENTENCE = 6  # so many plain words that count, and quotation marks are those of a sentence: they bind nothing
SYNONYM = 0.7  # what a synonym's match counts, beside 1 for the word that was typed
PIECE = re.compile(r'(-?)(?:"([^"]*)"|“([^”]*)”|«([^»]*)»|(\S+))')
STOP = {
    "en": frozenset(["a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "does", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "of", "on", "or", "such", "than", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "were", "what", "when", "where", "which", "who", "will", "with"]),
    "fr": frozenset(["au", "aux", "avec", "ce", "ces", "dans", "de", "des", "du", "elle", "en", "est", "et", "il", "ils", "la", "le", "les", "leur", "leurs", "ou", "par", "pas", "pour", "que", "qui", "sa", "se", "ses", "son", "sont", "sur", "un", "une", "l", "d", "qu"]),
    "es": frozenset(["al", "como", "con", "de", "del", "el", "en", "es", "la", "las", "lo", "los", "o", "para", "por", "que", "se", "su", "sus", "un", "una", "y"]),
    "ru": frozenset(["в", "во", "и", "из", "к", "как", "на", "не", "о", "от", "по", "при", "с", "со", "для", "что", "это"]),
    "ar": frozenset(["في", "من", "علي", "الي", "عن", "ان", "او", "ما", "لا", "مع", "هذا", "هذه", "التي", "الذي", "و"]),
}  # fmt: skip


@dataclass(frozen=True)
class Way:
    """One way of meeting a clause: a word or a row of words, each with the stems under which it may stand."""

    words: tuple[frozenset[str], ...]
    weight: float = 1.0

    def among(self, known: Mapping[str, int]) -> "Way":
        return Way(tuple(frozenset(filter(known.get, words)) or words for words in self.words), self.weight)


@dataclass(frozen=True)
class Clause:
    """One thing asked for: as typed, and the ways in which a text may hold it. `exact` was put in quotation marks."""

    typed: str
    ways: tuple[Way, ...]
    excluded: bool = False
    exact: bool = False

    @property
    def is_wanted(self) -> bool:
        """May be missing from what is found when too little holds everything."""
        return not (self.excluded or self.exact)

    def among(self, known: Mapping[str, int]) -> "Clause":
        return self if self.excluded else replace(self, ways=tuple(way.among(known) for way in self.ways))


@dataclass(frozen=True)
class Question:
    """What is looked for, and what is said about it: terms (language, text) that are looked for too, and those with a better one.

    `unbound` says that it is a sentence long, in which words in quotation marks need not stand together.
    """

    clauses: tuple[Clause, ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    instead: tuple[tuple[str, str], ...] = field(default=())
    unbound: bool = False

    def __bool__(self) -> bool:
        return bool(self.clauses)

    @property
    def is_bound(self) -> bool:
        """Whether some words must stand as they do in quotation marks."""
        return any(clause.exact and not clause.excluded for clause in self.clauses)

    def among(self, known: Mapping[str, int]) -> "Question":
        """The same question to an index that holds only these stems, without the others that mean the same."""
        return replace(self, clauses=tuple(clause.among(known) for clause in self.clauses))

    @property
    def stems(self) -> frozenset[str]:
        """Every stem whose place in a text is worth showing."""
        wanted = (clause for clause in self.clauses if not clause.excluded)
        return frozenset(one for clause in wanted for way in clause.ways for words in way.words for one in words)


def question(
    text: str, language: str, languages: Iterable[str], vocabulary: Vocabulary, *, bound: bool = True
) -> Question:
    """Read a question. `languages` are those of the texts: a word is looked for as each of them would have kept it.

    Unless `bound`, words in quotation marks are looked for like any others.
    """
    codes = tuple(dict.fromkeys([language, *languages, ""]))
    clauses = list(islice(read(text, codes), MOST_WORDS))
    unbound = not bound or is_sentence(clauses, language)
    if unbound:
        clauses = list(islice(unbind(clauses), MOST_WORDS))
    asked = with_vocabulary(clauses, language, vocabulary)
    return replace(asked, clauses=tuple(spoken(asked.clauses, language)), unbound=unbound)


def is_sentence(clauses: Sequence[Clause], language: str) -> bool:
    """Whether somebody put something in quotation marks in passing, as one does in a whole sentence."""
    bound = any(one.exact and not one.excluded for one in clauses)
    return bound and sum(one.is_wanted for one in spoken(clauses, language)) >= SENTENCE


def unbind(clauses: Iterable[Clause]) -> Iterable[Clause]:
    """The words in quotation marks one by one."""
    for one in clauses:
        if one.exact and not one.excluded:
            parts = zip(pieces_of(one.typed), one.ways[0].words, strict=True)
            yield from (Clause(typed, (Way((words,)),)) for typed, words in parts)
        else:
            yield one


def read(text: str, codes: tuple[str, ...]) -> Iterable[Clause]:
    for match in PIECE.finditer(text):
        quoted = next((part for part in match.groups()[1:4] if part is not None), None)
        pieces = pieces_of(quoted if quoted is not None else match[5])
        excluded = match[1] == "-"
        if quoted is not None and pieces:
            yield Clause(quoted, (Way(tuple(stems(piece, codes) for piece in pieces)),), excluded, exact=True)
        else:
            for piece in pieces:
                yield Clause(piece, (Way((stems(piece, codes),)),), excluded)


def pieces_of(text: str) -> list[str]:
    """The words of a text; of scripts without spaces, each sign."""
    return [piece for word in WORD.findall(text) for piece in (word if ALONE.search(word) else [word])]


def stems(word: str, codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(filter(None, (stem(word, code) for code in codes)))


def spoken(clauses: Sequence[Clause], language: str) -> Sequence[Clause]:
    """Leave out words that stand in every text, unless nothing else was asked."""
    stops = STOP.get(language, frozenset())
    kept = [clause for clause in clauses if clause.exact or clause.excluded or fold(clause.typed) not in stops]
    return kept if any(not clause.excluded for clause in kept) else clauses


def with_vocabulary(clauses: list[Clause], language: str, vocabulary: Vocabulary) -> Question:
    """Let every word of a term that the vocabulary knows be met by the theme's other words as well."""
    also: dict[tuple[str, str], None] = {}
    instead: dict[tuple[str, str], None] = {}
    typed = {spelled(clause.typed) for clause in clauses}
    done, place = list(clauses), 0
    while place < len(clauses):
        length, theme = recognised(clauses[place:], vocabulary)
        if theme:
            asked = " ".join(clause.typed for clause in clauses[place : place + length])
            others = [term for term in theme.terms if not term.avoid and spelled(term.text) != spelled(asked)]
            ways = tuple(Way(tuple(frozenset([one]) for one in term.stems), SYNONYM) for term in others if term.stems)
            for number in range(place, place + length):
                done[number] = replace(done[number], ways=done[number].ways + ways)
            also |= dict.fromkeys((term.language, term.text) for term in others if spelled(term.text) not in typed)
            if any(term.avoid and spelled(term.text) == spelled(asked) for term in theme.terms):
                instead[asked, theme.label(language)] = None
        place += length
    return Question(tuple(done), tuple(also), tuple(instead))


def recognised(clauses: list[Clause], vocabulary: Vocabulary):
    """The longest term of the vocabulary at the beginning of these clauses: how many they are, and its theme."""
    first = clauses[0]
    if first.excluded:
        return 1, None
    if first.exact:
        return 1, vocabulary.theme_of(pieces_of(first.typed))
    run = []
    for clause in clauses[:LONGEST_LABEL]:
        if not clause.is_wanted:
            break
        run.append(clause.typed)
    for length in range(len(run), 0, -1):
        theme = vocabulary.theme_of(run[:length])
        if theme:
            return length, theme
    return 1, None
