"""Lists with mistakes, and lists made to do harm."""

import contextlib

import pytest
from django.urls import reverse

from practices.resources.reading import Unreadable, read_list

LENGTH = 200_000
UNCLOSED = """@book{a, title = {First}}
@book{b, title = {Never {closed, year = 2020}

@book{c, title = {Third}, year = 2021}
  @book{d, title = "Fourth {too", year = 2022}
@book{e, title = {Fifth}}
"""


def titles(text: str) -> list[str]:
    return [found.values["title"] for found in read_list(text)]


def test_an_entry_that_is_never_closed_costs_no_other_and_is_named():
    assert titles(UNCLOSED) == ["First", "Third", "Fifth"]
    assert read_list(UNCLOSED).left_out == [2, 5]


def test_a_title_may_hold_what_begins_an_entry_where_all_is_closed():
    assert titles("@book{a, title = {On\n@book{x}\nand others}}\n@book{b, title={B}}") == ["On @bookx and others", "B"]


def test_a_remark_is_left_out_and_one_that_is_never_closed_costs_no_entry():
    assert titles("@comment{\n@book{no, title={Not this}}\n}\n@book{a, title={A}}") == ["A"]
    assert titles("@comment{ never closed\n@book{a, title={A}}") == ["A"]


def test_entries_without_a_title_are_named_by_line():
    assert read_list("@book{a, title={A}}\n\n@misc{b, note={none}}\n").left_out == [3]
    assert read_list("TY  - BOOK\nTI  - A\nER  - \n\nTY  - BOOK\nPB  - None\nER  - \n").left_out == [5]
    assert read_list("@book{a, title={A}}").left_out == []


def test_abbreviations_that_double_themselves_stay_short():
    bomb = '@string{a = "words "}' + "@string{a = a # a}" * 60 + "@book{b, title = a # a, publisher = a}"
    assert len(titles(bomb)[0]) <= 400


@pytest.mark.parametrize(
    "part",
    [
        "\n", "@comment{", "\n@comment{", "\n@a{t={", '\n@a{t="', "@a(", "@a{b,t=1}", "@a{b,title={x}}\n", "@string{a=a#a}", "\\'{", "#x",
        "TY  - \n", "TY  - BOOK\nTI  - x\n", "TI  - x\ny\n", "@ ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", ["", "@a{t={\n@a{t={", "@a{b, title = x", "TY  - BOOK\nTI  - a\n"])
def test_a_long_list_ends_whatever_it_repeats(head, part):
    """Each of these took minutes, or all the memory, if the time grew faster than the text."""
    with contextlib.suppress(Unreadable):
        read_list(head + part * (LENGTH // len(part)))


def test_an_editor_is_told_which_entries_were_left_out(cms, home):
    answer = cms.post(reverse("import_resources"), {"text": UNCLOSED}).content.decode()
    assert "2 entries were left out" in answer
    assert "lines 2, 5" in answer
    whole = cms.post(reverse("import_resources"), {"text": "@book{a, title={A}}"}).content.decode()
    assert "left out" not in whole
