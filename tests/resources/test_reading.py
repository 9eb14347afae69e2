"""Reading lists of works that people hand in."""

import contextlib

import pytest

from practices.resources.citations import Organisation, Person
from practices.resources.reading import Unreadable, read_list, text_from

BIBTEX = r"""
Notes of ours; @ is only a sign here.
@string{un = "United Nations"}
@article{one,
  author  = {Example, Ada and van der Beispiel, B. and {World Example Organization} and Jos{\'e} Mu{\~n}oz and others},
  title   = "The {Return} of {\"U}bung --- a {\c c}ase \& more",
  journal = {Journal of Examples}, year = 2021, doi = {https://doi.org/10.1000/xyz_1},
  issn = {1234-5678}, url = {https://works.example/a_b}, language = {english, fr},
  abstract = {Somebody else's words.}
}
@comment{@book{no, title={Not this}}}
@techreport(two, author = {UNESCO}, title = un # { at work}, institution = un, year = {n.d.})
@misc{three, note = {no title here}}
"""

RIS = """TY  - CHAP\r
AU  - Example, Ada\r
AU  - World Example Organization\r
TI  - A long title\r
      that goes on\r
T2  - The Book\r
PY  - 2019/05/01\r
SN  - 978-0-306-40615-7\r
UR  - javascript:alert(1)\r
AB  - Somebody else's words.\r
ER  - \r
TY  - JOUR\r
TI  - Second\r
SN  - 1234-5678\r
"""


def test_bibtex_is_read_with_its_marks_and_names():
    first, second = read_list(BIBTEX)
    assert first.values == {
        "title": "The Return of Übung — a çase & more", "kind": "article", "year": 2021, "doi": "10.1000/xyz_1", "isbn": "",
        "url": "https://works.example/a_b", "languages": ["en", "fr"], "container": "Journal of Examples", "publisher": "",
    }  # fmt: skip
    assert first.authors == (
        Person("Example", "Ada"),
        Person("van der Beispiel", "B."),
        Organisation("World Example Organization"),
        Person("Muñoz", "José"),
    )
    assert second.authors == (Organisation("UNESCO"),)
    assert (second.values["title"], second.values["publisher"]) == ("United Nations at work", "United Nations")
    assert second.values["year"] is None


def test_ris_is_read_with_lines_that_go_on():
    first, second = read_list(RIS)
    assert first.values == {
        "title": "A long title that goes on", "kind": "chapter", "year": 2019, "doi": "", "isbn": "978-0-306-40615-7", "url": "",
        "languages": [], "container": "The Book", "publisher": "",
    }  # fmt: skip
    assert first.authors == (Person("Example", "Ada"), Organisation("World Example Organization"))
    assert (second.values["title"], second.values["isbn"]) == ("Second", "")


def test_citations_are_read_one_a_line_or_one_a_paragraph():
    lines = "Guide to care (2021), An Institute\n\nComing home (n.d.)\n"
    wrapped = "Guide to care\n(2021), An Institute\n\nComing home (n.d.)\n"
    for text in (lines, wrapped):
        first, second = read_list(text)
        assert (first.values["title"], first.values["year"]) == ("Guide to care", 2021)
        assert first.authors == (Organisation("An Institute"),)
        assert (second.values["title"], second.values["year"]) == ("Coming home", None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("   \n\n", "No work was found"),
        ("@article{a, year = 2020}", "No work was found"),
        ("x" * 1_000_001, "too long"),
        ("\n".join(f"Title {n} (2020), Somebody" for n in range(501)), "more than 500"),
    ],
)
def test_a_text_that_holds_no_list_is_refused_in_words(text, words):
    with pytest.raises(Unreadable) as refusal:
        read_list(text)
    assert words in str(refusal.value.sentence)


@pytest.mark.parametrize(
    "text",
    [
        "@article{" * 50_000,
        "@article{a, title = {" + "{" * 200_000,
        "@a{b, t = " + '"' * 100_001,
        "TY  - \n" * 50_000,
        "\\'" * 100_000 + "@a{b,title={x}}",
    ],
)
def test_broken_lists_end_soon_and_raise_nothing_else(text):
    with contextlib.suppress(Unreadable):
        assert isinstance(read_list(text), list)


def test_files_are_read_in_the_encodings_that_real_files_have():
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert text_from("Übung – é".encode(encoding)) == "Übung – é"
    with pytest.raises(Unreadable):
        text_from(b"PK\x03\x04\x00\x00\x9d")
