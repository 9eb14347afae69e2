"""The fields of the embedded index."""

import hashlib

import tantivy

from ...facets import NAMES
from ...ranking import CLAIM, LANGUAGES, SPELLED, TEXT, TITLE

RAW = ("key", "object_key", "audience", "mark")
FIELDS = (TEXT, TITLE, CLAIM, SPELLED)
FORMAT = "9"  # raise it whenever what is written changes without the schema changing


def make_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in RAW:
        builder.add_text_field(name, stored=name in ("key", "object_key"), tokenizer_name="raw", index_option="basic")
    for name in NAMES:
        builder.add_text_field(f"facet_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace")
    builder.add_unsigned_field("order", fast=True)
    for code in LANGUAGES:
        builder.add_float_field(f"weight_{code}", fast=True)
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("stored", stored=True, indexed=False)
    return builder.build()


SCHEMA = make_schema()
SCHEMA_NAME = hashlib.sha256(f"{FORMAT}|{RAW}|{NAMES}|{FIELDS}|{LANGUAGES}".encode()).hexdigest()[:12]
