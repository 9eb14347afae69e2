"""For any question, the answer to a reader who may not see a document is the same with it there and without it."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.query import SearchQuery

from .documents import document
from .test_elasticsearch import there, url

WORDS = (
    "mentor",
    "mentors",
    "school",
    "schools",
    "family",
    "families",
    "trauma",
    "housing",
    "zanzibarry",
    "écoles",
    "youth",
    "work",
)
KEYS = ("public", "members", "space:1", "person:2")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
audiences = st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True).map(tuple)
viewers = st.lists(st.sampled_from(KEYS[1:]), max_size=2, unique=True).map(lambda keys: frozenset({"public", *keys}))
questions = st.one_of(
    texts,
    texts.map(lambda text: f'"{text}"'),
    st.tuples(texts, st.sampled_from(WORDS)).map(lambda pair: f"{pair[0]} -{pair[1]}"),
    st.sampled_from(["", "zanzibary", "mentr", "schol houzing"]),
)
filters = st.one_of(st.just({}), st.sampled_from(["t1", "t2"]).map(lambda value: {"theme": (value,)}))


@st.composite
def networks(draw) -> list:
    size = draw(st.integers(min_value=1, max_value=9))
    return [
        document(
            f"d{number}", draw(texts), claim=draw(texts), texts={"Text": draw(texts)}, language=draw(st.sampled_from(["en", "fr", "de"])),
            vetted=draw(st.booleans()), facets={"theme": (draw(st.sampled_from(["t1", "t2"])),), "language": ("en",)}, audience=draw(audiences),
        )
        for number in range(size)
    ]  # fmt: skip


def answers(engine, documents: list, asked: SearchQuery, typed: str) -> tuple:
    """All that a reader can learn: the answer with its scores, a better spelling, and suggestions."""
    engine.rebuild(documents)
    return engine.search(asked), engine.correction(asked), engine.suggest(typed)


def is_silent(engine, documents: list, asked: SearchQuery, typed: str) -> None:
    allowed = [one for one in documents if set(one.audience) & asked.viewer]
    assert answers(engine, documents, asked, typed) == answers(engine, allowed, asked, typed)


questioned = given(
    documents=networks(),
    asked=st.builds(SearchQuery, text=questions, viewer=viewers, filters=filters, page=st.integers(1, 2), per_page=st.sampled_from([2, 20])),
    typed=st.sampled_from(["men", "zan", "sch", "famly"]),
)  # fmt: skip
relaxed = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


@pytest.mark.django_db
@settings(max_examples=150, **relaxed)
@questioned
def test_the_embedded_engine_tells_nothing_of_what_a_reader_may_not_see(tmp_path, documents, asked, typed):
    is_silent(EmbeddedEngine(str(tmp_path)), documents, asked, typed)


@pytest.fixture
def server():
    made = ElasticsearchEngine(url(f"causeway-test-{uuid4().hex[:8]}"))
    yield made
    made.writer.options(ignore_status=404).indices.delete(
        index=list(made.writer.indices.get(index=f"{made.prefix}-*").body)
    )


@there
@pytest.mark.django_db
@settings(max_examples=25, **relaxed)
@questioned
def test_elasticsearch_tells_nothing_of_what_a_reader_may_not_see(server, documents, asked, typed):
    is_silent(server, documents, asked, typed)


@pytest.mark.django_db
def test_the_test_would_hear_a_hidden_document(tmp_path):
    engine = EmbeddedEngine(str(tmp_path))
    hidden = document("h", "zanzibarry", audience=("members",))
    asked = SearchQuery("zanzibarry", viewer=frozenset({"public", "members"}))
    assert answers(engine, [hidden], asked, "zan") != answers(engine, [], asked, "zan")
