"""Markdown and Word into paragraphs, by way of HTML."""

import io
import re
import zipfile

from django.utils.translation import gettext as _
from lxml import etree
from markdown_it import MarkdownIt

from .document import Document, Paragraph, UnreadableDocument
from .page import read_html

MOST_UNPACKED = 200 * 1024 * 1024
FRONT_MATTER_MARKS = ("---", "+++")
FRONT_MATTER_LINES = 200
SETTING = re.compile(r"(?P<name>[\w-]{2,30}+)\s*+[:=](?P<value>.*)")
PUBLISHED = frozenset({"date", "published", "pubdate", "publication_date", "publishdate"})
WORD_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"


def read_markdown(text: str) -> Document:
    """Read Markdown; of a block of settings before the text (“front matter”) its title and date are kept."""
    settings, body = front_matter(text)
    document = read_html(MarkdownIt("commonmark").render(body))
    title = settings.get("title", "")
    day = next((value for name, value in settings.items() if name in PUBLISHED), "")
    head = []
    if title and not any(paragraph.heading == 1 for paragraph in document.paragraphs):
        head.append(Paragraph(title, heading=1))
    if day:
        head.append(Paragraph(f"Published: {day[:10]}"))
    return Document((*head, *document.paragraphs), title, document.text)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The settings before a text by their names in lower case, and the text without them."""
    lines = text.replace("\r\n", "\n").split("\n")
    mark = lines[0].strip()
    if mark not in FRONT_MATTER_MARKS:
        return {}, text
    end = next((n for n, line in enumerate(lines[1:FRONT_MATTER_LINES], start=1) if line.strip() == mark), 0)
    matches = (SETTING.match(line) for line in lines[1:end])
    found = {match["name"].lower(): match["value"].strip().strip("\"'").strip() for match in matches if match}
    return (found, "\n".join(lines[end + 1 :])) if end else ({}, text)


def read_docx(data: bytes) -> Document:
    """Read a Word document."""
    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_archive(archive)
            refuse_definitions(archive)
        pictures = mammoth.images.img_element(lambda image: {})
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=pictures, style_map=WORD_STYLES).value
    except UnreadableDocument:
        raise
    except Exception:
        # A damaged document can fail anywhere in three libraries; to the reader it is one thing.
        raise UnreadableDocument(_("The Word document is damaged. Open it in Word, save it again, and try once more."))
    return read_html(html)


def refuse_archive(archive: zipfile.ZipFile) -> None:
    """Refuse what is no Word document, and one that would unpack to far more than a document needs."""
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableDocument(_("The Word document is far larger unpacked than packed, and is not opened."))
    if "word/document.xml" not in {part.filename for part in parts}:
        raise UnreadableDocument(_("The file is an archive, but no Word document. Save it as .docx and try again."))
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableDocument(
            _("The Word document is protected by a password. Save a copy without one and hand that in.")
        )


def refuse_definitions(archive: zipfile.ZipFile) -> None:
    """Raise where a part defines words of its own: Word never does, and the library below would put in what they stand for."""
    for part in archive.namelist():
        if part.endswith((".xml", ".rels")):
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            if etree.fromstring(archive.read(part), parser).getroottree().docinfo.doctype:
                raise ValueError(part)
