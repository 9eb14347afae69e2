"""The strict mapping of the indices, and where the server is."""

import hashlib
import json
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from elasticsearch import Elasticsearch
from elasticsearch_dsl import Float, Keyword, Long, Object, Text
from elasticsearch_dsl import Mapping as Shape

from ...facets import NAMES
from ...ranking import CLAIM, LANGUAGES, SPELLED, TEXT, TITLE

FORMAT = "3"  # raise it whenever what is written changes without the mapping changing
READ_SECONDS, WRITE_SECONDS = 2, 60
FIELDS = (TEXT, TITLE, CLAIM, SPELLED)
KEYWORDS = ("key", "object_key", "audience", "mark", *(f"facet_{name}" for name in NAMES))
SETTINGS = {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": "1s"}}


def mapping() -> Shape:
    """The strict mapping: what is not named here is refused."""
    shape = Shape()
    shape.meta("dynamic", "strict")
    for name in KEYWORDS:
        shape.field(name, Keyword())
    for name in FIELDS:
        shape.field(name, Text(analyzer="whitespace"))
    shape.field("order", Long())
    for code in LANGUAGES:
        shape.field(f"weight_{code}", Float(index=False))
    shape.field("digest", Keyword(index=False))
    shape.field("stored", Object(enabled=False))
    return shape


SHAPE = hashlib.sha256(json.dumps([FORMAT, mapping().to_dict()], sort_keys=True).encode()).hexdigest()[:8]


def clients(url: str) -> tuple[str, Elasticsearch, Elasticsearch]:
    """The prefix of the indices, and a client for reading and one for writing.

    `https://user:password@host:9200/prefix?ca=/path/to/ca.pem`; plain http only to this machine.
    """
    parts = urlsplit(url)
    prefix = parts.path.strip("/")
    if not parts.hostname or not prefix or not prefix.replace("-", "").isalnum() or prefix != prefix.lower():
        raise ImproperlyConfigured(
            "SEARCH_URL must look like https://user:password@host:9200/prefix, the prefix in small letters."
        )
    if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ImproperlyConfigured(
            "SEARCH_URL may be http only on this machine; use https, which also checks who answers."
        )
    options: dict = {"retry_on_timeout": False, "max_retries": 0}
    if parts.username:
        options["basic_auth"] = (unquote(parts.username), unquote(parts.password or ""))
    authority = parse_qs(parts.query).get("ca")
    if authority:
        options["ca_certs"] = authority[0]
    host = f"{parts.scheme}://{'[::1]' if parts.hostname == '::1' else parts.hostname}:{parts.port or 9200}"
    return (
        prefix,
        Elasticsearch(host, request_timeout=READ_SECONDS, **options),
        Elasticsearch(host, request_timeout=WRITE_SECONDS, **options),
    )
