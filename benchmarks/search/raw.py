"""Raw tantivy doing the work of the site's embedded engine: the least that such an answer costs.

`RawIndex` is given the same words, cut to stems beforehand, and cuts snippets the way the site does. `NativeIndex` leaves
stems and snippets to tantivy itself, as somebody would who uses it straight from its documentation.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import tantivy

from search.analysis import Term, indexed, stem
from search.snippets import snippet

from .corpus import FACETS, is_public

Must, Should = tantivy.Occur.Must, tantivy.Occur.Should
WEIGHTS = {"title": 4.0, "claim": 2.0, "body": 1.0}
TOP = 20
HEAP = 60_000_000


class RawIndex:
    """Title, claim and body as stems, four facets, and the entry itself for showing it; public entries only."""

    tokenizer = "whitespace"
    stored_texts = False

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        for name in WEIGHTS:
            builder.add_text_field(name, stored=self.stored_texts, tokenizer_name=self.tokenizer)
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("entry", stored=True, tokenizer_name="raw", index_option="basic")
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema, path=str(folder))
        self.asked = {name: {"terms": {"field": name, "size": 1000}} for name in FACETS}

    def rebuild(self, rows: Iterable[dict]) -> int:
        writer, count = self.index.writer(HEAP, 1), 0
        for row in rows:
            if is_public(row):
                values = {name: row["facets"][name] for name in FACETS} | self.texts(row)
                values["entry"] = [json.dumps(row)]
                writer.add_document(tantivy.Document.from_dict(values, self.schema))
                count += 1
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        return count

    def texts(self, row: dict) -> dict[str, list[str]]:
        parts = {"title": row["title"], "claim": row["claim"], "body": row["texts"]["Summary"]}
        return {name: [indexed(text, row["language"])] for name, text in parts.items()}

    def prepared(self, text: str) -> list[str]:
        """A search as the words that stand in the index; done once, outside what is timed."""
        return [stem(word, "en") for word in text.split()]

    def query(self, words: list[str]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(Must, self.of_word(word)) for word in words])

    def of_word(self, word: str) -> tantivy.Query:
        fields = [
            tantivy.Query.boost_query(tantivy.Query.term_query(self.schema, name, word), weight)
            for name, weight in WEIGHTS.items()
        ]
        return tantivy.Query.disjunction_max_query(fields, 0.3)

    def search(self, words: list[str], *, snippets: bool = True) -> tuple[int, list, dict]:
        """How many match, the best twenty with their snippets, and the counts of four facets."""
        searcher, query = self.index.searcher(), self.query(words)
        found = searcher.search(query, limit=TOP, count=True)
        counts = searcher.aggregate(query, self.asked)
        entries = [json.loads(searcher.doc(address)["entry"][0]) for _score, address in found.hits]
        cut = self.snippets(searcher, query, words, found.hits, entries) if snippets else []
        return found.count, [entries, cut], counts

    def snippets(self, searcher, query, words: list[str], hits: list, entries: list[dict]) -> list:
        terms = [Term((frozenset([word]),)) for word in words]
        return [snippet({"Summary": row["claim"]} | row["texts"], row["language"], terms) for row in entries]


class NativeIndex(RawIndex):
    """The same with tantivy's own English analysis and its own snippets."""

    tokenizer = "en_stem"
    stored_texts = True

    def texts(self, row: dict) -> dict[str, list[str]]:
        return {"title": [row["title"]], "claim": [row["claim"]], "body": [row["texts"]["Summary"]]}

    def prepared(self, text: str) -> list[str]:
        analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        return analyser.filter(tantivy.Filter.stemmer("english")).build().analyze(text)

    def snippets(self, searcher, query, words: list[str], hits: list, entries: list[dict]) -> list:
        cutters = [tantivy.SnippetGenerator.create(searcher, query, self.schema, name) for name in ("claim", "body")]
        documents = [searcher.doc(address) for _score, address in hits]
        return [cutter.snippet_from_doc(document).to_html() for document in documents for cutter in cutters]
