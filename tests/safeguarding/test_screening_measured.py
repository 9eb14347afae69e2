"""The figures editors are shown are those measured now, and they are good enough to be a help."""

import json

import pytest

from benchmarks.screening.__main__ import figures
from benchmarks.screening.measuring import LANGUAGES, compare, measure, sentences, spans
from network_site.safeguarding.screening import Kind
from network_site.safeguarding.screening.lexicon import DATA
from network_site.safeguarding.screening.measured import measured


def test_editors_are_shown_what_is_measured_today():
    assert json.loads((DATA / "measured.json").read_text(encoding="utf-8")) == figures()
    assert [row.language for row in measured()] == list(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_held_out_half_is_found_and_little_else_is_marked(language):
    tally = measure(language, "held-out")[""]
    assert tally.recall >= 0.9
    assert tally.precision >= 0.8


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_set_has_two_hundred_sentences_every_kind_and_enough_that_identify_nobody(language):
    rows = sentences(language)
    assert len(rows) >= 200
    assert {kind for row in rows for kind, _start, _end in spans(row)} == set(Kind.values)
    harmless = sum(not row["marks"] for row in rows)
    assert 0.3 <= harmless / len(rows) <= 0.5


def test_a_missed_mark_and_a_false_one_are_both_counted():
    missed, false = compare({"text": "Xqzt left. A boy aged 14.", "marks": [{"kind": "name", "text": "Xqzt"}]}, "en")
    assert [kind for kind, _start, _end in missed] == ["name"]
    assert [kind for kind, _start, _end in false] == ["age-from-place"]
