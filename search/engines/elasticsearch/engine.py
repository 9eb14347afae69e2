"""Elasticsearch through elasticsearch-dsl, for networks that outgrow one machine.

Every index has a strict mapping and takes the words that `analysis` made; the server's own analysis only parts them at
spaces. `<prefix>-<tier>-<shape>` is the alias that is read and written; it leads to one index, and a rebuild moves it.
Writes carry the time at which their documents were read, so that a late one never takes the place of a newer.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from uuid import uuid4

from elastic_transport import ApiError, TransportError
from elasticsearch.helpers import BulkIndexError, scan, streaming_bulk
from elasticsearch_dsl import MultiSearch, Q, Search

from ...documents import SearchDocument
from ...facets import NAMES
from ...plan import All
from ...ranking import TEXT, marks, order, weights
from ..base import CLOSED, OPEN, TIERS, Building, Engine, EngineUnavailable, Found, Indexed
from ..breaker import Breaker
from .queries import translated, weighed
from .shape import READ_SECONDS, SETTINGS, SHAPE, clients, mapping

MOST_VALUES = 1000
BULK, BULK_RETRIES = 500, 6
FAILURES = (TransportError, ApiError)


class ElasticsearchEngine(Engine):
    """Two indices on a server, each behind an alias."""

    def __init__(self, url: str) -> None:
        self.prefix, self.reader, self.writer = clients(url)
        self.breaker = Breaker()

    def alias(self, tier: str) -> str:
        return f"{self.prefix}-{tier}-{SHAPE}"

    @contextmanager
    def asking(self) -> Iterator[None]:
        with self.breaker.guarding(FAILURES):
            yield

    def is_ready(self) -> bool:
        """Asked of the two aliases alone: a question about all indices fails while any of them is being deleted."""
        with self.asking():
            return bool(self.reader.indices.exists(index=[self.alias(tier) for tier in TIERS]))

    # -- writing -------------------------------------------------------------------------------------------

    def replace(self, object_keys: Iterable[str], documents: Iterable[SearchDocument]) -> None:
        if not self.is_ready():
            raise EngineUnavailable("There is no index yet.")
        with self.asking():
            self.replaced({tier: self.alias(tier) for tier in TIERS}, list(object_keys), documents)
        self._languages = None

    def replaced(self, indices: Mapping[str, str], keys: list[str], documents: Iterable[SearchDocument]) -> None:
        """Take away before adding, and the open index first: what became narrower is nowhere before it is closed."""
        version = time.time_ns() // 1000
        rows = list(documents)
        kept = {tier: {document.key for document in rows if document.is_open == (tier == OPEN)} for tier in TIERS}
        for tier in TIERS:
            gone = [key for key in self.keys_of(indices[tier], keys) if key not in kept[tier]]
            self.send({"_op_type": "delete", "_index": indices[tier], "_id": key} | versioned(version) for key in gone)
        self.send(self.packed(document, indices[OPEN if document.is_open else CLOSED], version) for document in rows)
        self.writer.indices.refresh(index=list(indices.values()))

    def keys_of(self, index: str, object_keys: list[str]) -> list[str]:
        """The documents of these objects. There is no delete by query here: it needs a module that not all servers have."""
        self.writer.indices.refresh(index=index)
        asked = {"query": {"terms": {"object_key": object_keys}}}
        return [row["_id"] for row in scan(self.writer, index=index, query=asked, _source=False, size=1000)]

    def send(self, actions: Iterable[dict]) -> int:
        """Send in bulk, slower when the server is full. What it refuses because a newer one is there is as it should be."""
        count = 0
        sent = streaming_bulk(
            self.writer, actions, chunk_size=BULK, max_retries=BULK_RETRIES, initial_backoff=1, max_backoff=30, raise_on_error=False,
        )  # fmt: skip
        for done, result in sent:
            (verb, told), *_rest = result.items()
            if not done and told.get("status") not in (404, 409):
                raise BulkIndexError(f"{verb}: {told.get('error', {}).get('type', told.get('status'))}", [])
            count += 1
        return count

    def packed(self, document: SearchDocument, index: str, version: int) -> dict:
        source = {
            "key": document.key, "object_key": document.object_key, "audience": list(document.audience), "mark": marks(document),
            "order": order(document), "digest": document.digest, "stored": json.loads(json.dumps(document.stored, default=str)),
        } | document.words | {f"weight_{code}": one for code, one in weights(document).items()} | {f"facet_{name}": list(document.facets[name]) for name in NAMES if document.facets.get(name)}  # fmt: skip
        return {"_op_type": "index", "_index": index, "_id": document.key, "_source": source} | versioned(version)

    @contextmanager
    def building(self) -> Iterator["ElasticsearchBuilding"]:
        name = uuid4().hex[:12]
        new = {tier: f"{self.alias(tier)}-{name}" for tier in TIERS}
        with self.breaker.guarding((TransportError,)):
            try:
                for index in new.values():
                    self.writer.indices.create(index=index, mappings=mapping().to_dict(), settings=SETTINGS)
                yield ElasticsearchBuilding(self, new)
                self.writer.indices.refresh(index=list(new.values()))
                self.move_aliases(new)
            except BaseException:
                self.writer.options(ignore_status=404).indices.delete(index=list(new.values()))
                raise
            self.forget_old(new)
        self._languages = None

    def move_aliases(self, new: Mapping[str, str]) -> None:
        """Let both aliases lead to the new indices, in one step."""
        actions: list[dict] = []
        for tier, index in new.items():
            actions.append(
                {"remove": {"index": f"{self.alias(tier)}-*", "alias": self.alias(tier), "must_exist": False}}
            )
            actions.append({"add": {"index": index, "alias": self.alias(tier), "is_write_index": True}})
        self.writer.indices.update_aliases(actions=actions)

    def forget_old(self, new: Mapping[str, str]) -> None:
        """Delete the indices of ours that no alias leads to any more, those of interrupted runs and older shapes too."""
        names = self.writer.indices.get(
            index=[f"{self.prefix}-{tier}-*" for tier in TIERS], expand_wildcards="open,closed"
        )
        old = [name for name in names.body if name not in new.values()]
        if old:
            self.writer.options(ignore_status=404).indices.delete(index=old)

    # -- answering -----------------------------------------------------------------------------------------

    def find(self, tier: str, match: All, *, offset: int, count: int, weight: str = "") -> Found:
        search = Search(using=self.reader, index=self.alias(tier)).query(weighed(translated(match), weight))
        search = search.extra(track_total_hits=True, timeout=f"{READ_SECONDS}s", from_=offset, size=count)
        search = search.sort(*(["_score"] if weight else []), {"order": "desc"}, {"key": "asc"}).source(
            ["key", "order", "stored"]
        )
        with self.asking():
            found = search.execute()
        self.refuse_half(found)
        rows = ((round(hit.meta.score or 0.0, 4), hit.order, hit.key, hit.stored.to_dict()) for hit in found)
        return Found(found.hits.total.value, tuple(rows))

    def values(self, tier: str, counted: Mapping[str, All]) -> dict[str, dict[str, int]]:
        together: dict[All, list[str]] = {}
        for name, match in counted.items():
            together.setdefault(match, []).append(name)
        if not together:
            return {}
        asked = MultiSearch(using=self.reader, index=self.alias(tier))
        for match, names in together.items():
            asked = asked.add(self.counting(match, names))
        with self.asking():
            found = asked.execute()
        counts = {}
        for names, one in zip(together.values(), found, strict=True):
            self.refuse_half(one)
            counts |= {name: {row.key: row.doc_count for row in one.aggregations[name].buckets} for name in names}
        return counts

    def counting(self, match: All, names: list[str]) -> Search:
        search = Search().query(Q("bool", filter=[translated(match)]))
        search = search.extra(size=0, timeout=f"{READ_SECONDS}s", track_total_hits=False)
        for name in names:
            search.aggs.bucket(name, "terms", field=f"facet_{name}", size=MOST_VALUES, min_doc_count=1)
        return search

    def refuse_half(self, found) -> None:
        """An answer that ran out of time, or lacks a part of the index, is none."""
        if found.timed_out or found._shards.failed:
            raise EngineUnavailable("The search server could not answer in time.")

    def frequencies(self, words: Iterable[str], field: str = TEXT) -> dict[str, int]:
        words = sorted(words)
        if not words:
            return {}
        search = Search(using=self.reader, index=self.alias(OPEN)).extra(size=0, track_total_hits=False)
        search.aggs.bucket("words", "filters", filters={word: Q("term", **{field: word}) for word in words})
        with self.asking():
            found = search.execute()
        return {word: found.aggregations.words.buckets[word].doc_count for word in words}

    def size(self) -> int:
        with self.asking():
            return self.reader.count(index=self.alias(OPEN))["count"]

    def contents(self) -> dict[str, Indexed]:
        if not self.is_ready():
            return {}
        there: dict[str, Indexed] = {}
        with self.asking():
            for tier in TIERS:
                self.writer.indices.refresh(index=self.alias(tier))
                rows = scan(
                    self.writer,
                    index=self.alias(tier),
                    query={"query": {"match_all": {}}},
                    _source=["object_key", "digest"],
                    size=2000,
                )
                there |= {
                    row["_id"]: Indexed(tier, row["_source"]["object_key"], row["_source"]["digest"]) for row in rows
                }
        return there


class ElasticsearchBuilding(Building):
    """New indices that no alias leads to yet."""

    def __init__(self, engine: ElasticsearchEngine, indices: Mapping[str, str]) -> None:
        self.engine, self.indices = engine, indices

    def add(self, documents: Iterable[SearchDocument]) -> int:
        version = time.time_ns() // 1000
        return self.engine.send(
            self.engine.packed(one, self.indices[OPEN if one.is_open else CLOSED], version) for one in documents
        )

    def replace(self, object_keys: Iterable[str], documents: Iterable[SearchDocument]) -> None:
        self.engine.replaced(self.indices, list(object_keys), documents)


def versioned(version: int) -> dict:
    return {"version": version, "version_type": "external_gte"}
