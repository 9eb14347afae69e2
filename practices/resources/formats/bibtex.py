"""BibTeX, in UTF-8, with the signs escaped that mean something to TeX."""

from collections.abc import Iterable

from .kinds import NAMES, keyed, one_line

ESCAPES = {
    "\\": r"\textbackslash ", "{": r"\textbraceleft ", "}": r"\textbraceright ", "%": r"\%", "&": r"\&", "_": r"\_", "#": r"\#",
    "$": r"\$", "~": r"\textasciitilde ", "^": r"\textasciicircum ",
}  # fmt: skip


def escaped(text: str) -> str:
    return "".join(ESCAPES.get(char, char) for char in one_line(text))


def author(row) -> str:
    """An organisation stands in braces of its own, so that no reader takes its name apart."""
    if row.organisation:
        return "{" + escaped(row.organisation) + "}"
    return ", ".join(filter(None, [escaped(row.family), escaped(row.given)]))


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
        "year": str(work.year or ""),
        container: escaped(work.container),
        publisher: escaped(work.publisher),
        "doi": escaped(work.doi),
        "isbn": escaped(work.isbn),
        "url": one_line(work.url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "language": ", ".join(work.languages or []),
    }


def write_bibtex(works: Iterable) -> str:
    entries = []
    for key, work in keyed(works):
        rows = "".join(f"  {name} = {{{value}}},\n" for name, value in fields(work).items() if value not in ("", "{}"))
        entries.append(f"@{NAMES[work.kind].bibtex}{{{key},\n{rows}}}\n")
    return "\n".join(entries)
