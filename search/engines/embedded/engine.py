"""The embedded engine: tantivy, in a folder on this machine. One writer at a time, readers everywhere."""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import tantivy

from ...documents import SearchDocument
from ...facets import NAMES
from ...plan import All
from ...ranking import TEXT, marks, order, weights
from ..base import CLOSED, OPEN, TIERS, Building, Engine, EngineUnavailable, Found, Indexed
from .queries import translated
from .shape import SCHEMA, SCHEMA_NAME

MOST_VALUES = 1000
HEAP = 50_000_000  # bytes for a change
BUILDING_HEAP = 160_000_000  # bytes for a whole index: fewer and larger parts, so that later changes stay cheap
TIES = 16
LOCK_SECONDS = 20


class EmbeddedEngine(Engine):
    """Two indices in `folder/<schema>/<generation>/`; a pointer file names the generation that answers."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder) / SCHEMA_NAME
        self.pointer = self.folder / "current"
        self._opened: tuple[str, dict[str, tantivy.Index]] | None = None
        self._pointed: tuple[tuple[int, int], str] = ((0, 0), "")
        self._read: dict[str, tuple[str, int, int]] = {}

    # -- which index ---------------------------------------------------------------------------------------

    def generation(self) -> str:
        """The name of the generation that answers; the pointer is read again only when it was written."""
        try:
            told = self.pointer.stat()
            if self._pointed[0] != (told.st_mtime_ns, told.st_ino):
                self._pointed = ((told.st_mtime_ns, told.st_ino), self.pointer.read_text().strip())
        except OSError:
            return ""
        return self._pointed[1]

    def opened(self) -> dict[str, tantivy.Index] | None:
        """The current indices, opened once for each generation; None if there are none or one is damaged."""
        name = self.generation()
        if not name:
            return None
        if self._opened is None or self._opened[0] != name:
            try:
                self._opened = (name, {tier: tantivy.Index.open(str(self.folder / name / tier)) for tier in TIERS})
            except (ValueError, OSError):
                return None
        return self._opened[1]

    def is_ready(self) -> bool:
        return self.opened() is not None

    def searcher(self, tier: str) -> tantivy.Searcher:
        indices = self.opened()
        if indices is None:
            raise EngineUnavailable("There is no index yet.")
        written = self.written_at(tier)
        if self._read.get(tier) != written:
            indices[tier].reload()
            self._read[tier] = written
        return indices[tier].searcher()

    def written_at(self, tier: str) -> tuple[str, int, int]:
        """What changes with every commit, by whichever process, and costs less to look at than opening the index anew."""
        name = self._opened[0] if self._opened else ""
        try:
            told = os.stat(f"{self.folder}/{name}/{tier}/meta.json")
        except OSError as error:
            raise EngineUnavailable("The index went away.") from error
        return name, told.st_mtime_ns, told.st_ino

    # -- writing -------------------------------------------------------------------------------------------

    def writer(self, index: tantivy.Index, heap: int = HEAP) -> tantivy.IndexWriter:
        """The one writer; waits for another process that holds it."""
        for _try in range(LOCK_SECONDS * 10):
            try:
                return index.writer(heap, 1)
            except ValueError as error:
                if "lock" not in str(error).lower():
                    raise EngineUnavailable(str(error)) from error
                time.sleep(0.1)
        raise EngineUnavailable("Another process is writing to the index.")

    def replace(self, object_keys: Iterable[str], documents: Iterable[SearchDocument]) -> None:
        indices, keys = self.opened(), list(object_keys)
        if indices is None:
            raise EngineUnavailable("There is no index yet.")
        with written(self.writer(indices[OPEN])) as writer:
            rows = list(documents)
            for key in keys:
                writer.delete_documents_by_term("object_key", key)
            for document in rows:
                if document.is_open:
                    writer.add_document(self.packed(document))
        closed = [document for document in rows if not document.is_open]
        if closed or self.holds(CLOSED, keys):
            with written(self.writer(indices[CLOSED])) as writer:
                for key in keys:
                    writer.delete_documents_by_term("object_key", key)
                for document in closed:
                    writer.add_document(self.packed(document))
        self._languages = None

    def holds(self, tier: str, keys: list[str]) -> bool:
        objects = tantivy.Query.term_set_query(SCHEMA, "object_key", keys)
        return bool(self.searcher(tier).search(objects, limit=1).hits)

    @contextmanager
    def building(self) -> Iterator["EmbeddedBuilding"]:
        with self.alone():
            name = uuid4().hex[:12]
            target = self.folder / name
            try:
                with ExitStack() as stack:
                    writers = {
                        tier: stack.enter_context(
                            written(self.writer(self.created(target / tier), BUILDING_HEAP if tier == OPEN else HEAP))
                        )
                        for tier in TIERS
                    }
                    yield EmbeddedBuilding(self, writers)
            except BaseException:
                shutil.rmtree(target, ignore_errors=True)
                raise
            draft = self.folder / f"current.{name}"
            draft.write_text(name)
            draft.replace(self.pointer)
            self._languages = None
            for old in self.folder.iterdir():
                if old.is_dir() and old.name != name:
                    shutil.rmtree(old, ignore_errors=True)

    def created(self, folder: Path) -> tantivy.Index:
        folder.mkdir(parents=True)
        return tantivy.Index(SCHEMA, path=str(folder))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Only one process makes a new index; what an interrupted one left behind goes with the next."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "building").open("w") as mark:
            try:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise EngineUnavailable("Another process is making a new index just now.") from error
            yield

    def packed(self, document: SearchDocument) -> tantivy.Document:
        packed = tantivy.Document()
        for name, value in (("key", document.key), ("object_key", document.object_key), ("digest", document.digest)):
            packed.add_text(name, value)
        for name, values in (("audience", document.audience), ("mark", marks(document))):
            for value in values:
                packed.add_text(name, value)
        for name in NAMES:
            for value in document.facets.get(name, ()):
                packed.add_text(f"facet_{name}", value)
        for name, text in document.words.items():
            packed.add_text(name, text)
        packed.add_unsigned("order", order(document))
        for code, weight in weights(document).items():
            packed.add_float(f"weight_{code}", weight)
        packed.add_bytes(
            "stored", json.dumps(document.stored, ensure_ascii=False, default=str).encode("utf-8", "replace")
        )
        return packed

    # -- answering -----------------------------------------------------------------------------------------

    def find(self, tier: str, match: All, *, offset: int, count: int, weight: str = "") -> Found:
        searcher: Any = self.searcher(tier)
        query = translated(match)
        if not count:
            return Found(searcher.search(query, limit=1, count=True).count)
        total, rows = (
            self.best(searcher, query, offset, count, weight) if weight else self.first(searcher, query, offset, count)
        )
        return Found(total, tuple(rows))

    def first(self, searcher, query: tantivy.Query, offset: int, count: int) -> tuple[int, list]:
        """How many match, and those from `offset` on by `order`."""
        found: Any = searcher.search(
            query, limit=count, offset=offset, count=True, order_by_field="order", order=tantivy.Order.Desc
        )
        return found.count, [self.row(0.0, order, searcher.doc(address)) for order, address in found.hits]

    def best(self, searcher, query: tantivy.Query, offset: int, count: int, weight: str) -> tuple[int, list]:
        """How many match, and those from `offset` on; ties with the last of them are read as well, to be put in order."""
        last = offset + count
        limit = last + TIES
        while True:
            found: Any = searcher.search(query, limit=limit, count=True, weight_by_field=weight)
            hits = [(round(score, 4), address) for score, address in found.hits]
            if len(hits) <= last or len(hits) < limit or hits[-1][0] < hits[last - 1][0]:
                return found.count, self.in_order(searcher, hits, offset, last)
            limit *= 8

    def in_order(self, searcher, hits: list, offset: int, last: int) -> list:
        shown = {score for score, _address in hits[offset:last]}
        tied = [(score, address) for score, address in hits if score in shown]
        before = sum(1 for score, _address in hits if shown and score > max(shown))
        orders = searcher.fast_field_values("order", [address for _score, address in tied])
        tied = sorted(zip(tied, orders, strict=True), key=lambda row: (-row[0][0], -row[1]))[
            max(0, offset - before) : last - before
        ]
        return [self.row(score, place, searcher.doc(address)) for (score, address), place in tied]

    def row(self, score: float, place: int, document: tantivy.Document) -> tuple:
        return score, place, document["key"][0], json.loads(bytes(document["stored"][0]).decode())

    def values(self, tier: str, counted: Mapping[str, All]) -> dict[str, dict[str, int]]:
        """Facets that are counted over the same documents are counted in one pass."""
        searcher, together = self.searcher(tier), {}
        for name, match in counted.items():
            together.setdefault(match, []).append(name)
        counts = {}
        for match, names in together.items():
            asked = {name: {"terms": {"field": f"facet_{name}", "size": MOST_VALUES}} for name in names}
            found = searcher.aggregate(translated(match), asked)
            for name in names:
                counts[name] = {row["key"]: row["doc_count"] for row in found.get(name, {}).get("buckets", [])}
        return counts

    def frequencies(self, words: Iterable[str], field: str = TEXT) -> dict[str, int]:
        searcher = self.searcher(OPEN)
        return {word: searcher.doc_freq(field, word) for word in words}

    def size(self) -> int:
        return self.searcher(OPEN).num_docs

    def contents(self) -> dict[str, Indexed]:
        there: dict[str, Indexed] = {}
        for tier in TIERS if self.is_ready() else ():
            searcher = self.searcher(tier)
            found = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs))
            documents = (searcher.doc(address) for _score, address in found.hits)
            there |= {row["key"][0]: Indexed(tier, row["object_key"][0], row["digest"][0]) for row in documents}
        return there


class EmbeddedBuilding(Building):
    """New indices, written by one writer each."""

    def __init__(self, engine: EmbeddedEngine, writers: Mapping[str, tantivy.IndexWriter]) -> None:
        self.engine, self.writers = engine, writers

    def add(self, documents: Iterable[SearchDocument]) -> int:
        count = 0
        for document in documents:
            self.writers[OPEN if document.is_open else CLOSED].add_document(self.engine.packed(document))
            count += 1
        return count

    def replace(self, object_keys: Iterable[str], documents: Iterable[SearchDocument]) -> None:
        for key in object_keys:
            for writer in self.writers.values():
                writer.delete_documents_by_term("object_key", key)
        self.add(documents)


@contextmanager
def written(writer: tantivy.IndexWriter) -> Iterator[tantivy.IndexWriter]:
    """What the block writes is there once it ends, or none of it; either way the lock is given back."""
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()
