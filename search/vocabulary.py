"""The network's vocabulary as a search uses it: whoever asks with one word of a theme finds what another says.

Terms that are not to be used lead to the preferred one. Everything here is public.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from network_site.remembered import Remembered
from network_site.themes.models import Theme, ThemeTerm
from network_site.themes.vocabulary import vocabulary as themes

from .analysis import WORD, stem


@dataclass(frozen=True)
class Term:
    """A word or a few words for a theme, in one language."""

    language: str
    text: str
    stems: tuple[str, ...]
    is_label: bool = False
    avoid: bool = False


@dataclass(frozen=True)
class Entry:
    """A theme's terms."""

    terms: tuple[Term, ...]

    def label(self, language: str) -> str:
        """The preferred term in a language, or the first there is."""
        labels = {term.language: term.text for term in self.terms if term.is_label}
        return labels.get(language) or next(iter(labels.values()), "")


@dataclass
class Vocabulary:
    """All themes by the stems of their terms, in each language that has terms."""

    by_stems: dict[tuple[str, ...], Entry] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()

    def theme_of(self, words: Iterable[str]) -> Entry | None:
        """The theme for which these words, in this order, are a term in some language."""
        words = list(words)
        for language in sorted(self.languages):
            found = self.by_stems.get((language, *(stem(word, language) for word in words)))
            if found:
                return found
        return None


def made_of(themes: Iterable[Iterable[Term]]) -> Vocabulary:
    """A vocabulary; of two themes with one term, the first keeps it."""
    vocabulary = Vocabulary()
    for terms in themes:
        entry = Entry(tuple(terms))
        for term in entry.terms:
            if term.stems:
                vocabulary.by_stems.setdefault((term.language, *term.stems), entry)
                vocabulary.languages |= {term.language}
    return vocabulary


def term(language: str, text: str, *, is_label: bool = False, avoid: bool = False) -> Term:
    return Term(language, text, tuple(stem(word, language) for word in WORD.findall(text)), is_label, avoid)


def terms_of(theme: Theme) -> list[Term]:
    """The English name and every word in every language."""
    words = [term("en", theme.name, is_label=True)]
    for row in theme.terms.all():
        found = term(
            row.language, row.text, is_label=row.kind == ThemeTerm.Kind.LABEL, avoid=row.kind == ThemeTerm.Kind.AVOID
        )
        if (found.language, found.stems) not in {(other.language, other.stems) for other in words}:
            words.append(found)
    return words


def read() -> Vocabulary:
    return made_of(terms_of(theme) for _key, theme in sorted(themes().items()))


vocabulary = Remembered(read)
