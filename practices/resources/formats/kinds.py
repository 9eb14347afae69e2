"""What each kind of work is called in each format, and how an author's name is put."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ..choices import ResourceKind


@dataclass(frozen=True)
class Export:
    """A format: its name in addresses, its label, what browsers and disks call it, and who writes it."""

    name: str
    label: str
    media_type: str
    extension: str
    write: Callable[[Iterable], str]


@dataclass(frozen=True)
class Names:
    """A kind of work in BibTeX, RIS and CSL.

    Where another kind has the same name in BibTeX or RIS, `said` tells it in words, so that it can be read back.
    """

    bibtex: str
    ris: str
    csl: str
    said: str = ""


NAMES = {
    ResourceKind.REPORT: Names("techreport", "RPRT", "report"),
    ResourceKind.ARTICLE: Names("article", "JOUR", "article-journal"),
    ResourceKind.BOOK: Names("book", "BOOK", "book"),
    ResourceKind.CHAPTER: Names("incollection", "CHAP", "chapter"),
    ResourceKind.HANDBOOK: Names("manual", "RPRT", "report", "handbook"),
    ResourceKind.POLICY: Names("techreport", "GOVDOC", "report", "policy document"),
    ResourceKind.LEGISLATION: Names("misc", "STAT", "legislation", "legislation"),
    ResourceKind.WEB_PAGE: Names("misc", "ELEC", "webpage", "web page"),
    ResourceKind.VIDEO: Names("misc", "VIDEO", "motion_picture", "video"),
    ResourceKind.DATASET: Names("misc", "DATA", "dataset", "data set"),
    ResourceKind.THESIS: Names("phdthesis", "THES", "thesis"),
    ResourceKind.TRAINING: Names("misc", "GEN", "document", "training material"),
    ResourceKind.TOOLKIT: Names("manual", "RPRT", "report", "toolkit"),
}

SAID = {names.said: kind for kind, names in NAMES.items() if names.said}
JOINERS = "\u200c\u200d"  # they belong to the spelling of Persian, Urdu and Bengali


def one_line(text: str) -> str:
    """A value on one line without control and direction characters: none of the formats has a way to keep them."""
    kept = (" " if char in "\r\n\t\v\f\u2028\u2029\x85" else char for char in text)
    return " ".join("".join(char for char in kept if char in JOINERS or not unseen(char)).split())


def unseen(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs")


def key_of(work) -> str:
    """A key of letters and digits: first author, year, first long word of the title."""
    first = next(iter(work.authors.all()), None)
    who = (first.family or first.organisation) if first else "anon"
    word = next((w for w in re.findall(r"\w{4,}", work.title)), work.title)
    plain = "".join(
        ascii_letters(part) for part in (who.split()[0] if who.split() else "anon", str(work.year or "nd"), word)
    )
    return plain.lower()[:40] or "work"


def ascii_letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]", "", folded)


def keyed(works: Iterable) -> list[tuple[str, Any]]:
    """Works with keys that are unique within the list and the same whenever the same list is written."""
    seen: dict[str, int] = {}
    rows = []
    for work in works:
        key = key_of(work)
        seen[key] = seen.get(key, 0) + 1
        rows.append((key if seen[key] == 1 else f"{key}-{seen[key]}", work))
    return rows
