from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .base import Engine, EngineUnavailable

__all__ = ["Engine", "EngineUnavailable", "get_engine"]


@lru_cache(maxsize=8)
def _engine(url: str) -> Engine:
    scheme, _mark, rest = url.partition("://")
    if scheme == "tantivy" and rest:
        from .embedded import EmbeddedEngine

        return EmbeddedEngine(rest)
    if scheme in ("http", "https"):
        from .elasticsearch import ElasticsearchEngine

        return ElasticsearchEngine(url)
    raise ImproperlyConfigured("SEARCH_URL must look like tantivy:///folder or https://user:password@host:9200/prefix.")


def get_engine() -> Engine:
    """The engine that SEARCH_URL names."""
    return _engine(settings.SEARCH_URL)
