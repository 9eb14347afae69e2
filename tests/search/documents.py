"""Documents for engines."""

from collections.abc import Iterable

from search.documents import SearchDocument
from search.query import Answer


def document(key: str, title: str = "Nothing in particular", **fields) -> SearchDocument:
    """A public English practice that stands for itself, unless something else is said."""
    values = {"object_key": key, "kind": "practice", "url": f"/{key}/", "language": "en"} | fields
    return SearchDocument(key=key, title=title, **values)


def put(engine, documents: Iterable[SearchDocument]) -> None:
    """Documents into the index, each taking the place of its object's."""
    documents = list(documents)
    engine.replace({one.object_key for one in documents}, documents)


def keys(answer: Answer) -> list[str]:
    return [hit.key for hit in answer.hits]
