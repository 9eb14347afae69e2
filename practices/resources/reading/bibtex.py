"""BibTeX, as reference managers write it. One pass over the text; what stands between entries is a comment."""

import re
import unicodedata
from collections.abc import Iterator

from ..choices import ResourceKind
from ..citations import Author, Organisation
from . import found
from .found import Found

STARTS = re.compile(r"^\s*@\s*\w+\s*[{(]", re.MULTILINE)
ENTRY = re.compile(r"@\s*(\w+)\s*[{(]")
NAME = re.compile(r"[\s,]*([A-Za-z][\w:.-]*)\s*=\s*")
KEY = re.compile(r"\s*([^\s,={}]*)\s*,")
BARE = re.compile(r"[^\s,{}()#\"]+")
JOINT = re.compile(r"\s*#\s*")

KINDS = {
    "article": ResourceKind.ARTICLE, "inproceedings": ResourceKind.ARTICLE, "conference": ResourceKind.ARTICLE, "book": ResourceKind.BOOK,
    "incollection": ResourceKind.CHAPTER, "inbook": ResourceKind.CHAPTER, "manual": ResourceKind.HANDBOOK, "phdthesis": ResourceKind.THESIS,
    "mastersthesis": ResourceKind.THESIS, "thesis": ResourceKind.THESIS, "online": ResourceKind.WEB_PAGE, "electronic": ResourceKind.WEB_PAGE,
    "video": ResourceKind.VIDEO, "dataset": ResourceKind.DATASET, "legislation": ResourceKind.LEGISLATION,
}  # fmt: skip
MARKS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
LETTER_MARKS = {"c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323"}
SIGNS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "i", "j": "j",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}",
    "textendash": "–", "textemdash": "—", "textquoteright": "’",
}  # fmt: skip
COMMAND = re.compile(
    r"\\(?P<mark>['`^\"~=.])\s*\{?\s*(?P<under>\\[ij](?![A-Za-z])|[^\W\d_])\s*\}?"
    r"|\\(?P<letter>[cvuHkrd])(?:\s*\{(?P<in>[^\W\d_])\}|\s+(?P<after>[^\W\d_]))"
    r"|\\(?P<word>[A-Za-z]+)(?:\{\}|\s+)?"
    r"|\\(?P<sign>[^A-Za-z])|(?P<tie>~)|(?P<dash>---?)|(?P<brace>[{}])"
)


def plain(value: str) -> str:
    """The words of a value without TeX's marks."""
    return unicodedata.normalize("NFC", " ".join(COMMAND.sub(character, value).split()))


def character(match: re.Match) -> str:
    if match["mark"]:
        return match["under"].lstrip("\\") + MARKS[match["mark"]]
    if match["letter"]:
        return (match["in"] or match["after"]) + LETTER_MARKS[match["letter"]]
    if match["word"]:
        return SIGNS.get(match["word"], "")
    if match["dash"]:
        return "—" if len(match["dash"]) == 3 else "–"
    return match["sign"] or (" " if match["tie"] else "")


def closing(text: str, start: int, end_sign: str) -> int:
    """Where a value ends that begins at `start`, outside any braces of its own; the end of the text if it never does."""
    depth = 0
    for match in re.compile(r"\\.|[{}\"]", re.DOTALL).finditer(text, start):
        sign = match[0]
        if sign == end_sign and depth == 0:
            return match.start()
        depth += (sign == "{") - (sign == "}" and depth > 0)
    return len(text)


def value_at(text: str, at: int, words: dict[str, str]) -> tuple[str, int]:
    """A field's value, joined from its parts, and where it ends; `words` are the file's abbreviations."""
    parts = []
    while at < len(text):
        if text[at] in '{"':
            end = closing(text, at + 1, "}" if text[at] == "{" else '"')
            parts.append(text[at + 1 : end])
            at = end + 1
        elif bare := BARE.match(text, at):
            parts.append(words.get(bare[0].lower(), bare[0]))
            at = bare.end()
        else:
            break
        joint = JOINT.match(text, at)
        if not joint:
            break
        at = joint.end()
    return "".join(parts), at


def entries(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The kind and the raw fields of each entry."""
    at, words = 0, dict[str, str]()
    while start := ENTRY.search(text, at):
        at, kind = start.end(), start[1].lower()
        if kind in ("comment", "preamble"):
            at = closing(text, at, "}")
            continue
        key = KEY.match(text, at)
        at = key.end() if key else at
        fields: dict[str, str] = {}
        while name := NAME.match(text, at):
            value, at = value_at(text, name.end(), words)
            fields.setdefault(name[1].lower(), value)
        if kind == "string":
            words |= fields
        else:
            yield kind, fields


def authors(raw: str) -> tuple[Author, ...]:
    """The names of a list; one in braces of its own is an organisation."""
    names, depth, start = [], 0, 0
    for match in re.finditer(r"[{}]|\s+and\s+", raw):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif depth == 0:
            names.append(raw[start : match.start()])
            start = match.end()
    names.append(raw[start:])
    return tuple(one for name in names if (one := author(name.strip())))


def author(name: str) -> Author | None:
    whole = name.startswith("{") and closing(name, 1, "}") == len(name) - 1
    if whole and plain(name):
        return Organisation(plain(name))
    return None if plain(name) == "others" else found.author(plain(name))


def read(text: str) -> list[Found]:
    """The works of a BibTeX file; an entry without a title is not one."""
    works = []
    for kind, raw in entries(text):
        said = {name: plain(value) for name, value in raw.items()}

        def first(*names: str, said: dict[str, str] = said) -> str:
            return next((said[name] for name in names if said.get(name)), "")

        if first("title"):
            works.append(
                found.work(
                    first("title"),
                    kind=KINDS.get(kind, ""),
                    year=first("year", "date"),
                    doi=first("doi"),
                    isbn=first("isbn"),
                    url=raw.get("url", "").replace("\\", "").strip("{} "),
                    language=first("language", "langid"),
                    container=first("journal", "journaltitle", "booktitle"),
                    authors=authors(raw.get("author") or raw.get("editor", "")),
                    publisher=first("publisher", "institution", "organization", "school"),
                )
            )
    return works
