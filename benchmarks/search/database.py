"""Wagtail's own database search over the same entries, in a process of its own on the database of DATABASE_URL.

    python -m benchmarks.search.database ENTRIES

Prints a line of JSON for the index and one for each search, so that whoever stops it in the middle knows how far it came.
"""

import json
import sys
import time
from itertools import islice
from pathlib import Path

from .corpus import FACETS, is_public, queries, rows
from .place import place
from .timing import milliseconds

CHUNK = 1000
TOP = 20


def main() -> None:
    path = Path(sys.argv[1])
    asked = queries(path)
    with place(migrated=True):
        begun = time.perf_counter()
        count = fill(path)
        tell(documents=count, seconds=time.perf_counter() - begun)
        warm = False
        for text in asked:
            if not warm:
                answer(text)
                warm = True
            tell(ms=milliseconds(lambda text=text: answer(text)))


def tell(**values) -> None:
    print(json.dumps(values), flush=True)


def fill(path: Path) -> int:
    """Rows of a real model, indexed through Wagtail's search backend; public entries only."""
    from django.db import connection
    from wagtail.search.backends import get_search_backend

    from .rows.models import Row

    backend, count = get_search_backend(), 0
    entries = (row for row in rows(path) if is_public(row))
    while chunk := [as_row(row) for row in islice(entries, CHUNK)]:
        Row.objects.bulk_create(chunk)
        backend.add_bulk(Row, chunk)
        count += len(chunk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return count


def as_row(row: dict):
    from .rows.models import Row

    single = {name: row["facets"][name][0] for name in FACETS}
    return Row(key=row["key"], title=row["title"], claim=row["claim"], body=row["texts"]["Summary"], **single)


def answer(text: str) -> tuple:
    """The best twenty rows, how many there are, and the counts of four facets."""
    from wagtail.search.backends import get_search_backend

    from .rows.models import Row

    found = get_search_backend().search(text, Row.objects.all(), operator="and")
    return list(found[:TOP]), found.count(), [found.facet(name) for name in FACETS]


if __name__ == "__main__":
    main()
