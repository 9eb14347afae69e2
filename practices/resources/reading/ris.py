"""RIS: one tag a line. A line without a tag goes on with the one before."""

import re
from collections.abc import Iterator

from ..choices import ResourceKind
from ..formats.kinds import SAID
from . import found
from .found import MOST, Works

STARTS = re.compile(r"^\ufeff?TY {1,2}- ?", re.MULTILINE)
LINE = re.compile(r"^\ufeff?([A-Z][A-Z0-9]) {1,2}- ?(.*)$")
LONGEST_VALUE = 20_000

KINDS = {
    "JOUR": ResourceKind.ARTICLE, "CPAPER": ResourceKind.ARTICLE, "CONF": ResourceKind.ARTICLE, "MGZN": ResourceKind.ARTICLE,
    "BOOK": ResourceKind.BOOK, "EBOOK": ResourceKind.BOOK, "CHAP": ResourceKind.CHAPTER, "ECHAP": ResourceKind.CHAPTER,
    "GOVDOC": ResourceKind.POLICY, "STAT": ResourceKind.LEGISLATION, "BILL": ResourceKind.LEGISLATION, "ELEC": ResourceKind.WEB_PAGE,
    "VIDEO": ResourceKind.VIDEO, "DATA": ResourceKind.DATASET, "THES": ResourceKind.THESIS,
}  # fmt: skip


def entries(text: str) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """The line in which each entry begins and its tags with their lines; one that is not ended is ended by the next."""
    said: dict[str, list[str]] = {}
    begun, last = 1, ""
    for number, line in enumerate(text.splitlines(), start=1):
        match = LINE.match(line)
        if not match:
            if last and line.strip():
                said[last].append(f"{said[last].pop()} {line.strip()}"[:LONGEST_VALUE])
            continue
        tag, value = match[1], match[2].strip()
        if tag in ("TY", "ER") and said:
            yield begun, said
            said = {}
        last = "" if tag == "ER" else tag
        if last:
            begun = begun if said else number
            said.setdefault(tag, []).append(value)
    if said:
        yield begun, said


def read(text: str) -> Works:
    """The works of an RIS file; an entry without a title is left out."""
    works = Works()
    for line, said in entries(text):

        def first(*tags: str, said: dict[str, list[str]] = said) -> str:
            return next((said[tag][0] for tag in tags if said.get(tag) and said[tag][0]), "")

        title, names = first("TI", "T1", "CT"), said.get("AU") or said.get("A1") or []
        if not title:
            works.left_out.append(line)
            continue
        if len(works) > MOST:
            break
        works.append(
            found.work(
                title,
                kind=SAID.get(first("M3").lower(), KINDS.get(first("TY"), "")),
                year=first("PY", "Y1", "DA"),
                doi=first("DO"),
                isbn=first("SN"),
                url=first("UR", "L2"),
                language=first("LA"),
                container=first("T2", "JO", "JF", "BT"),
                publisher=first("PB"),
                authors=tuple(one for name in names if (one := found.author(name))),
            )
        )
    return works
