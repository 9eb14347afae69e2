"""What every engine does. `tests/search/contract.py` holds each of them to it."""

from collections.abc import Iterable
from typing import Protocol

from ..documents import SearchDocument
from ..query import Answer, SearchQuery


class SearchEngine(Protocol):
    """Keeps documents and answers questions; never shows a document to a reader who has none of its audience's keys."""

    def index(self, documents: Iterable[SearchDocument]) -> None:
        """Add documents; one with the key of an earlier one takes its place."""

    def replace(self, object_keys: Iterable[str], documents: Iterable[SearchDocument]) -> None:
        """Take out everything that stands and falls with the objects, and add the documents, in one step."""

    def search(self, query: SearchQuery) -> Answer:
        """Answer a question. Hits, total and counts are of the same documents, all inside the reader's audience.

        Values of one facet are alternatives, facets narrow each other, and a facet's counts ignore its own choice.
        The order is by score, then by key.
        """

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Make the index anew while the old one goes on answering; return the number of documents."""

    def is_ready(self) -> bool:
        """True if there is an index that can be read."""

    def contents(self) -> dict[str, str]:
        """Every document's key with its digest, for comparing with the database."""


class EngineUnavailable(Exception):
    """The engine cannot answer or cannot write now; what is to be written stays in the queue."""
