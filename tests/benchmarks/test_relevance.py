"""What the benchmark of relevance counts, and where it writes."""

import pytest

from benchmarks.search import relevance
from benchmarks.search.collection import Entry
from benchmarks.search.place import set_apart
from benchmarks.search.plain import PlainIndex

ENTRIES = [Entry("a", "Mentors", "Mentoring pupils at school"), Entry("b", "Buses", "Night buses and a school")]


def test_plain_bm25_finds_by_any_word_and_by_stem_only_if_asked_to():
    stemmed, whole = PlainIndex("en", stemmed=True), PlainIndex("en", stemmed=False)
    stemmed.rebuild(ENTRIES)
    whole.rebuild(ENTRIES)
    assert stemmed.best("mentored pupil", 10) == ["a"]
    assert whole.best("mentored pupil", 10) == []
    assert whole.best("SCHOOL buses", 10) == ["b", "a"]
    assert whole.best("…", 10) == []


def test_measures_follow_the_order_of_the_engine_and_topics_without_a_hit_score_nothing():
    pytest.importorskip("pytrec_eval")
    rows = relevance.judged({"1": ["x", "a"], "2": []}, {"1": {"a": 1}, "2": {"b": 1}})
    assert rows["1"]["map"] == pytest.approx(0.5)
    assert rows["1"]["recall_100"] == 1.0
    assert rows["2"] == {"ndcg_cut_10": 0.0, "map": 0.0, "recall_100": 0.0}
    assert relevance.average(rows)["map"] == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("url", "apart"),
    [
        ("http://u:p@127.0.0.1:9200/causeway", "http://u:p@127.0.0.1:9200/causeway-bench"),
        ("http://127.0.0.1:9200/", "http://127.0.0.1:9200/causeway-bench"),
        ("http://127.0.0.1:9200/my-bench", "http://127.0.0.1:9200/my-bench"),
    ],
)
def test_a_benchmark_never_writes_to_the_indices_of_a_site(url, apart):
    assert set_apart(url) == apart
