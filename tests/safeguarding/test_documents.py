"""What a document is, told from its content alone; no CMS, no database."""

import io
import random
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from network_site.safeguarding.uploads import check_upload, is_text

ODT = "application/vnd.oasis.opendocument.text"


def archive(*members: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for member in members:
            made.writestr(member, "<x/>" * 20)
    return out.getvalue()


def check(name: str, data: bytes) -> None:
    check_upload(ContentFile(data, name=name))


@pytest.mark.parametrize(
    "data",
    [
        b"BMI,age\n21,30\n", b"MZ is a code for Mozambique", b"ID3 notes of ours", "Überblick".encode(), "Überblick".encode("cp1252"),
        "Привет, это текст".encode("cp1251"), "WEBVTT\n\n".encode("utf-16"), "مرحبا".encode("cp1256"), b"the last line\r\n\x1a",
        ("a" * 65_535 + "é").encode(),
    ],
    ids=["like a bitmap", "like a program", "like music", "utf-8", "western", "russian", "utf-16", "arabic", "old end", "long"],
)  # fmt: skip
def test_text_in_any_encoding_is_text_whatever_it_begins_with(data):
    assert is_text(data)
    check("notes.csv", data)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj", b"{\\rtf1 text}", b"%!PS-Adobe-3.0", b"\x89PNG\r\n\x1a\n\0\0", b"MZ\x90\0\x03\0",
        b"words " * 20_000 + b"\0\1\2", b"\xff\xfe\x00\xd8\x00\xd8\x41\x00", b"\xff\xfe\x00\x00\x41\x00",
    ],
    ids=["pdf", "rtf", "postscript", "picture", "program", "binary at its end", "broken utf-16", "utf-16 with NUL"],
)  # fmt: skip
def test_what_is_something_else_is_no_text(data):
    assert not is_text(data)
    with pytest.raises(ValidationError, match="not what its name says"):
        check("notes.txt", data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", archive("word/document.xml")),
        ("a.xlsx", archive("xl/workbook.xml")),
        ("a.pptx", archive("ppt/presentation.xml")),
        ("a.odt", archive("content.xml", "Basic/script-lc.xml", "Basic/Standard/script-lb.xml", mimetype=ODT)),
        ("A.PDF", b"%PDF-1.7"),
    ],
)
def test_documents_of_every_kind_are_taken(name, data):
    check(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.odt", archive("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet")),
        ("a.odt", archive("content.xml")),
        ("a.docx", b"MZ\x90\0" + archive("word/document.xml")),
        ("a.docx", archive("word/document.xml")[:40]),
    ],
    ids=["spreadsheet", "no kind", "program before the archive", "cut off"],
)
def test_an_archive_of_another_kind_is_refused(name, data):
    with pytest.raises(ValidationError, match="not what its name says"):
        check(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", archive("word/document.xml", "word/vbaProject.bin")),
        ("a.odt", archive("content.xml", "Basic/Standard/Module1.xml", mimetype=ODT)),
        ("a.odt", archive("content.xml", "Scripts/python/run.py", mimetype=ODT)),
    ],
)
def test_upl_05_a_document_with_a_program_is_refused(name, data):
    with pytest.raises(ValidationError, match="macros"):
        check(name, data)


def test_damaged_archives_are_refused_in_words_or_taken_and_never_fail():
    chance, refused = random.Random(3), 0  # noqa: S311
    for _ in range(3000):
        data = bytearray(archive("content.xml", mimetype=ODT * 3))
        for _n in range(chance.choice((1, 3))):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        try:
            check("a.odt", bytes(data))
        except ValidationError:
            refused += 1
    assert refused
