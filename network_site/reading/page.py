"""A web page into paragraphs: its main part, without what stands around it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .document import Document, Marker, Paragraph
from .plain import as_item
from .tokens import Token, tokens
from .words import each

AROUND = frozenset({"nav", "footer", "aside", "button", "select", "dialog"})
CLASSED = frozenset({"div", "section", "ul", "ol"})
AROUND_CLASS = re.compile(
    r"(?<![\w-])(?:breadcrumbs?|cookies?(?:-\w+)?|share(?:-\w+)?|sharing|social(?:-\w+)?|newsletter|skip-link|site-nav|menu|navigation)(?![\w-])",
    re.IGNORECASE,
)
BLOCKS = each(
    "p h1 h2 h3 h4 h5 h6 li blockquote pre td th dt dd figcaption div section article address ul ol dl table tr tbody"
    " thead main body html header form figure details summary hr center fieldset"
)
BOLD = frozenset({"strong", "b"})
LEAST_TEXT = 200


@dataclass(frozen=True)
class Placed:
    """A paragraph with the part of the page in which it stands."""

    paragraph: Paragraph
    main: bool
    article: int
    header: bool


def read_html(markup: str) -> Document:
    """Read the text of a page.

    Parts that look like navigation are dropped unless hardly anything is left then: a page that never closes its
    navigation would lose everything.
    """
    found = list(tokens(markup))
    title = next((squeeze(token.text) for token in found if token.name == "title"), "")
    placed = Flow(drop=True).read(found)
    if sum(len(row.paragraph.text) for row in placed) < LEAST_TEXT:
        placed = Flow(drop=False).read(found)
    paragraphs = tuple(main_part(placed))
    return Document(paragraphs, title, "\n\n".join(paragraph.text for paragraph in paragraphs))


def main_part(placed: list[Placed]) -> list[Paragraph]:
    """The paragraphs of <main>, else of the first article, else all; the page's own header gives only its title."""
    body = [row for row in placed if not row.header]
    main = [row for row in body if row.main]
    first = next((row.article for row in body if row.article), 0)
    chosen = main or [row for row in body if row.article and row.article == first] or body
    found = [row.paragraph for row in chosen]
    if not any(paragraph.heading == 1 for paragraph in found):
        top = [row.paragraph for row in placed if row.paragraph.heading == 1]
        found = top[:1] + found
    return found or [row.paragraph for row in placed]


def squeeze(text: str) -> str:
    return " ".join(text.split())


class Flow:
    """Reads tokens from first to last and keeps, at each place, only what is open there."""

    def __init__(self, *, drop: bool) -> None:
        self.drop = drop
        self.dropping, self.dropping_depth = "", 0
        self.placed: list[Placed] = []
        self.lists: list[list] = []  # [name, number of the next item]
        self.marker: tuple[Marker, int | None] | None = None
        self.text: list[str] = []
        self.lead: list[str] = []
        self.bold, self.leading, self.heading = 0, True, 0
        self.main = self.article = self.articles = self.header = 0
        self.link = ""

    def read(self, found: Iterable[Token]) -> list[Placed]:
        for token in found:
            if self.skips(token):
                continue
            if not token.name:
                self.words(token.text)
            elif token.closing:
                self.close(token.name)
            else:
                self.open(token)
        self.flush()
        return self.placed

    def skips(self, token: Token) -> bool:
        """Pass over what stands around the text, by the names and classes that pages give it."""
        if self.dropping:
            if token.name == self.dropping:
                self.dropping_depth += -1 if token.closing else 1
                if not self.dropping_depth:
                    self.dropping = ""
            return True
        if not self.drop or not token.name or token.closing:
            return False
        around = token.name in AROUND or token.attribute("role") == "navigation"
        if around or (token.name in CLASSED and AROUND_CLASS.search(token.attribute("class"))):
            self.flush()
            self.dropping, self.dropping_depth = token.name, 1
            return True
        return False

    def words(self, text: str) -> None:
        text = text.replace("\n", " ").replace("\r", " ")
        if self.leading and text.strip():
            self.leading = self.bold > 0
        if self.leading and self.bold:
            self.lead.append(text)
        self.text.append(text)

    def open(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self.text.append("\n")
        elif name in BOLD:
            self.bold += 1
        elif name == "a" and not self.link and token.attribute("href").startswith(("http://", "https://")):
            self.link = token.attribute("href")
        if name not in BLOCKS:
            return
        self.flush()
        self.bold = 0
        self.heading = int(name[1]) if re.fullmatch(r"h[1-6]", name) else 0
        if name in ("ul", "ol"):
            start = token.attribute("start")
            self.lists.append([name, int(start) if start.isdecimal() and len(start) < 6 else 1])
        elif name == "li":
            self.item()
        elif name == "main" or token.attribute("role") == "main":
            self.main += 1
        elif name == "article":
            self.articles += self.article == 0
            self.article += 1
        elif name == "header":
            self.header += not (self.main or self.article)

    def item(self) -> None:
        if not self.lists:
            self.lists.append(["ul", 1])
        top = self.lists[-1]
        self.marker = (Marker.NUMBER, top[1]) if top[0] == "ol" else (Marker.BULLET, None)
        top[1] += 1

    def close(self, name: str) -> None:
        if name in BOLD:
            self.bold = max(0, self.bold - 1)
            self.leading = False
        if name not in BLOCKS:
            return
        self.flush()
        self.heading = 0
        if name in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.marker = None
        elif name == "article":
            self.article = max(0, self.article - 1)
        elif name == "header":
            self.header = max(0, self.header - 1)

    def flush(self) -> None:
        """End the paragraph that is being read."""
        text, lead = "".join(self.text), squeeze("".join(self.lead))
        self.text.clear()
        self.lead.clear()
        link, self.link, self.leading = self.link, "", True
        for line in lines_of(text):
            self.keep(line, lead if line.startswith(lead) else "", link)

    def keep(self, text: str, lead: str, link: str) -> None:
        marker, number = self.marker or (Marker.NONE, None)
        depth = len(self.lists) - 1 if self.marker else len(self.lists)
        self.marker = None
        paragraph = Paragraph(text, marker, number, max(0, depth), self.heading, lead, link)
        typed = None if paragraph.is_item or self.heading else as_item(text)
        if typed:
            paragraph = Paragraph(typed.text, typed.marker, typed.number, max(0, depth), link=link)
        article = self.articles if self.article else 0
        self.placed.append(Placed(paragraph, self.main > 0, article, self.header > 0))


def lines_of(text: str) -> list[str]:
    """The paragraphs of a block: parted at an empty line, and at each line where lines begin with list marks."""
    lines = [squeeze(line) for line in text.split("\n")]
    parted = any(as_item(line) for line in lines[1:])
    found: list[list[str]] = [[]]
    for line in lines:
        if parted or not line:
            found.append([])
        if line:
            found[-1].append(line)
    return [" ".join(group) for group in found if group]
