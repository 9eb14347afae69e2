"""How good the answers are: nDCG@10, MAP and recall@100 on any test collection in the style of TREC.

    python -m benchmarks.search.relevance FOLDER [--elasticsearch http://user:password@127.0.0.1:9200/prefix]

FOLDER holds `documents.*` (JSON lines with id, title and text, or TREC's <DOC> files), `topics.*` (number, tab, text; or
TREC's <top>) and `qrels.*`. Each engine answers every topic as it is typed, with its first hundred hits.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .collection import Broken, Collection, Entry, read_collection
from .place import engine_at, place, set_apart
from .plain import PlainIndex

HITS = 100
MEASURES = {"ndcg_cut_10": "nDCG@10", "map": "MAP", "recall_100": "recall@100"}
Ask = Callable[[str], list[str]]


def main(arguments: list[str] | None = None) -> int:
    asked = parser().parse_args(arguments)
    try:
        collection = read_collection(
            asked.folder,
            documents=asked.documents,
            topics=asked.topics,
            qrels=asked.qrels,
            description=asked.description,
        )
        count = sum(1 for _entry in collection.documents())
        print(f"{count} documents, {len(collection.topics)} judged topics, language {asked.language}")
        run(collection, asked.language, asked.elasticsearch, asked.per_topic)
    except Broken as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m benchmarks.search.relevance", description=__doc__.split("\n")[0])
    made.add_argument("folder", type=Path, help="the collection's folder")
    for name in ("documents", "topics", "qrels"):
        made.add_argument(f"--{name}", type=Path, help=f"the file of {name}, if its name does not say so")
    made.add_argument("--language", default="en", help="the collection's language (en)")
    made.add_argument("--description", action="store_true", help="ask a topic's title and description")
    made.add_argument("--elasticsearch", metavar="URL", help="measure our engine on this Elasticsearch too")
    made.add_argument("--per-topic", type=Path, metavar="FILE", help="write every topic's figures to this file as well")
    return made


def run(collection: Collection, language: str, elasticsearch: str | None, per_topic: Path | None) -> None:
    print(f"{'':<26}" + "".join(f"{name:>12}" for name in MEASURES.values()) + f"{'index s':>10}{'ms a topic':>12}")
    for stemmed in (True, False):
        plain = PlainIndex(language, stemmed=stemmed)
        name = "plain BM25, stemmed" if stemmed else "plain BM25"
        show(name, collection, plain.rebuild, lambda text, plain=plain: plain.best(text, HITS), per_topic)
    with place() as folder:
        engines = {"ours, embedded": f"tantivy://{folder / 'index'}"}
        if elasticsearch:
            engines["ours, Elasticsearch"] = set_apart(elasticsearch)
        for name, url in engines.items():
            with answering(url) as engine:
                fill, ask = ours(engine, language)
                show(name, collection, fill, ask, per_topic)


@contextmanager
def answering(url: str) -> Iterator:
    """The engine at an address; one that is wrong or does not answer is told in a sentence."""
    from django.core.exceptions import ImproperlyConfigured

    from search.engines import EngineUnavailable

    try:
        with engine_at(url) as engine:
            yield engine
    except (ImproperlyConfigured, EngineUnavailable) as error:
        raise Broken(f"The search engine does not answer: {error}") from error


def ours(engine, language: str) -> tuple[Callable[[Iterable[Entry]], None], Ask]:
    """How one of the site's engines is filled with a collection and asked."""
    from search.query import SearchQuery

    def ask(text: str) -> list[str]:
        answer = engine.search(SearchQuery(text=text, language=language, per_page=HITS))
        return [hit.key.removeprefix("trec:") for hit in answer.hits]

    return lambda entries: engine.rebuild(as_found(entries, language)), ask


def as_found(entries: Iterable[Entry], language: str) -> Iterator:
    """The collection's documents as the site's own kind of document, public and all of one kind."""
    from search.documents import SearchDocument

    for entry in entries:
        key = f"trec:{entry.id}"
        yield SearchDocument(
            key=key, object_key=key, kind="resource", title=entry.title, url="/", language=language, texts={"Text": entry.text}
        )  # fmt: skip


def show(
    name: str,
    collection: Collection,
    fill: Callable[[Iterable[Entry]], object],
    ask: Ask,
    per_topic: Path | None,
) -> None:
    """Fill an engine, ask it everything, and print its line."""
    begun = time.perf_counter()
    fill(collection.documents())
    filled = time.perf_counter()
    ranking = {topic: ask(text) for topic, text in collection.topics.items()}
    asked = time.perf_counter()
    rows = judged(ranking, collection.judgements)
    means = average(rows)
    figures = "".join(f"{means[measure]:12.4f}" for measure in MEASURES)
    print(f"{name:<26}{figures}{filled - begun:10.1f}{(asked - filled) / len(ranking) * 1000:12.2f}", flush=True)
    if per_topic:
        with per_topic.open("a") as file:
            file.writelines(
                f"{name}\t{topic}\t{measure}\t{row[measure]:.4f}\n"
                for topic, row in rows.items()
                for measure in MEASURES
            )


def judged(ranking: dict[str, list[str]], judgements: dict[str, dict[str, int]]) -> dict[str, dict[str, float]]:
    """Each topic's measures; a topic without a hit scores nothing, and the order is the engine's own."""
    try:
        import pytrec_eval
    except ImportError as error:
        raise Broken("The measures need pytrec_eval: pip install -r requirements/bench.txt.") from error
    evaluator = pytrec_eval.RelevanceEvaluator(judgements, {"ndcg_cut.10", "map", "recall.100"})
    run = {
        topic: {key: float(len(keys) - place) for place, key in enumerate(keys)}
        for topic, keys in ranking.items()
        if keys
    }
    found = evaluator.evaluate(run)
    return {topic: found.get(topic, dict.fromkeys(MEASURES, 0.0)) for topic in judgements}


def average(rows: dict[str, dict[str, float]]) -> dict[str, float]:
    return {measure: sum(row[measure] for row in rows.values()) / len(rows) for measure in MEASURES}


if __name__ == "__main__":
    sys.exit(main())
