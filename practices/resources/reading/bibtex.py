"""BibTeX, as reference managers write it. One pass over the text; what stands between entries is a comment."""

import re
import unicodedata
from collections.abc import Iterator

from ..choices import ResourceKind
from ..citations import Author, Organisation
from ..formats.kinds import SAID
from . import found
from .found import MOST, Works

STARTS = re.compile(r"^[^\S\n]*@\s*\w+\s*[{(]", re.MULTILINE)
ENTRY = re.compile(r"@\s*(\w+)\s*[{(]")
NAME = re.compile(r"[\s,]*([A-Za-z][\w:.-]*)\s*=\s*")
KEY = re.compile(r"\s*([^\s,={}]{0,300}+)\s*+,")
BARE = re.compile(r"[^\s,{}()#\"]+")
JOINT = re.compile(r"\s*#\s*")
SIGN = re.compile(r"\\.|[{}\"]", re.DOTALL)
# An abbreviation may hold others, each twice as long as the one before.
LONGEST_WORD = 300
LONGEST_VALUE = 20_000
REMARKS = ("comment", "preamble")

KINDS = {
    "article": ResourceKind.ARTICLE, "inproceedings": ResourceKind.ARTICLE, "conference": ResourceKind.ARTICLE, "book": ResourceKind.BOOK,
    "incollection": ResourceKind.CHAPTER, "inbook": ResourceKind.CHAPTER, "manual": ResourceKind.HANDBOOK, "phdthesis": ResourceKind.THESIS,
    "mastersthesis": ResourceKind.THESIS, "thesis": ResourceKind.THESIS, "online": ResourceKind.WEB_PAGE, "electronic": ResourceKind.WEB_PAGE,
    "video": ResourceKind.VIDEO, "dataset": ResourceKind.DATASET, "legislation": ResourceKind.LEGISLATION,
}  # fmt: skip
ASKED = {
    "title", "type", "year", "date", "doi", "isbn", "language", "langid", "journal", "journaltitle", "booktitle", "publisher",
    "institution", "organization", "school",
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


def closing(text: str, start: int, end_sign: str, border: int) -> int:
    """Where a value ends that begins at `start`, outside any braces of its own; -1 if it does not before `border`."""
    depth = 0
    for match in SIGN.finditer(text, start, border):
        sign = match[0]
        if sign == end_sign and depth == 0:
            return match.start()
        depth += (sign == "{") - (sign == "}" and depth > 0)
    return -1


def value_at(text: str, at: int, border: int, words: dict[str, str]) -> tuple[str, int]:
    """A field's value, joined from its parts, and where it ends: -1 if it is never closed.

    `words` are the file's abbreviations.
    """
    parts, length = [], 0
    while at < border:
        if text[at] in '{"':
            end = closing(text, at + 1, "}" if text[at] == "{" else '"', border)
            if end < 0:
                return "", -1
            part, at = text[at + 1 : end], end + 1
        elif bare := BARE.match(text, at, border):
            part, at = words.get(bare[0].lower(), bare[0]), bare.end()
        else:
            break
        if length < LONGEST_VALUE:
            parts.append(part)
            length += len(part)
        joint = JOINT.match(text, at, border)
        if not joint:
            break
        at = joint.end()
    return "".join(parts)[:LONGEST_VALUE], at


def fields_at(text: str, at: int, border: int, words: dict[str, str]) -> tuple[dict[str, str], int]:
    """The raw fields of an entry and where they end: -1 if one of them is never closed."""
    key = KEY.match(text, at, border)
    at = key.end() if key else at
    fields: dict[str, str] = {}
    while name := NAME.match(text, at, border):
        value, at = value_at(text, name.end(), border, words)
        if at < 0:
            return {}, -1
        fields.setdefault(name[1].lower(), value)
    return fields, at


def entries(text: str) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Where each entry begins, its kind and its raw fields; none for an entry that is never closed.

    From the first of those on, an entry ends at the latest where a line begins with another.
    """
    at, words, border, broken = 0, dict[str, str](), len(text), False
    while start := ENTRY.search(text, at):
        at, kind = start.end(), start[1].lower()
        if broken and at > border:
            border = next_start(text, at)
        fields, end = content_at(text, at, border, kind, words)
        if end < 0 and not broken:
            broken, border = True, next_start(text, at)
            fields, end = content_at(text, at, border, kind, words)
        at = end if end >= 0 else border
        if kind == "string":
            words |= {name: value[:LONGEST_WORD] for name, value in fields.items()}
        elif kind not in REMARKS:
            yield start.start(), kind, fields


def content_at(text: str, at: int, border: int, kind: str, words: dict[str, str]) -> tuple[dict[str, str], int]:
    """The raw fields of whatever begins here and where they end: -1 if it is never closed."""
    if kind in REMARKS:
        return {}, closing(text, at, "}", border)
    return fields_at(text, at, border, words)


def next_start(text: str, at: int) -> int:
    """Where the next line begins that begins an entry; the end of the text if none does."""
    following = STARTS.search(text, at)
    return following.start() if following else len(text)


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
    whole = name.startswith("{") and closing(name, 1, "}", len(name)) == len(name) - 1
    if whole and plain(name):
        return Organisation(plain(name))
    return None if plain(name) == "others" else found.author(plain(name))


def read(text: str) -> Works:
    """The works of a BibTeX file; an entry that has no title, or is never closed, is left out."""
    works = Works()
    line, counted = 1, 0
    for start, kind, raw in entries(text):
        line, counted = line + text.count("\n", counted, start), start
        said = {name: plain(raw[name]) for name in ASKED & raw.keys()}

        def first(*names: str, said: dict[str, str] = said) -> str:
            return next((said[name] for name in names if said.get(name)), "")

        if not first("title"):
            works.left_out.append(line)
            continue
        if len(works) > MOST:
            break
        works.append(
            found.work(
                first("title"),
                kind=SAID.get(first("type").lower(), KINDS.get(kind, "")),
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
