"""How times are taken and compared."""

import json

import pytest

from benchmarks.search import corpus, speed
from benchmarks.search.raw import NativeIndex, RawIndex
from benchmarks.search.timing import Times, in_turn


def test_the_95th_percentile_is_the_time_within_which_95_of_100_searches_are_answered():
    times = Times(tuple(float(n) for n in range(100, 0, -1)))
    assert (times.p50, times.p95) == (50.0, 95.0)
    assert Times((7.0,)).p95 == 7.0


def test_every_engine_is_asked_every_search_equally_often():
    asked = {"a": [], "b": []}
    found = in_turn({name: calls.append for name, calls in asked.items()}, 4, rounds=2)
    assert sorted(asked["a"]) == sorted(asked["b"]) == sorted([0, 1, 2, 3] * 3)
    assert len(found["a"].values) == 4


@pytest.mark.parametrize("kind", [RawIndex, NativeIndex])
def test_raw_tantivy_finds_public_entries_counts_facets_and_cuts_snippets(kind, tmp_path):
    corpus.write(tmp_path / "entries.jsonl", 200)
    raw = kind(tmp_path / "index")
    public = raw.rebuild(corpus.rows(tmp_path / "entries.jsonl"))
    assert public == sum(map(corpus.is_public, corpus.rows(tmp_path / "entries.jsonl")))
    total, (entries, cut), counts = raw.search(raw.prepared("families"))
    assert 20 <= total < public
    assert len(entries) == len(cut) == 20
    assert any(cut)
    assert sum(row["doc_count"] for row in counts["type"]["buckets"]) == total
    assert raw.search(raw.prepared("families"), snippets=False)[1][1] == []


def test_where_few_entries_hold_every_word_those_with_some_follow_as_on_the_site(tmp_path):
    corpus.write(tmp_path / "entries.jsonl", 200)
    raw = RawIndex(tmp_path / "index")
    raw.rebuild(corpus.rows(tmp_path / "entries.jsonl"))
    total, (entries, _cut), _counts = raw.search(raw.prepared("families neverwritten"))
    assert total == raw.search(raw.prepared("families"))[0]
    assert entries


def test_a_database_that_takes_too_long_is_said_to_have_come_so_far(monkeypatch, tmp_path, capsys):
    told = [{"documents": 10, "seconds": 1.0}, {"ms": 30.0}]
    monkeypatch.setattr(speed, "lines", lambda module, entries, url, budget: iter(told[: 2 if url else 0]))
    monkeypatch.setattr(speed, "fresh_database", lambda address, name: f"{address}/{name}")
    speed.databases(tmp_path, {"on SQLite": "", "on PostgreSQL": "pg"}, Times((2.0, 3.0)), 5)
    out = capsys.readouterr().out
    assert "on SQLite                 not finished: indexing took longer than 5 s" in out
    assert "15.0" in out
    assert "1 of 300 searches" in out


def test_a_machine_without_postgresql_says_so(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(speed, "lines", lambda *arguments: iter([{"documents": 10, "seconds": 1.0}]))
    speed.databases(tmp_path, {"on SQLite": "", "on PostgreSQL": None}, Times((2.0,)), 5)
    out = capsys.readouterr().out
    assert "not run: there is no PostgreSQL on this machine" in out
    assert "no search answered within 5 s" in out


def test_what_a_stopped_part_has_told_is_kept(monkeypatch, tmp_path):
    script = f"import time; print({json.dumps(json.dumps({'ms': 1}))}, flush=True); print('half', end='', flush=True); time.sleep(60)"
    monkeypatch.setattr(speed, "command", lambda *arguments: [speed.sys.executable, "-c", script])
    assert list(speed.lines("database", tmp_path, "", 2)) == [{"ms": 1}]


def test_a_part_that_fails_is_not_taken_for_one_that_was_slow(monkeypatch, tmp_path):
    monkeypatch.setattr(speed, "command", lambda *arguments: [speed.sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(speed.subprocess.CalledProcessError):
        list(speed.lines("database", tmp_path, "", 20))
