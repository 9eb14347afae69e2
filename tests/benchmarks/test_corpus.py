"""The made-up network that search is measured on: the same every time, and shaped like a real one."""

import pytest

from benchmarks.search import corpus


@pytest.fixture(scope="module")
def entries(tmp_path_factory):
    path = tmp_path_factory.mktemp("corpus") / "400.jsonl"
    corpus.write(path, 400)
    return path


def test_the_same_number_of_entries_is_the_same_network(entries, tmp_path):
    corpus.write(tmp_path / "again.jsonl", 400)
    assert (tmp_path / "again.jsonl").read_bytes() == entries.read_bytes()


def test_entries_have_200_words_on_average_some_few_and_some_very_many(entries):
    lengths = [len(row["texts"]["Summary"].split()) for row in corpus.rows(entries)]
    assert 170 < sum(lengths) / len(lengths) < 230
    assert min(lengths) < 60
    assert max(lengths) > 800


def test_common_words_come_from_the_demonstration_network_and_rare_ones_are_made_up():
    words = corpus.vocabulary()
    assert len(words) == len(set(words)) == corpus.VOCABULARY
    assert "the" in words[:5]
    assert "families" in words[:500]


def test_a_few_in_a_hundred_entries_are_not_for_everybody(entries):
    rows = list(corpus.rows(entries))
    closed = [row for row in rows if not corpus.is_public(row)]
    assert 0.01 < len(closed) / len(rows) < 0.08
    assert all("public" not in row["audience"] for row in closed)


def test_entries_become_documents_with_the_facets_that_are_counted(entries):
    documents = list(corpus.documents(corpus.rows(entries)))
    assert len({document.key for document in documents}) == 400
    assert all(document.facets[name] for document in documents for name in corpus.FACETS)
    assert all(isinstance(value, tuple) for value in documents[0].facets.values())


def test_there_are_300_searches_of_one_to_three_words_that_some_public_entry_holds(entries):
    found = corpus.queries(entries)
    assert len(set(found)) == corpus.QUERIES
    assert {len(text.split()) for text in found} == {1, 2, 3}
    texts = [
        f"{row['title']} {row['texts']['Summary']}".lower() for row in corpus.rows(entries) if corpus.is_public(row)
    ]
    assert all(any(all(word in text for word in asked.split()) for text in texts) for asked in found[:30])
    assert corpus.queries(entries) == found
