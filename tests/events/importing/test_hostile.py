"""Files are handed in by people: none of them may hang the import or bring it down."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import events.importing
import network_site.reading
from events.importing.parser import parse
from network_site.reading.reader import UnreadableDocument, read

PACKAGES = (str(Path(events.importing.__file__).parent), str(Path(network_site.reading.__file__).parent))
PIECES = [
    "Key takeaways", "Resources", "Publication Date:", "1. ", "• ", "    - ", "(2020), Weine, S. and Ellis, H.", "A sentence. ", "\n", "\n\n", "# ", "<p>",
    "<ul><li>", "</", "---\n", "12 March 2022", "99/99/2022", "٣", "[email protected]", "a@b", " | ", " » ", "arrow-", "8 minutes reading time", "النتائج", "\u200f", "\x00", "“", "?",
]  # fmt: skip
NAMES = st.sampled_from(["a.txt", "a.html", "a.md", "a.docx", "a.pdf", ""])
unhurried = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def try_to_read(data: bytes, name: str) -> None:
    """Anything may be refused; nothing may fail."""
    try:
        record = parse(read(data, name))
    except UnreadableDocument as refusal:
        assert str(refusal)
    else:
        record.as_json()


@unhurried
@given(st.binary(max_size=400), NAMES)
def test_any_bytes_are_read_or_refused(data, name):
    try_to_read(data, name)


@unhurried
@given(
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"---\n"]), st.binary(max_size=400), NAMES
)
def test_any_bytes_after_a_true_beginning_are_read_or_refused(beginning, data, name):
    try_to_read(beginning + data, name)


@unhurried
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=40), NAMES)
def test_any_text_is_read_or_refused(pieces, name):
    try_to_read("".join(pieces).encode("utf-8", errors="replace"), name)


def of_size(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize(
    "piece", ["a", "1", "a.b-", "a'", "(2020)", "Weine, S., ", ". ", "a:", "é", " ", "arrow-", "[", "@a.b-", "“", "»", "/", "1 de "]
)  # fmt: skip
def test_a_megabyte_without_an_end_is_read(piece):
    parse(read(("Webinar\n\nx" + of_size(piece, 1_000_000)).encode(), "a.txt"))


@pytest.mark.parametrize(
    "line",
    ["arrow-" * 90 + "!", "a  >  " * 90 + "x" * 90, "a  |  " * 90 + "x" * 60, "a.b-" * 140 + "@", "(" * 590, "[x " * 190, "- " * 290,
     "a, B. " * 80 + "(2020)", "“a” " * 120, "1. " * 190, "Date: " * 90, "5 minutes " * 60, "share " * 99 + "!", "&" * 500],
)  # fmt: skip
def test_lines_made_to_be_read_over_and_over_are_read_once(line):
    parse(read(of_size(line + "\n\n", 100_000).encode(), "a.txt"))


@pytest.mark.parametrize(
    "piece", ["<", "<!", "<!--", "<a ", "</", "<![CDATA[", "<?", '<a b="', "<script>", "<ul><li>", "<div>", "&", "<b>"]
)
def test_a_page_made_of_broken_tags_is_read_or_refused(piece):
    try_to_read(("<html><p>Words.</p>" + of_size(piece, 100_000)).encode(), "a.html")


def steps(text: str, name: str = "a.txt") -> int:
    """How many lines of the import's own code run for a text."""
    count = 0

    def trace(frame, event, _argument):
        nonlocal count
        if not frame.f_code.co_filename.startswith(PACKAGES):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse(read(text.encode(), name))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    ("head", "piece", "name"),
    [
        ("", "a\n", "a.txt"),
        ("Key takeaways\n\n", "Ab\n\n", "a.txt"),
        ("Key takeaways\n\n", "1. A takeaway. And more.\n\n", "a.txt"),
        ("Key takeaways\n\n1. One.\n", "      - nested\n", "a.txt"),
        ("Resources\n\n", "Title (2020), Weine, S.\n\n", "a.txt"),
        ("", "word " * 14 + "\n", "a.txt"),
        ("Title\n\n", "Date: 1 March 2020\n", "a.txt"),
        ("<html>", "<p>Paragraph", "a.html"),
        ("<html>", "<header><h1>a</h1></header>", "a.html"),
        ("<html>", "<ul><li>a", "a.html"),
    ],
)
def test_twice_the_text_takes_twice_the_steps(head, piece, name):
    once, twice = steps(head + piece * 300, name), steps(head + piece * 600, name)
    assert twice < once * 2.3
