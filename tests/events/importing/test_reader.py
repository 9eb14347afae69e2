"""Which files can be read, whatever they are called, and what a person is told about the others."""

import pytest

from events.importing.parser import parse
from network_site.reading import reader
from network_site.reading.reader import UnreadableDocument, read

from . import documents

FRENCH = (
    "Compte rendu de la rencontre\n\nL’école a été prévenue à temps. Les élèves étaient déjà là, et la forêt aussi.\n\n"
)
SPANISH = (
    "Notas de la reunión\n\nLa señora mayor llegó mañana y noche. Los niños ya habían comido, según la maestra.\n\n"
)
GERMAN = (
    "Notizen vom Treffen\n\nDie Schüler waren früh da, und die Straße war leer. Für später wäre größere Mühe nötig.\n\n"
)
POLISH = "Notatki ze spotkania\n\nSzkoła została uprzedzona na czas. Uczniowie już byli i rozmowa się zaczęła.\n\n"
RUSSIAN = (
    "Заметки со встречи\n\nШколу предупредили вовремя. Ученики уже собрались, и разговор начался без опоздания.\n\n"
)
ARABIC = "ملاحظات من اللقاء\n\nتم إبلاغ المدرسة في الوقت المناسب. كان التلاميذ هناك بالفعل وبدأ الحديث دون تأخير.\n\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (documents.plain().encode(), "a.txt"),
        (documents.plain().encode("utf-16"), "a.txt"),
        (documents.plain().encode("utf-8-sig"), "a.txt"),
        (documents.plain().replace("\n", "\r\n").encode(), "a.txt"),
        (documents.word(), "a.docx"),
        (documents.word(title_style="Heading 1"), "a.docx"),
        (documents.word(), "wrongly-named.txt"),
        (documents.pdf(), "a.pdf"),
        (documents.pdf(), "wrongly-named.docx"),
        (documents.plain().encode(), "wrongly-named.pdf"),
    ],
)
def test_the_same_record_is_read_from_every_kind_of_file(data, name):
    record = parse(read(data, name))
    assert record.title == documents.LINES[0]
    assert record.intro == (documents.LINES[1],)
    assert [(row.heading, row.body) for row in record.takeaways] == [
        ("Count visits.", ("A tally sheet is enough for the yearly report.",)),
        ("Say so at the door.", ("People return when they know what is written down.",)),
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(FRENCH, "cp1252"), (SPANISH, "cp1252"), (GERMAN, "iso8859_1"), (POLISH, "cp1250"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (ARABIC, "cp1256")],
)  # fmt: skip
def test_older_encodings_are_recognised(text, encoding):
    assert read((text * 3).encode(encoding), "a.txt").text.startswith(text.strip())


def test_a_page_is_read_in_the_encoding_it_names():
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{RUSSIAN}</p></body></html>'
    assert "Школу предупредили" in read(page.encode("cp1251"), "a.html").text


def test_html_and_markdown_are_told_by_what_they_hold():
    page = b"<div><p>One thing.</p><p>Another thing.</p><ul><li>A list</li></ul></div>"
    assert [p.text for p in read(page, "pasted.txt").paragraphs] == ["One thing.", "Another thing.", "A list"]
    marked = read(b"# A heading\n\nSome *text* here.", "pasted.txt").paragraphs
    assert [(p.text, p.heading) for p in marked] == [("A heading", 1), ("Some text here.", 0)]


def test_paragraphs_that_are_never_closed_are_still_read():
    page = "<html><body><h1>Many</h1>" + "<p>A paragraph of a page from long ago." * 2000
    assert len(read(page.encode(), "a.html").paragraphs) == 2001


def test_a_navigation_that_is_never_closed_does_not_swallow_the_page():
    page = "<html><body><nav><a>Home</a><h1>The title</h1><p>The only paragraph that the page has.</body></html>"
    assert "The only paragraph" in read(page.encode(), "a.html").text


def test_a_link_in_a_list_becomes_the_address_of_the_resource():
    page = (
        "<html><body><h1>Reading list</h1><p>Two texts for those who begin with the subject, both open to all.</p><h2>Resources</h2>"
        '<ul><li><a href="https://example.org/guide">A guide for mayors (2020), Example Institute</a></li>'
        '<li><a href="javascript:alert(1)">Another guide (2021), Example Institute</a></li></ul></body></html>'
    )
    record = parse(read(page.encode(), "a.html"))
    assert [row.citation.url for row in record.resources] == ["https://example.org/guide", ""]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", "empty"),
        (b"  \n\t ", "a.docx", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 50, "a.txt", "png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), "a.docx", "jpg"),
        (bytes(range(256)) * 20, "a.txt", "not a text"),
        (b"{\\rtf1 hello}", "a.docx", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.docx", "password-protected"),
        (documents.archive({"xl/workbook.xml": b"<x/>"}), "a.docx", "no Word document"),
        (documents.archive({"word/document.xml": b"<not xml"}), "a.docx", "damaged"),
        (documents.word()[:900], "a.docx", "damaged"),
        (documents.locked_pdf(), "a.pdf", "password"),
        (b"%PDF-1.4\nbroken", "a.pdf", "damaged"),
        (documents.pdf(lines=()), "a.pdf", "no text in this PDF"),
        (b"<html><body><script>1</script></body></html>", "a.html", "no text"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(data, name, said):
    with pytest.raises(UnreadableDocument) as refusal:
        read(data, name)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_not(monkeypatch):
    monkeypatch.setattr(reader, "MAX_BYTES", 1024**2)
    read(b"A word " * (1024**2 // 7), "a.txt")
    with pytest.raises(UnreadableDocument, match="larger than 1 MB"):
        read(b"a" * (1024**2 + 1), "a.txt")


def test_a_word_document_that_unpacks_to_far_too_much_is_not_opened(monkeypatch):
    monkeypatch.setattr("network_site.reading.marked_up.MOST_UNPACKED", 50_000_000)
    bomb = documents.archive({"word/document.xml": b" " * 60_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableDocument, match="unpacked"):
        read(bomb, "a.docx")
