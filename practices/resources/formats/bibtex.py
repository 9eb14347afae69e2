"""BibTeX, in UTF-8, with the signs escaped that mean something to TeX."""

import re
from collections.abc import Iterable

from .kinds import NAMES, keyed, one_line

ESCAPES = {
    # Closed by {}, or TeX takes the space that follows for the end of the word.
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "%": r"\%", "&": r"\&", "_": r"\_", "#": r"\#",
    "$": r"\$", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def escaped(text: str) -> str:
    return "".join(ESCAPES.get(char, char) for char in one_line(text))


def author(row) -> str:
    """An organisation stands in braces of its own, so that no reader takes its name apart; so does a name of one part."""
    if row.organisation:
        return "{" + escaped(row.organisation) + "}"
    if not row.given:
        return whole(row.family, r"\s|,|^others$")
    return f"{whole(row.family)}, {whole(row.given)}"


def whole(name: str, divides: str = r"\band\b|,") -> str:
    """A part of a name; in braces if a reader would take it for several."""
    name = escaped(name)
    return "{" + name + "}" if re.search(divides, name, re.IGNORECASE) else name


def address(text: str) -> str:
    """A link or a DOI; readers take it as it stands, so that nothing is escaped by TeX's rules."""
    return one_line(text).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def fields(work) -> dict[str, str]:
    kind = NAMES[work.kind].bibtex
    publisher = (
        "institution"
        if kind == "techreport"
        else "school"
        if kind == "phdthesis"
        else "organization"
        if kind in ("manual", "misc")
        else "publisher"
    )
    container = "journal" if kind == "article" else "booktitle"
    return {
        "author": " and ".join(author(row) for row in work.authors.all()),
        "title": "{" + escaped(work.title) + "}",
        "origtitle": "{" + escaped(work.original_title) + "}",
        "type": NAMES[work.kind].said,
        "year": str(work.year or ""),
        container: escaped(work.container),
        publisher: escaped(work.publisher),
        "doi": address(work.doi),
        "isbn": escaped(work.isbn),
        "url": address(work.url),
        "language": ", ".join(work.languages or []),
    }


def write_bibtex(works: Iterable) -> str:
    entries = []
    for key, work in keyed(works):
        rows = "".join(f"  {name} = {{{value}}},\n" for name, value in fields(work).items() if value not in ("", "{}"))
        entries.append(f"@{NAMES[work.kind].bibtex}{{{key},\n{rows}}}\n")
    return "\n".join(entries)
