"""The embedded engine: tantivy, in a folder on this machine. One writer at a time, readers everywhere."""

import hashlib
import json
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import tantivy

from ..analysis import Term, indexed, terms
from ..documents import SearchDocument
from ..facets import NAMES
from ..query import Answer, Hit, SearchQuery
from ..ranking import FACTORS, FIELDS, SAME_LANGUAGE, marks
from ..synonyms import synonyms
from .base import EngineUnavailable

Must, Should, MustNot = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
Query = tantivy.Query
RAW = ("key", "object_key", "audience", "mark")
MOST_VALUES = 1000
HEAP = 60_000_000
TIES = 64
LOCK_SECONDS = 20
FORMAT = "4"  # raise it whenever what is written changes without the schema changing


def make_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in RAW:
        builder.add_text_field(name, stored=name == "key", tokenizer_name="raw", index_option="basic")
    for name in NAMES:
        builder.add_text_field(f"facet_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace")
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stored", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


SCHEMA_NAME = hashlib.sha256(f"{FORMAT}|{RAW}|{NAMES}|{FIELDS}".encode()).hexdigest()[:12]


class EmbeddedEngine:
    """An index in `folder/<schema>/<generation>`; a pointer file names the generation that answers."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder) / SCHEMA_NAME
        self.pointer = self.folder / "current"
        self.schema = make_schema()
        self._opened: tuple[str, tantivy.Index] | None = None

    # -- which index ---------------------------------------------------------------------------------------

    def generation(self) -> str:
        try:
            return self.pointer.read_text().strip()
        except OSError:
            return ""

    def opened(self) -> tantivy.Index | None:
        """The current index, opened once for each generation; None if there is none or it is damaged."""
        name = self.generation()
        if not name:
            return None
        if self._opened is None or self._opened[0] != name:
            try:
                self._opened = (name, tantivy.Index.open(str(self.folder / name)))
            except (ValueError, OSError):
                return None
        return self._opened[1]

    def is_ready(self) -> bool:
        return self.opened() is not None

    # -- writing -------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[tantivy.IndexWriter]:
        index = self.opened()
        if index is None:
            raise EngineUnavailable("There is no index yet.")
        writer = self.writer(index)
        try:
            yield writer
            writer.commit()
            writer.wait_merging_threads()
        finally:
            del writer

    def writer(self, index: tantivy.Index) -> tantivy.IndexWriter:
        """The one writer; waits for another process that holds it."""
        for _try in range(LOCK_SECONDS * 10):
            try:
                return index.writer(HEAP, 1)
            except ValueError as error:
                if "lock" not in str(error).lower():
                    raise EngineUnavailable(str(error)) from error
                time.sleep(0.1)
        raise EngineUnavailable("Another process is writing to the index.")

    def index(self, documents: Iterable[SearchDocument]) -> None:
        with self.writing() as writer:
            for document in documents:
                writer.delete_documents_by_term("key", document.key)
                writer.add_document(self.packed(document))

    def replace(self, object_keys: Iterable[str], documents: Iterable[SearchDocument]) -> None:
        with self.writing() as writer:
            for key in object_keys:
                writer.delete_documents_by_term("object_key", key)
            for document in documents:
                writer.add_document(self.packed(document))

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        name = uuid4().hex[:12]
        target = self.folder / name
        target.mkdir(parents=True)
        index = tantivy.Index(self.schema, path=str(target))
        writer, count = self.writer(index), 0
        for document in documents:
            writer.add_document(self.packed(document))
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        draft = self.folder / f"current.{name}"
        draft.write_text(name)
        draft.replace(self.pointer)
        for old in self.folder.iterdir():
            if old.is_dir() and old.name != name:
                shutil.rmtree(old, ignore_errors=True)
        return count

    def packed(self, document: SearchDocument) -> tantivy.Document:
        words = {
            "title": indexed(document.title, document.language),
            "claim": indexed(document.claim, document.language),
            "body": indexed(" ".join(document.texts.values()), document.language),
        }
        values: dict = {"key": [document.key], "object_key": [document.object_key], "audience": list(document.audience)}
        values |= {"mark": marks(document), "digest": [document.digest]}
        values |= {f"facet_{name}": list(document.facets.get(name, ())) for name in NAMES}
        values |= {name: [text] for name, text in words.items() if text}
        values["stored"] = [json.dumps(document.stored, ensure_ascii=False)]
        return tantivy.Document.from_dict(values, self.schema)

    # -- answering -----------------------------------------------------------------------------------------

    def search(self, query: SearchQuery) -> Answer:
        index = self.opened()
        if index is None:
            return Answer(limited=True)
        index.reload()
        searcher = index.searcher()
        wanted = self.wanted(query)
        whole = self.filtered(wanted, query, skip="")
        total, hits = self.best(searcher, self.ranked(whole, query), query.offset + query.per_page)
        return Answer(
            hits=tuple(self.page(searcher, hits, query)),
            total=total,
            counts=self.counts(searcher, wanted, query),
        )

    def best(self, searcher, ranked: tantivy.Query, count: int) -> tuple[int, list]:
        """How many match, and the best `count` with all that tie with the last of them, by falling rounded score."""
        limit = count + TIES
        while True:
            found: Any = searcher.search(ranked, limit=limit, count=True)
            hits = [(round(score, 5), address) for score, address in found.hits]
            if len(hits) <= count or len(hits) < limit or hits[-1][0] < hits[count - 1][0]:
                return found.count, hits
            limit *= 4

    def page(self, searcher, hits: list, query: SearchQuery) -> list[Hit]:
        """The hits of one page; only documents that tie with one of them are read."""
        shown = {score for score, _address in hits[query.offset : query.offset + query.per_page]}
        before = next((place for place, (score, _address) in enumerate(hits) if score in shown), 0)
        tied = [(score, searcher.doc(address)) for score, address in hits if score in shown]
        tied.sort(key=lambda row: (-row[0], row[1]["key"][0]))
        start = query.offset - before
        chosen = tied[start : start + query.per_page] if shown else []
        return [Hit(document["key"][0], score, json.loads(document["stored"][0])) for score, document in chosen]

    def wanted(self, query: SearchQuery) -> tantivy.Query:
        """The words of a question, inside the reader's audience."""
        parts = [
            (Must, Query.const_score_query(Query.term_set_query(self.schema, "audience", sorted(query.viewer)), 0.0))
        ]
        asked = terms(query.text, query.language, synonyms())
        if not any(not term.excluded for term in asked):
            parts.append((Must, Query.const_score_query(Query.all_query(), 0.0)))
        for term in asked:
            parts.append((MustNot if term.excluded else Must, self.of_term(term)))
        return Query.boolean_query(parts)

    def of_term(self, term: Term) -> tantivy.Query:
        """A word or phrase in any field; the field it is found in weighs."""
        if term.words == ():
            return Query.empty_query()
        return Query.disjunction_max_query(
            [Query.boost_query(self.in_field(term, name), weight) for name, weight in FIELDS.items()], 0.3
        )

    def in_field(self, term: Term, name: str) -> tantivy.Query:
        if len(term.words) > 1:
            return Query.boolean_query(
                [(Should, Query.phrase_query(self.schema, name, list(p))) for p in phrases(term)]
            )
        return Query.boolean_query(
            [(Should, Query.term_query(self.schema, name, word)) for word in sorted(term.words[0])]
        )

    def filtered(self, wanted: tantivy.Query, query: SearchQuery, *, skip: str) -> tantivy.Query:
        parts = [(Must, wanted)]
        for name, values in query.filters.items():
            if values and name != skip and name in NAMES:
                chosen = Query.term_set_query(self.schema, f"facet_{name}", list(values))
                parts.append((Must, Query.const_score_query(chosen, 0.0)))
        return Query.boolean_query(parts)

    def ranked(self, whole: tantivy.Query, query: SearchQuery) -> tantivy.Query:
        marked = [(factor.mark, factor.weight) for factor in FACTORS] + [(f"lang-{query.language}", SAME_LANGUAGE)]
        extra = [
            (Should, Query.const_score_query(Query.term_query(self.schema, "mark", mark, "basic"), weight))
            for mark, weight in marked
        ]
        return Query.boolean_query([(Must, whole), *extra])

    def counts(self, searcher, wanted: tantivy.Query, query: SearchQuery) -> dict[str, dict[str, int]]:
        """Counts of every facet: one pass for the facets without a choice, one more for each that has one."""
        chosen = [name for name in NAMES if query.filters.get(name)]
        free = [name for name in NAMES if name not in chosen]
        counts = self.count(searcher, self.filtered(wanted, query, skip=""), free)
        for name in chosen:
            counts |= self.count(searcher, self.filtered(wanted, query, skip=name), [name])
        return counts

    def count(self, searcher, query: tantivy.Query, names: list[str]) -> dict[str, dict[str, int]]:
        asked = {name: {"terms": {"field": f"facet_{name}", "size": MOST_VALUES}} for name in names}
        found = searcher.aggregate(query, asked) if asked else {}
        return {
            name: {row["key"]: row["doc_count"] for row in found.get(name, {}).get("buckets", [])} for name in names
        }

    def contents(self) -> dict[str, str]:
        index = self.opened()
        if index is None:
            return {}
        index.reload()
        searcher = index.searcher()
        found = searcher.search(Query.all_query(), limit=max(1, searcher.num_docs))
        documents = (searcher.doc(address) for _score, address in found.hits)
        return {document["key"][0]: document["digest"][0] for document in documents}


def phrases(term: Term, most: int = 24) -> list[tuple[str, ...]]:
    """A phrase in each combination of its words' alternatives, as far as that stays few."""
    rows: list[tuple[str, ...]] = [()]
    for words in term.words:
        rows = [(*row, word) for row in rows for word in sorted(words)][:most]
    return rows
