"""How fast search is, as ratios taken in one run: ours beside raw tantivy, Wagtail's database search and Elasticsearch.

    python -m benchmarks.search.speed [SIZE …] [--elasticsearch http://user:password@127.0.0.1:9200/prefix]

Every answer is the first twenty entries, their number, the counts of four facets and twenty snippets, for 300 searches of
one to three words. See docs/features/search-measured.md.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from . import corpus
from .place import engine_at, place, set_apart
from .postgres import fresh_database, postgres
from .timing import Times, in_turn

SIZES = (10_000, 100_000)
BUDGET = 600  # seconds for a database to index the entries and answer the searches


def main(arguments: list[str] | None = None) -> int:
    asked = parser().parse_args(arguments)
    updates: dict[str, dict[int, float]] = {}
    with place() as folder, postgres() as database:
        for size in asked.sizes or SIZES:
            entries = folder / f"{size}.jsonl"
            corpus.write(entries, size)
            print(f"\n{size} entries, {len(corpus.queries(entries))} searches", flush=True)
            mine = engines(folder, entries, size, asked.elasticsearch, updates)
            if not asked.no_database:
                sqlite = {} if asked.no_sqlite else {"on SQLite": ""}
                databases(entries, sqlite | {"on PostgreSQL": database}, mine, asked.budget)
            entries.unlink()
        growth(updates)
    search_page()
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m benchmarks.search.speed", description=__doc__.split("\n")[0])
    made.add_argument("sizes", nargs="*", type=int, metavar="SIZE", help="numbers of entries (10000 100000)")
    made.add_argument("--elasticsearch", metavar="URL", help="measure our engine on this Elasticsearch too")
    made.add_argument("--no-database", action="store_true", help="leave out Wagtail's database search")
    made.add_argument("--no-sqlite", action="store_true", help="ask Wagtail's database search on PostgreSQL alone")
    made.add_argument("--budget", type=int, default=BUDGET, help=f"seconds for each database ({BUDGET})")
    return made


# -- engines ---------------------------------------------------------------------------------------------------


def engines(folder: Path, entries: Path, size: int, elasticsearch: str | None, updates: dict) -> Times:
    """Index and ask ours and raw tantivy; returns the times of ours, embedded."""
    from .raw import NativeIndex, RawIndex

    urls = {"ours, embedded": f"tantivy://{folder / str(size)}"}
    if elasticsearch:
        urls["ours, Elasticsearch"] = set_apart(elasticsearch)
    for name, url in urls.items():
        told = child("indexing", entries, url)
        rate, growth_mb = told["documents"] / told["seconds"], told["peak_mb"] - told["before_mb"]
        print(
            f"{name:<26}indexed {rate:7.0f} entries/s, peak {told['peak_mb']:.0f} MB"
            f" (of these {growth_mb:.0f} for indexing), one page brought up to date in {told['update_ms']:.1f} ms",
            flush=True,
        )
        updates.setdefault(name, {})[size] = told["update_ms"]
    raws = {
        "raw tantivy": RawIndex(folder / f"raw-{size}"),
        "raw tantivy, its own way": NativeIndex(folder / f"native-{size}"),
    }
    for name, raw in raws.items():
        begun = time.perf_counter()
        count = raw.rebuild(corpus.rows(entries))
        print(f"{name:<26}indexed {count / (time.perf_counter() - begun):7.0f} entries/s", flush=True)
    return asked_in_turn(entries, urls, raws)


def asked_in_turn(entries: Path, urls: dict, raws: dict) -> Times:
    """Ask all engines the same searches in turn, with and without snippets, and print their times."""
    texts = corpus.queries(entries)
    times: dict[bool, dict[str, Times]] = {}
    for snippets in (True, False):
        asks = {}
        for name, raw in raws.items():
            words = [raw.prepared(text) for text in texts]
            asks[name] = lambda n, raw=raw, words=words, snippets=snippets: raw.search(words[n], snippets=snippets)
        for name, url in urls.items():
            asks[name] = ours(url, texts, snippets)
        times[snippets] = in_turn(asks, len(texts))
        base = times[snippets]["raw tantivy"]
        print(
            f"{'with snippets' if snippets else 'without snippets':<26}{'p50 ms':>9}{'p95 ms':>9}{'× raw p50':>11}{'× raw p95':>11}"
        )
        for name, taken in times[snippets].items():
            ratios = f"{taken.p50 / base.p50:11.2f}{taken.p95 / base.p95:11.2f}"
            print(f"{name:<26}{taken.p50:9.2f}{taken.p95:9.2f}{ratios}", flush=True)
    return times[True]["ours, embedded"]


def ours(url: str, texts: list[str], snippets: bool):
    """How a reader's search is answered: the engine, then a cutting of each entry on the page."""
    from search.query import SearchQuery
    from search.snippets import snippet

    with engine_at(url) as found:
        engine = found

    def ask(number: int) -> list:
        answer = engine.search(SearchQuery(text=texts[number], counted=corpus.FACETS))
        if not snippets:
            return [answer]
        sought = answer.asked.stems
        rows = [hit.stored for hit in answer.hits]
        return [answer, [snippet({"Summary": row["claim"]} | row["texts"], row["language"], sought) for row in rows]]

    return ask


# -- databases -------------------------------------------------------------------------------------------------


def databases(entries: Path, addresses: dict[str, str | None], mine: Times, budget: int) -> None:
    """Ask Wagtail's own search on each database; each has its budget of time."""
    print(f"{'Wagtail, no snippets':<26}{'p50 ms':>9}{'p95 ms':>9}{'× ours p50':>11}   how far it came")
    for name, address in addresses.items():
        if address is None:
            print(f"{name:<26}not run: there is no PostgreSQL on this machine")
            continue
        told = list(lines("database", entries, address and fresh_database(address, entries.stem), budget))
        taken = [row["ms"] for row in told if "ms" in row]
        if not told:
            print(f"{name:<26}not finished: indexing took longer than {budget} s", flush=True)
            continue
        far = f"{len(taken)} of {corpus.QUERIES} searches; indexed {told[0]['documents'] / told[0]['seconds']:.0f} entries/s"
        if not taken:
            print(f"{name:<26}not finished: no search answered within {budget} s ({far})", flush=True)
            continue
        same = Times(mine.values[: len(taken)])
        found = Times(tuple(taken))
        print(f"{name:<26}{found.p50:9.1f}{found.p95:9.1f}{found.p50 / same.p50:11.1f}   {far}", flush=True)


# -- the rest --------------------------------------------------------------------------------------------------


def growth(updates: dict[str, dict[int, float]]) -> None:
    for name, taken in updates.items():
        if len(taken) > 1:
            small, large = min(taken), max(taken)
            print(
                f"\n{name}: updating one page takes {taken[large] / taken[small]:.2f} × as long at {large} as at {small}"
            )


def search_page() -> None:
    told = child("page")
    print(f"\nThe search page on the demonstration network ({told['documents']} entries), not cached")
    for way, meaning in (("cold", "nothing remembered"), ("warm", "after other searches")):
        over = told[f"{way}_page_ms"] / told[f"{way}_engine_ms"]
        print(
            f"{meaning:<26}at most {told[f'{way}_queries']} queries, {told[f'{way}_writes']} writes,"
            f" {told[f'{way}_page_ms']:.1f} ms, {over:.1f} × the engine's {told[f'{way}_engine_ms']:.1f} ms"
        )


def command(module: str, *arguments) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.search.{module}", *map(str, arguments)]


def child(module: str, *arguments) -> dict:
    """Run a part of the benchmark in a process of its own, and read what it tells."""
    done = subprocess.run(command(module, *arguments), stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def lines(module: str, entries: Path, url: str, budget: int) -> Iterator[dict]:
    """What a part tells line by line within its budget of seconds; then it is stopped."""
    inside = {"TMPDIR": str(entries.parent)}  # what a stopped part leaves behind goes with this run's folder
    environment = os.environ | inside | ({"DATABASE_URL": url} if url else {})
    try:
        done = subprocess.run(
            command(module, entries), stdout=subprocess.PIPE, timeout=budget, check=True, env=environment
        )
        told = done.stdout
    except subprocess.TimeoutExpired as late:
        told = late.stdout or b""
    for line in told.decode().split("\n")[:-1]:
        yield json.loads(line)


def ended(*_told) -> None:
    """Leave as if finished, so that what was started is ended and its folders are removed."""
    sys.exit(143)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, ended)
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        print(f"A part of the benchmark failed: {' '.join(error.cmd[2:4])}.", file=sys.stderr)
        sys.exit(2)
