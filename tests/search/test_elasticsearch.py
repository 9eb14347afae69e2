"""Elasticsearch, held to the same contract on a real server, and what is its own."""

import os
import socket
import time
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from elasticsearch import AuthorizationException, BadRequestError

from search.engines import EngineUnavailable
from search.engines.breaker import FAILURES, Breaker
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.shape import READ_SECONDS
from search.indexing import apply_changes
from search.query import SearchQuery

from ..elasticsearch import address
from ..work import work_off
from .contract import EngineContract
from .documents import document, keys, put

there = pytest.mark.skipif(
    not address() and os.environ.get("CI") != "true", reason="no Elasticsearch answers; `make services` starts one"
)


def url(prefix: str, **changes) -> str:
    """The server's address with another prefix, user or port."""
    found = address()
    assert found, "With CI=true a missing Elasticsearch is a failure: run `make services` first."
    found = found.rpartition("/")[0] + f"/{prefix}"
    for old, new in changes.values():
        found = found.replace(old, new)
    return found


@pytest.fixture
def engine():
    """An engine with indices of its own, gone after the test."""
    made = ElasticsearchEngine(url(f"causeway-test-{uuid4().hex[:8]}"))
    made.rebuild([])
    yield made
    names = list(made.writer.indices.get(index=f"{made.prefix}-*").body)
    made.writer.indices.delete(index=names)
    made.reader.close()
    made.writer.close()


@there
class TestElasticsearchEngine(EngineContract):
    pass


@there
@pytest.mark.django_db
class TestOnTheServer:
    def test_a_missing_index_gives_a_limited_answer_and_takes_no_writing(self):
        engine = ElasticsearchEngine(url(f"causeway-test-{uuid4().hex[:8]}"))
        assert engine.search(SearchQuery("x")).limited
        with pytest.raises(EngineUnavailable):
            put(engine, [document("a")])
        assert engine.contents() == {}

    def test_a_field_that_nobody_named_is_refused(self, engine):
        with pytest.raises(BadRequestError):
            engine.writer.index(index=engine.alias("open"), id="x", document={"surprise": "value"})

    def test_the_site_s_account_reaches_no_other_index(self, engine):
        with pytest.raises(AuthorizationException):
            engine.writer.indices.create(index="somebody-else")

    def test_a_wrong_password_is_an_unavailable_index_and_no_error_page(self, engine):
        stranger = ElasticsearchEngine(url(engine.prefix).replace("causeway:", "causeway:wrong", 1))
        with pytest.raises(EngineUnavailable):
            stranger.search(SearchQuery("x"))

    def test_an_older_reading_that_arrives_late_does_not_replace_a_newer_one(self, engine):
        put(engine, [document("a", "newer")])
        engine.send([engine.packed(document("a", "older"), engine.alias("open"), version=1)])
        engine.writer.indices.refresh(index=engine.alias("open"))
        assert keys(engine.search(SearchQuery("newer"))) == ["a"]
        assert keys(engine.search(SearchQuery("older"))) == []

    def test_only_the_indices_that_answer_are_kept(self, engine):
        engine.writer.indices.create(index=f"{engine.prefix}-open-interrupted")
        engine.rebuild([document("a")])
        names = engine.writer.indices.get(index=f"{engine.prefix}-*").body
        assert len(names) == 2
        assert keys(engine.search(SearchQuery())) == ["a"]

    def test_both_engines_give_the_same_answers_scores_and_counts(self, engine, tmp_path):
        from search.engines.embedded import EmbeddedEngine

        other = EmbeddedEngine(str(tmp_path))
        documents = [
            document(f"d{n}", f"{'Mentoring' if n % 3 else 'Schools'} {n}", claim="for families" * (n % 4), texts={"Text": "youth work " * (n % 7)}, vetted=n % 5 == 0, facets={"theme": (f"t{n % 6}",)}, audience=("staff",) if n % 4 == 0 else ("public",))
            for n in range(60)
        ]  # fmt: skip
        engine.rebuild(documents)
        other.rebuild(documents)
        for text in ("mentoring", "youth work", "mentoring families", "schools -families", '"youth work"', "", "schol"):
            for viewer in (frozenset({"public"}), frozenset({"public", "staff"})):
                asked = SearchQuery(text, viewer=viewer)
                mine, theirs = engine.search(asked), other.search(asked)
                assert (mine.total, mine.whole, mine.counts) == (theirs.total, theirs.whole, theirs.counts)
                assert keys(mine) == keys(theirs)
                assert [hit.score for hit in mine.hits] == pytest.approx([hit.score for hit in theirs.hits], abs=0.01)


@there
def test_rel_03_04_an_outage_costs_no_save_and_no_page_and_is_made_good(
    engine, settings, client, make_resource, make_page
):
    """The server goes (nobody listens on its port), things are saved, searched and taken back, and it comes again."""
    away = "http://causeway:x@127.0.0.1:9/" + engine.prefix
    settings.SEARCH_URL = url(engine.prefix)
    kept, gone = make_resource("Mentoring kept"), make_resource("Mentoring gone")
    work_off()
    call_command("reindex", verbosity=0)
    assert client.get("/search/?q=mentoring").context["results"].total == 2

    settings.SEARCH_URL = away
    kept.title = "Mentoring changed"
    kept.save()
    gone.delete()
    work_off()
    answer = client.get("/search/?q=mentoring")
    assert (answer.status_code, answer.context["results"].limited) == (200, True)
    assert "Search is being prepared" in answer.content.decode()
    for path in (
        "/",
        "/resources/",
        "/search/results.csv?q=x",
        "/search/results.atom?q=x",
        "/search/suggestions/?q=me",
        "/api/v1/search/?q=x",
    ):
        assert client.get(path).status_code == 200
    with pytest.raises(CommandError, match="could not be asked"):
        call_command("check_index")

    settings.SEARCH_URL = url(engine.prefix)
    assert [hit["title"] for hit in client.get("/search/?q=mentoring").context["results"].hits] == ["Mentoring kept"]
    apply_changes.call()
    assert [hit["title"] for hit in client.get("/search/?q=mentoring").context["results"].hits] == ["Mentoring changed"]
    call_command("check_index")


@pytest.mark.django_db
def test_a_server_that_does_not_answer_costs_two_seconds_and_after_three_times_nothing():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        engine = ElasticsearchEngine(f"http://127.0.0.1:{silent.getsockname()[1]}/causeway")
        spent = []
        for _try in range(FAILURES + 1):
            begun = time.monotonic()
            with pytest.raises(EngineUnavailable):
                engine.search(SearchQuery("x"))
            spent.append(time.monotonic() - begun)
    assert all(READ_SECONDS * 0.9 < seconds < READ_SECONDS * 2 for seconds in spent[:FAILURES])
    assert spent[-1] < READ_SECONDS / 4


def test_the_breaker_lets_one_call_look_after_a_while(time_machine_clock):
    breaker = Breaker()
    for _try in range(FAILURES):
        with pytest.raises(EngineUnavailable), breaker.guarding((OSError,)):
            raise OSError
    assert breaker.is_open
    time_machine_clock(60)
    assert not breaker.is_open
    with breaker.guarding((OSError,)):
        pass
    assert breaker.failures == 0


def test_an_error_of_ours_does_not_open_the_breaker():
    breaker = Breaker()
    for _try in range(FAILURES + 1):
        with pytest.raises(ValueError), breaker.guarding((OSError,)):
            raise ValueError
    assert not breaker.is_open


@pytest.fixture
def time_machine_clock(monkeypatch):
    """Lets the clock of the breaker go on by so many seconds."""

    def forward(seconds: float) -> None:
        real = time.monotonic
        monkeypatch.setattr("search.engines.breaker.monotonic", lambda: real() + seconds)

    return forward


@pytest.mark.parametrize(
    "wrong",
    [
        "https:///causeway",
        "https://host:9200",
        "https://host:9200/Causeway",
        "https://host:9200/a*",
        "http://search.example:9200/causeway",
    ],
)
def test_a_wrong_address_is_told_in_a_sentence(wrong):
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL"):
        ElasticsearchEngine(wrong)
