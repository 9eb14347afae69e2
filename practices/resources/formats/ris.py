"""RIS: one tag a line, each line ended by CR and LF."""

from collections.abc import Iterable

from .kinds import NAMES, keyed, one_line


def author(row) -> str:
    return (
        one_line(row.organisation) if row.organisation else one_line(", ".join(filter(None, [row.family, row.given])))
    )


def lines(key: str, work) -> Iterable[tuple[str, str]]:
    yield "TY", NAMES[work.kind].ris
    yield "ID", key
    for row in work.authors.all():
        yield "AU", author(row)
    yield "TI", one_line(work.title)
    yield "OP", one_line(work.original_title)
    yield "M3", NAMES[work.kind].said
    yield "PY", str(work.year or "")
    yield "T2", one_line(work.container)
    yield "PB", one_line(work.publisher)
    yield "DO", one_line(work.doi)
    yield "SN", one_line(work.isbn)
    yield "UR", one_line(work.url)
    yield "LA", ", ".join(work.languages or [])
    yield "AB", one_line(work.abstract)


def write_ris(works: Iterable) -> str:
    entries = []
    for key, work in keyed(works):
        rows = [f"{tag}  - {value}" for tag, value in lines(key, work) if value]
        entries.append("\r\n".join([*rows, "ER  - ", ""]))
    return "\r\n".join(entries)
