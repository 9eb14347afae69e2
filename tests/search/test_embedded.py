"""The embedded engine, held to the contract, and what is its own."""

import shutil

import pytest

from search.engines.base import EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.query import SearchQuery

from .contract import EngineContract
from .documents import document, keys, put


@pytest.fixture
def engine(tmp_path):
    made = EmbeddedEngine(str(tmp_path))
    made.rebuild([])
    return made


class TestEmbeddedEngine(EngineContract):
    pass


@pytest.mark.django_db
def test_a_missing_index_gives_a_limited_answer_and_takes_no_writing(tmp_path):
    engine = EmbeddedEngine(str(tmp_path))
    assert engine.search(SearchQuery("x")).limited
    with pytest.raises(EngineUnavailable):
        put(engine, [document("a")])
    assert engine.contents() == {}
    engine.rebuild([document("a")])
    assert not engine.search(SearchQuery()).limited


@pytest.mark.django_db
@pytest.mark.parametrize("tier", ["open", "closed"])
def test_a_damaged_index_gives_a_limited_answer_until_it_is_rebuilt(tmp_path, tier):
    EmbeddedEngine(str(tmp_path)).rebuild([document("a")])
    engine = EmbeddedEngine(str(tmp_path))
    (engine.folder / engine.generation() / tier / "meta.json").write_text("{ no")
    assert engine.search(SearchQuery()).limited
    engine.rebuild([document("a")])
    assert keys(engine.search(SearchQuery())) == ["a"]


@pytest.mark.django_db
def test_a_folder_that_went_away_gives_a_limited_answer(tmp_path, engine):
    put(engine, [document("a")])
    shutil.rmtree(engine.folder)
    assert engine.search(SearchQuery()).limited


@pytest.mark.django_db
def test_another_process_sees_what_was_written_and_rebuilt(tmp_path, engine):
    other = EmbeddedEngine(str(tmp_path))
    assert other.search(SearchQuery()).total == 0
    put(engine, [document("a")])
    assert keys(other.search(SearchQuery())) == ["a"]
    engine.rebuild([document("b")])
    assert keys(other.search(SearchQuery())) == ["b"]


@pytest.mark.django_db
def test_only_the_current_generation_keeps_its_folder(engine):
    engine.rebuild([document("a")])
    engine.rebuild([document("a")])
    assert [path.name for path in engine.folder.iterdir() if path.is_dir()] == [engine.generation()]


@pytest.mark.django_db
def test_of_two_runs_that_make_an_index_at_once_one_is_told_to_wait(tmp_path, engine):
    other = EmbeddedEngine(str(tmp_path))
    with engine.building() as new:
        with pytest.raises(EngineUnavailable, match="just now"):
            other.rebuild([document("b")])
        new.add([document("a")])
    assert keys(other.search(SearchQuery())) == ["a"]


@pytest.mark.django_db
def test_what_an_interrupted_run_left_behind_goes_with_the_next(engine):
    (engine.folder / "0123456789ab" / "open").mkdir(parents=True)
    engine.rebuild([document("a")])
    assert [path.name for path in engine.folder.iterdir() if path.is_dir()] == [engine.generation()]
