"""A work as a list names it, before anybody has looked for its record."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ..choices import ResourceKind
from ..citations import Author, Citation, Organisation, Person
from ..models import WORK_LANGUAGES

MOST = 500
REASONS = {
    "binary": _("This is not a text file. Export the list as BibTeX or RIS, or paste it."),
    "long": _("The list is too long to be read in one go. Hand it in in parts of up to a million characters."),
    "empty": _("No work was found in this text. It should be BibTeX, RIS, or one citation on each line."),
    "many": _("The list holds more than 500 works. Hand it in in parts."),
}
DOI = re.compile(r"10\.\d{4,9}/\S+")
YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20\d\d)(?!\d)")
# Words that no person's name has: a name with one of them is kept whole.
BODIES = re.compile(
    r"\b(?:organi[sz]ation|union|nations|ministry|council|agency|commission|institut\w*|universit\w*|network|office|department|cent(?:er|re)|bank|"
    r"fund|committee|association|foundation|group|programme|program|city|government|authority|society|alliance|federation|service)\b",
    re.IGNORECASE,
)


class Unreadable(ValueError):
    """A text from which no list of works can be read."""

    def __init__(self, reason: str) -> None:
        self.sentence = REASONS[reason]
        super().__init__(reason)


@dataclass(frozen=True)
class Found:
    """Fields of a Resource, as far as the list gives them, and the authors in order."""

    values: dict[str, Any]
    authors: tuple[Author, ...] = field(default=())


class Works(list[Found]):
    """The works of a list, in order, and the lines in which entries begin that were left out."""

    def __init__(self, works: Iterable[Found] = ()) -> None:
        super().__init__(works)
        self.left_out: list[int] = []


def work(
    title: str, *, kind: str = "", year: str = "", doi: str = "", url: str = "", isbn: str = "", language: str = "",
    container: str = "", publisher: str = "", authors: tuple[Author, ...] = (),
) -> Found:  # fmt: skip
    """A work whose fields are what a record can hold."""
    dated, named = YEAR.search(year), DOI.search(doi)
    values = {
        "title": " ".join(title.split())[:400], "kind": kind or ResourceKind.REPORT, "year": int(dated[0]) if dated else None,
        "doi": named[0].rstrip(".,;")[:200] if named else "", "url": address(url), "isbn": isbn_in(isbn),
        "languages": languages_in(language), "container": container[:250], "publisher": publisher[:200],
    }  # fmt: skip
    return Found(values, authors)


def from_citation(citation: Citation) -> Found:
    return work(
        citation.title, year=str(citation.year or ""), url=citation.url, doi=citation.url if "doi.org/" in citation.url else "",
        authors=citation.authors,
    )  # fmt: skip


def address(url: str) -> str:
    """A link that a browser can open; anything else is left out."""
    url = url.strip()
    return url if re.fullmatch(r"https?://[^\s<>\"]{3,590}", url) else ""


def isbn_in(text: str) -> str:
    """An ISBN; the field of an article holds an ISSN instead, which is shorter."""
    digits = re.sub(r"[\s-]", "", text)
    return text.strip()[:20] if re.fullmatch(r"(?:\d{13}|\d{9}[\dXx])", digits) else ""


def languages_in(text: str) -> list[str]:
    with override(settings.LANGUAGE_CODE):
        codes = {str(label).casefold(): code for code, label in WORK_LANGUAGES} | {
            code: code for code, _l in WORK_LANGUAGES
        }
    asked = [part.strip().casefold() for part in re.split(r"[,;/]", text)]
    return [codes[part] for part in dict.fromkeys(asked) if part in codes]


def author(name: str) -> Author | None:
    """“Family, Given” is a person, and so are two or three words that name no body; all else is kept whole."""
    name = " ".join(name.split()).strip(" ,;")
    if not name:
        return None
    if BODIES.search(name):
        return Organisation(name)
    if "," in name:
        parts = [part.strip() for part in name.split(",")]
        return Person(parts[0], " ".join(filter(None, reversed(parts[1:]))))
    words = name.split()
    if len(words) not in (2, 3):
        return Organisation(name)
    start = next((n for n, word in enumerate(words[1:], start=1) if word.islower()), len(words) - 1)
    return Person(" ".join(words[start:]), " ".join(words[:start]))
