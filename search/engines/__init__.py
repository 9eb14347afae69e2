from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .base import EngineUnavailable, SearchEngine

__all__ = ["EngineUnavailable", "SearchEngine", "get_engine"]


@lru_cache(maxsize=8)
def _engine(url: str) -> SearchEngine:
    scheme, _mark, rest = url.partition("://")
    if scheme == "tantivy" and rest:
        from .embedded import EmbeddedEngine

        return EmbeddedEngine(rest)
    raise ImproperlyConfigured("SEARCH_URL must look like tantivy:///folder.")


def get_engine() -> SearchEngine:
    """The engine that SEARCH_URL names."""
    return _engine(settings.SEARCH_URL)
