"""The real Elasticsearch of the suite: `make services` starts one; ELASTICSEARCH_URL names another."""

import os
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from elastic_transport import TransportError
from elasticsearch import Elasticsearch

FILE = Path(__file__).resolve().parent.parent / "services" / "elasticsearch.url"


@cache
def address() -> str:
    """Its address if it answers, or ""."""
    url = os.environ.get("ELASTICSEARCH_URL") or (FILE.read_text().strip() if FILE.exists() else "")
    if not url:
        return ""
    parts = urlsplit(url)
    client = Elasticsearch(
        f"{parts.scheme}://{parts.hostname}:{parts.port}",
        basic_auth=(parts.username or "", parts.password or ""),
        request_timeout=3,
        max_retries=0,
    )
    try:
        client.count(index=f"{parts.path.strip('/')}*")
    except TransportError:
        return ""
    finally:
        client.close()
    return url


if __name__ == "__main__":
    raise SystemExit(0 if address() else 1)
