"""The search page itself, in a process of its own: the demonstration network, its index, and Django's test client.

Prints one line of JSON: queries and writes of a page, and its time over the engine's. Two ways: `cold` forgets before each
page all that the process remembers of the database, `warm` is a process that has answered other searches before. The
page itself is cached in neither.
"""

import json
import time

from .place import engine_at, place
from .timing import median

SEARCHES = (
    "families",
    "school",
    "night bus",
    "trauma care",
    "police youth",
    "returning",
    "hate online",
    "water",
    "médiation",
    "zzz",
)
ROUNDS = 3


def main() -> None:
    with place(migrated=True) as folder, engine_at(f"tantivy://{folder / 'index'}") as engine:
        from django.core.management import call_command

        from search.sources import all_documents

        call_command("load_demo", verbosity=0)
        count = engine.rebuild(all_documents())
        print(json.dumps({"documents": count} | measured(engine)))


def measured(engine) -> dict:
    """Every search a few times over, most queries and median times; the first round only compiles the templates."""
    told = {}
    for way in ("cold", "warm"):
        rows = [page(engine, text, cold=way == "cold") for _round in range(ROUNDS) for text in SEARCHES][
            len(SEARCHES) :
        ]
        told |= {f"{way}_{name}": max(row[name] for row in rows) for name in ("queries", "writes")}
        told |= {f"{way}_{name}": median([row[name] for row in rows]) for name in ("page_ms", "engine_ms")}
    return told


def page(engine, text: str, *, cold: bool) -> dict:
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from network_site.remembered import forget

    client, spent, real = Client(), [], engine.search

    def timed(query):
        begun = time.perf_counter()
        try:
            return real(query)
        finally:
            spent.append((time.perf_counter() - begun) * 1000)

    if cold:
        cache.clear()
        forget()
    engine.search = timed
    try:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            begun = time.perf_counter()
            response = client.get("/search/", {"q": text}, HTTP_HOST="localhost")
            taken = (time.perf_counter() - begun) * 1000
    finally:
        engine.search = real
    if response.status_code != 200:
        raise SystemExit(f"The search page answered {response.status_code} to “{text}”.")
    statements = [row["sql"].lstrip("( ").split()[0].upper() for row in asked.captured_queries]
    writes = sum(word not in ("SELECT", "SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "PRAGMA") for word in statements)
    reads = sum(word == "SELECT" for word in statements)
    return {"queries": reads + writes, "writes": writes, "page_ms": taken, "engine_ms": sum(spent)}


if __name__ == "__main__":
    main()
