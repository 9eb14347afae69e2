"""RIS: one tag a line. A line without a tag goes on with the one before."""

import re
from collections.abc import Iterator

from ..choices import ResourceKind
from . import found
from .found import Found

STARTS = re.compile(r"^\ufeff?TY {1,2}- ?", re.MULTILINE)
LINE = re.compile(r"^\ufeff?([A-Z][A-Z0-9]) {1,2}- ?(.*)$")

KINDS = {
    "JOUR": ResourceKind.ARTICLE, "CPAPER": ResourceKind.ARTICLE, "CONF": ResourceKind.ARTICLE, "MGZN": ResourceKind.ARTICLE,
    "BOOK": ResourceKind.BOOK, "EBOOK": ResourceKind.BOOK, "CHAP": ResourceKind.CHAPTER, "ECHAP": ResourceKind.CHAPTER,
    "GOVDOC": ResourceKind.POLICY, "STAT": ResourceKind.LEGISLATION, "BILL": ResourceKind.LEGISLATION, "ELEC": ResourceKind.WEB_PAGE,
    "VIDEO": ResourceKind.VIDEO, "DATA": ResourceKind.DATASET, "THES": ResourceKind.THESIS,
}  # fmt: skip


def entries(text: str) -> Iterator[dict[str, list[str]]]:
    """The tags of each entry with their lines; an entry that is not ended is ended by the next."""
    said: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        match = LINE.match(line)
        if not match:
            if last and line.strip():
                said[last][-1] += " " + line.strip()
            continue
        tag, value = match[1], match[2].strip()
        if tag in ("TY", "ER") and said:
            yield said
            said = {}
        last = "" if tag == "ER" else tag
        if last:
            said.setdefault(tag, []).append(value)
    if said:
        yield said


def read(text: str) -> list[Found]:
    """The works of an RIS file; an entry without a title is not one."""
    works = []
    for said in entries(text):

        def first(*tags: str, said: dict[str, list[str]] = said) -> str:
            return next((said[tag][0] for tag in tags if said.get(tag) and said[tag][0]), "")

        if first("TI", "T1", "CT"):
            names = said.get("AU") or said.get("A1") or []
            works.append(
                found.work(
                    first("TI", "T1", "CT"),
                    kind=KINDS.get(first("TY"), ""),
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
