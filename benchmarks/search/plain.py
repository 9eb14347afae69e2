"""Plain BM25, the line to beat: tantivy as it comes, title and text in one field, any of the words."""

from collections.abc import Iterable

import tantivy

from .collection import Entry

STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
HEAP = 60_000_000


class PlainIndex:
    """BM25 with tantivy's k1 = 1.2 and b = 0.75 over words in lower case, cut to stems or not."""

    def __init__(self, language: str, *, stemmed: bool) -> None:
        builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        if stemmed and language in STEMMERS:
            builder = builder.filter(tantivy.Filter.stemmer(STEMMERS[language]))
        self.analyser = builder.build()
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        schema.add_text_field("text", tokenizer_name="plain", index_option="freq")
        self.schema = schema.build()
        self.index = tantivy.Index(self.schema)
        self.index.register_tokenizer("plain", self.analyser)

    def rebuild(self, documents: Iterable[Entry]) -> None:
        writer = self.index.writer(HEAP, 1)
        for entry in documents:
            writer.add_document(tantivy.Document(id=entry.id, text=f"{entry.title} {entry.text}"))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def best(self, text: str, count: int) -> list[str]:
        """The ids of the best documents for a text."""
        parts = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self.schema, "text", word, "freq"))
            for word in self.analyser.analyze(text)
        ]
        searcher = self.index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(parts), limit=count).hits if parts else []
        return [searcher.doc(address)["id"][0] for _score, address in hits]
