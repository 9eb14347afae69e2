"""HTML cut into tags and text in one pass.

Python's own parser needs quadratic time for some broken pages (unclosed tags, unclosed comments), and a tree built
from real pages can be deeper than the interpreter allows. A page is handed in by people, so neither may happen here.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*+)(?P<rest>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>",
)
LOOSE_TAG = re.compile(r"</?(?P<name>[a-zA-Z][\w:-]*+)[^<>]*+>")
ATTRIBUTE = re.compile(
    r"(?<![\w-])(?P<name>[a-zA-Z][\w-]*+)\s*+=\s*+(?:\"(?P<a>[^\"]*+)\"|'(?P<b>[^']*+)'|(?P<c>[^\s\"'>]++))"
)
RAW = ("script", "style", "title", "textarea", "noscript", "template", "iframe", "svg", "math", "object")
RAW_END = {name: re.compile(rf"</{name}(?![\w-])[^<>]*+>", re.IGNORECASE) for name in RAW}


@dataclass(frozen=True)
class Token:
    """A tag by its name in lower case, or text (name empty). `raw` is what stands inside an element read whole."""

    name: str = ""
    closing: bool = False
    rest: str = ""
    text: str = ""

    def attribute(self, name: str) -> str:
        for match in ATTRIBUTE.finditer(self.rest[:5000]):
            if match["name"].lower() == name:
                return html.unescape(match["a"] or match["b"] or match["c"] or "")
        return ""


def tokens(markup: str) -> Iterator[Token]:
    """Yield tags and text in order; comments and declarations are left out, scripts and titles come as one token."""
    place, end = 0, len(markup)
    while place < end:
        start = markup.find("<", place)
        if start < 0:
            start = end
        if start > place:
            yield Token(text=html.unescape(markup[place:start]))
        if start == end:
            return
        if markup.startswith("<!--", start):
            place = after(markup, "-->", start + 4)
        elif markup.startswith(("<!", "<?"), start):
            place = after(markup, ">", start)
        else:
            token, place = tag_at(markup, start)
            yield token


def after(markup: str, mark: str, start: int) -> int:
    """The place behind a mark; without one, the end, since nothing after it can be told from what it should close."""
    found = markup.find(mark, start)
    return len(markup) if found < 0 else found + len(mark)


def tag_at(markup: str, start: int) -> tuple[Token, int]:
    match = TAG.match(markup, start) or LOOSE_TAG.match(markup, start)
    if not match:
        return Token(text="<"), start + 1
    name, parts = match["name"].lower(), match.groupdict()
    closing = match[0].startswith("</")
    if name not in RAW or closing or match[0].endswith("/>"):
        return Token(name, closing, parts.get("rest") or ""), match.end()
    ending = RAW_END[name].search(markup, match.end())
    inside = html.unescape(markup[match.end() : ending.start()]) if ending else ""
    return Token(name, text=inside), ending.end() if ending else len(markup)
