"""CSL-JSON, the form in which citation processors exchange works."""

import json
from collections.abc import Iterable

from .kinds import NAMES, keyed, one_line


def author(row) -> dict[str, str]:
    if row.organisation:
        return {"literal": one_line(row.organisation)}
    return {name: one_line(value) for name, value in (("family", row.family), ("given", row.given)) if value}


def item(key: str, work) -> dict:
    data = {
        "id": key,
        "type": NAMES[work.kind].csl,
        "title": one_line(work.title),
        "original-title": one_line(work.original_title),
        "author": [author(row) for row in work.authors.all()],
        "issued": {"date-parts": [[work.year]]} if work.year else None,
        "container-title": one_line(work.container),
        "publisher": one_line(work.publisher),
        "DOI": one_line(work.doi),
        "ISBN": one_line(work.isbn),
        "URL": one_line(work.url),
        "language": (work.languages or [""])[0],
        "abstract": one_line(work.abstract),
    }
    return {name: value for name, value in data.items() if value}


def write_csl(works: Iterable) -> str:
    return json.dumps([item(key, work) for key, work in keyed(works)], ensure_ascii=False, indent=1) + "\n"
