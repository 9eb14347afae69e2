"""Raw tantivy doing the work of the site's embedded engine: the least that such an answer costs.

It finds what the site's engine finds: entries with every word; where fewer than twenty have them all, entries with some
of them. It orders by the text, the title and the claim, and counts four facets. What the site adds on top (other languages'
stems, the vocabulary, slips of the hand, words side by side, stated factors, audiences, ties in a fixed order) it does not.
`RawIndex` is given the same words, cut to stems beforehand, and cuts snippets the way the site does. `NativeIndex` leaves
stems and snippets to tantivy itself, as somebody would who uses it straight from its documentation.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import tantivy

from search.analysis import indexed, stem
from search.snippets import snippet

from .corpus import FACETS, is_public

Must, Should = tantivy.Occur.Must, tantivy.Occur.Should
Query = tantivy.Query
FIELDS = ("text", "title", "claim")
BONUS = {"title": 0.8, "claim": 0.3}
TOP = ENOUGH = 20
HEAP = 50_000_000


class RawIndex:
    """Text, title and claim as stems, four facets, and the entry itself for showing it; public entries only."""

    tokenizer = "whitespace"
    stored_texts = False

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        for name in FIELDS:
            builder.add_text_field(name, stored=self.stored_texts, tokenizer_name=self.tokenizer)
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_bytes_field("entry", stored=True, indexed=False)
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema, path=str(folder))
        self.asked = {name: {"terms": {"field": name, "size": 1000}} for name in FACETS}

    def rebuild(self, rows: Iterable[dict]) -> int:
        writer, count = self.index.writer(HEAP, 1), 0
        for row in rows:
            if is_public(row):
                writer.add_document(self.packed(row))
                count += 1
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        return count

    def packed(self, row: dict) -> tantivy.Document:
        packed = tantivy.Document()
        for name in FACETS:
            for value in row["facets"][name]:
                packed.add_text(name, value)
        for name, text in self.texts(row).items():
            packed.add_text(name, text)
        packed.add_bytes("entry", json.dumps(row).encode())
        return packed

    def texts(self, row: dict) -> dict[str, str]:
        title, claim, body = (indexed(text, row["language"]) for text in parts(row))
        return {"text": f"{title} {claim} {body}", "title": title, "claim": claim}

    def prepared(self, text: str) -> list[str]:
        """A search as the words that stand in the index; done once, outside what is timed."""
        return [stem(word, "en") for word in text.split()]

    def query(self, words: list[str], occur) -> tantivy.Query:
        wanted = Query.boolean_query([(occur, self.word("text", word)) for word in words])
        bonus = [
            (Should, Query.boost_query(self.word(name, word), weight))
            for name, weight in BONUS.items()
            for word in words
        ]
        return Query.boolean_query([(Must, wanted), *bonus])

    def word(self, name: str, word: str) -> tantivy.Query:
        return Query.term_query(self.schema, name, word)

    def search(self, words: list[str], *, snippets: bool = True) -> tuple[int, list, dict]:
        """How many match, the best twenty with their snippets, and the counts of four facets."""
        searcher = self.index.searcher()
        query = self.query(words, Must)
        found = searcher.search(query, limit=TOP, count=True)
        if found.count < ENOUGH and len(words) > 1:
            query = self.query(words, Should)
            found = searcher.search(query, limit=TOP, count=True)
        counts = searcher.aggregate(query, self.asked)
        documents = [searcher.doc(address) for _score, address in found.hits]
        entries = [json.loads(bytes(document["entry"][0])) for document in documents]
        cut = self.snippets(searcher, query, words, documents, entries) if snippets else []
        return found.count, [entries, cut], counts

    def snippets(self, searcher, query, words: list[str], documents: list, entries: list[dict]) -> list:
        sought = frozenset(words)
        return [snippet({"Summary": row["claim"]} | row["texts"], row["language"], sought) for row in entries]


class NativeIndex(RawIndex):
    """The same with tantivy's own English analysis and its own snippets."""

    tokenizer = "en_stem"
    stored_texts = True

    def texts(self, row: dict) -> dict[str, str]:
        title, claim, body = parts(row)
        return {"text": f"{title} {claim} {body}", "title": title, "claim": claim}

    def prepared(self, text: str) -> list[str]:
        analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        return analyser.filter(tantivy.Filter.stemmer("english")).build().analyze(text)

    def snippets(self, searcher, query, words: list[str], documents: list, entries: list[dict]) -> list:
        cutter = tantivy.SnippetGenerator.create(searcher, query, self.schema, "text")
        return [cutter.snippet_from_doc(document).to_html() for document in documents]


def parts(row: dict) -> tuple[str, str, str]:
    return row["title"], row["claim"], row["texts"]["Summary"]
