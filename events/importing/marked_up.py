"""HTML, Markdown and Word into paragraphs, by way of HTML."""

import io
import re
import zipfile

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from .document import Document, Marker, Paragraph, UnreadableDocument

DROPPED = [
    "script",
    "style",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "noscript",
    "template",
    "svg",
    "iframe",
    "button",
    "select",
]
BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "blockquote",
    "pre",
    "td",
    "th",
    "dt",
    "dd",
    "figcaption",
    "div",
    "section",
    "article",
    "address",
}
MOST_UNPACKED = 200 * 1024 * 1024
DEEPEST = 200


def read_html(markup: str) -> Document:
    """Read the text of a page, without what stands around it."""
    try:
        soup = BeautifulSoup(markup, "html.parser")
        title = soup.title.get_text(" ", strip=True) if soup.title else ""
        body = main_part(soup)
        for tag in body.find_all(DROPPED):
            if not (tag.name == "header" and tag.find("h1") and not body.find("h1", recursive=False)):
                tag.decompose()
        paragraphs = tuple(walk(body))
    except RecursionError:
        raise UnreadableDocument(_("The page is nested too deeply to be read. Paste its text instead."))
    return Document(paragraphs, title, "\n\n".join(paragraph.text for paragraph in paragraphs))


def main_part(soup: BeautifulSoup) -> Tag:
    for found in (soup.find("main"), soup.find(attrs={"role": "main"}), soup.find("article"), soup.body):
        if isinstance(found, Tag) and found.get_text(strip=True):
            return found
    return soup


def walk(root: Tag) -> list[Paragraph]:
    """The blocks below a tag in reading order; text that stands in no block becomes a paragraph of its own."""
    found: list[Paragraph] = []
    loose: list[str] = []

    def flush() -> None:
        text = squeeze("".join(loose))
        loose.clear()
        if text:
            found.append(Paragraph(text))

    for child in root.children:
        if isinstance(child, Tag) and (
            child.name in BLOCKS
            or child.name in ("ul", "ol", "table", "tr", "tbody", "main", "body", "html", "dl", "figure", "details")
        ):
            flush()
            found.extend(block(child))
        elif isinstance(child, Tag):
            loose.append("\n" if child.name == "br" else child.get_text())
        elif type(child) is NavigableString:
            loose.append(str(child))
    flush()
    return found


def block(tag: Tag) -> list[Paragraph]:
    if tag.name in ("ul", "ol"):
        return items(tag)
    if re.fullmatch(r"h[1-6]", tag.name):
        text = squeeze(tag.get_text(" "))
        return [Paragraph(text, heading=int(tag.name[1]))] if text else []
    inner = walk(tag)
    if tag.name == "p" and len(inner) == 1 and not inner[0].is_item:
        return [Paragraph(inner[0].text, lead=bold_lead(tag))]
    return inner


def items(tag: Tag, indent: int = 0) -> list[Paragraph]:
    """The items of a list with their nested lists one level deeper; an item's later paragraphs follow unmarked."""
    found: list[Paragraph] = []
    number = int(tag.get("start", 1)) if str(tag.get("start", 1)).isdigit() else 1
    for item in tag.find_all("li", recursive=False):
        nested = [inner.extract() for inner in item.find_all(["ul", "ol"], recursive=False)]
        lead = bold_lead(item)
        own = walk(item)
        if own:
            marker = Marker.NUMBER if tag.name == "ol" else Marker.BULLET
            found.append(Paragraph(own[0].text, marker, number if tag.name == "ol" else None, indent, lead=lead))
            found.extend(Paragraph(rest.text, indent=indent + 1) for rest in own[1:])
        if indent < DEEPEST:
            for inner in nested:
                found.extend(items(inner, indent + 1))
        number += 1
    return found


def bold_lead(tag: Tag) -> str:
    """The words in bold at the beginning of a block, where other words follow."""
    first = next((child for child in tag.children if not isinstance(child, NavigableString) or child.strip()), None)
    if isinstance(first, Tag) and first.name == "p":
        return bold_lead(first)
    if isinstance(first, Tag) and first.name in ("strong", "b"):
        return squeeze(first.get_text(" "))
    return ""


def squeeze(text: str) -> str:
    return " ".join(text.split())


def read_markdown(text: str) -> Document:
    """Read Markdown; a block of settings before the text (“front matter”) is taken off, its title kept."""
    front = re.match(r"\A(---|\+\+\+)\n(.*?)\n\1\n", text, re.DOTALL)
    body = text[front.end() :] if front else text
    document = read_html(MarkdownIt("commonmark").render(body))
    named = re.search(r"^title\s*[:=]\s*[\"']?(.+?)[\"']?\s*$", front[2], re.MULTILINE) if front else None
    return Document(document.paragraphs, named[1] if named else "", document.text)


def read_docx(data: bytes) -> Document:
    """Read a Word document."""
    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise UnreadableDocument(_("The Word document is far larger unpacked than packed, and is not opened."))
            if "word/document.xml" not in archive.namelist():
                raise UnreadableDocument(
                    _("The file is an archive, but no Word document. Save it as .docx and try again.")
                )
        html = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(lambda image: {})
        ).value
    except UnreadableDocument:
        raise
    except Exception:
        # A damaged document can fail anywhere in three libraries; to the reader it is one thing.
        raise UnreadableDocument(_("The Word document is damaged. Open it in Word, save it again, and try once more."))
    return read_html(html)
