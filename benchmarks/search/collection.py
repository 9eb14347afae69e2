"""Reads test collections in the style of TREC: documents, topics, and judgements of which document answers which topic."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain
from pathlib import Path

DOCUMENTS = ("documents", "docs", "corpus", "collection")
TOPICS = ("topics", "queries")
QRELS = ("qrels",)
TAG = re.compile(r"<[^<>]*>")
NUMBER = re.compile(r"(?:number|num)\s*:?\s*", re.IGNORECASE)
LABEL = re.compile(r"^\s*(?:topic|title|description)\s*:\s*", re.IGNORECASE)


class Broken(Exception):
    """A file that is missing or cannot be read, in one sentence for whoever runs the benchmark."""


@dataclass(frozen=True)
class Entry:
    """A document of the collection."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Collection:
    """Where the documents are, what is asked, and which documents answer it (and how well)."""

    documents_path: Path
    topics: dict[str, str]
    judgements: dict[str, dict[str, int]]

    def documents(self) -> Iterator[Entry]:
        return read_documents(self.documents_path)


def read_collection(
    folder: Path,
    *,
    documents: Path | None = None,
    topics: Path | None = None,
    qrels: Path | None = None,
    description: bool = False,
) -> Collection:
    """A collection in a folder; files with names of their own may be named one by one."""
    if not folder.is_dir():
        raise Broken(f"There is no folder {folder}.")
    judgements = read_qrels(qrels or found(folder, QRELS))
    asked = read_topics(topics or found(folder, TOPICS), description=description)
    judged = {
        topic: text for topic, text in asked.items() if any(row > 0 for row in judgements.get(topic, {}).values())
    }
    if not judged:
        raise Broken("No topic has a judged document; do the numbers of topics and judgements belong together?")
    return Collection(documents or found(folder, DOCUMENTS), judged, {topic: judgements[topic] for topic in judged})


def found(folder: Path, names: tuple[str, ...]) -> Path:
    """The one file or folder that has one of the names, whatever its ending."""
    for name in names:
        matches = sorted(path for path in folder.iterdir() if re.split(r"[._-]", path.name.lower())[0] == name)
        if len(matches) > 1:
            raise Broken(
                f"{folder} has several files for {name}: {', '.join(path.name for path in matches)}. Name one."
            )
        if matches:
            return matches[0]
    raise Broken(f"{folder} has no file named {' or '.join(names)} (with any ending).")


def text_of(path: Path) -> str:
    """The text of a file, packed or not; old collections are not in UTF-8."""
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError, gzip.BadGzipFile) as error:
        raise Broken(f"{path} cannot be read: {error}.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def squeezed(text: str) -> str:
    return " ".join(text.split())


# -- documents -------------------------------------------------------------------------------------------------


def read_documents(path: Path) -> Iterator[Entry]:
    """Every document of a file, or of all files of a folder; JSON lines or TREC's SGML, seen by the first sign."""
    if not path.exists():
        raise Broken(f"There is no file {path}.")
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    seen: set[str] = set()
    for entry in chain.from_iterable(documents_in(file) for file in files):
        if entry.id in seen:
            raise Broken(f"{path}: the document {entry.id} is there twice.")
        seen.add(entry.id)
        yield entry
    if not seen:
        raise Broken(f"{path} holds no document.")


def documents_in(path: Path) -> Iterator[Entry]:
    text = text_of(path)
    start = text.lstrip()[:1]
    if start == "{":
        return json_documents(path, text)
    if start == "<":
        return sgml_documents(path, text)
    raise Broken(f"{path} is neither JSON lines nor TREC's <DOC> files.")


def json_rows(path: Path, text: str) -> Iterator[tuple[int, dict]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise Broken(f"{path}, line {number}: this is no JSON ({error}).") from error
        if not isinstance(row, dict) or not first(row, "id", "_id", "docno"):
            raise Broken(f"{path}, line {number}: a line needs an object with an “id”.")
        yield number, row


def json_documents(path: Path, text: str) -> Iterator[Entry]:
    for number, row in json_rows(path, text):
        body = first(row, "text", "contents", "body")
        title = first(row, "title")
        if not body and not title and not ({"text", "contents", "body", "title"} & row.keys()):
            raise Broken(f"{path}, line {number}: a document needs a “title” or a “text”.")
        yield Entry(first(row, "id", "_id", "docno"), squeezed(title), squeezed(body))


def first(row: dict, *names: str) -> str:
    """The first of the values that is there, as text."""
    return next((str(row[name]) for name in names if row.get(name) not in (None, "")), "")


def sgml_documents(path: Path, text: str) -> Iterator[Entry]:
    chunks = re.findall(r"<DOC>(.*?)</DOC>", text, re.IGNORECASE | re.DOTALL)
    if not chunks:
        raise Broken(f"{path} has no <DOC> … </DOC>.")
    for chunk in chunks:
        number = squeezed(inside(chunk, "DOCNO"))
        if not number:
            raise Broken(f"{path}: a <DOC> has no <DOCNO>: “{squeezed(chunk)[:60]}”.")
        title = inside(chunk, "TITLE") or inside(chunk, "HEADLINE")
        rest = re.sub(r"<(DOCNO|DOCID|TITLE|HEADLINE)>.*?</\1>", " ", chunk, flags=re.IGNORECASE | re.DOTALL)
        yield Entry(number, words(title), words(inside(chunk, "TEXT") or rest))


def inside(chunk: str, tag: str) -> str:
    return " ".join(re.findall(rf"<{tag}>(.*?)</{tag}>", chunk, re.IGNORECASE | re.DOTALL))


def words(markup: str) -> str:
    return squeezed(unescape(TAG.sub(" ", markup)))


# -- topics ----------------------------------------------------------------------------------------------------


def read_topics(path: Path, *, description: bool = False) -> dict[str, str]:
    """What is asked, by number: lines with a tab, JSON lines, or TREC's <top> with its title (and description)."""
    text = text_of(path)
    start = text.lstrip()[:1]
    if start == "<":
        pairs = sgml_topics(path, text, description)
    elif start == "{":
        pairs = [
            (first(row, "id", "_id"), first(row, "text", "title", "query")) for _number, row in json_rows(path, text)
        ]
    else:
        pairs = tab_topics(path, text)
    topics: dict[str, str] = {}
    for number, asked in pairs:
        if number in topics:
            raise Broken(f"{path}: the topic {number} is there twice.")
        if not squeezed(asked):
            raise Broken(f"{path}: the topic {number} asks nothing.")
        topics[number] = squeezed(asked)
    if not topics:
        raise Broken(f"{path} holds no topic.")
    return topics


def tab_topics(path: Path, text: str) -> list[tuple[str, str]]:
    pairs = []
    for place, line in enumerate(text.split("\n"), 1):
        number, tab, asked = line.partition("\t")
        if line.strip() and not tab:
            raise Broken(f"{path}, line {place}: a topic is a number, a tab and what is asked.")
        if tab:
            pairs.append((number.strip(), asked))
    return pairs


def sgml_topics(path: Path, text: str, description: bool) -> list[tuple[str, str]]:
    """TREC's topics close their tags or not; a part then ends where the next one begins."""
    pairs = []
    for chunk in re.split(r"<top\b[^>]*>", text, flags=re.IGNORECASE)[1:]:
        pieces = re.split(r"<(/?[a-z-]+)[^>]*>", chunk, flags=re.IGNORECASE)
        parts = {name.lower(): piece for name, piece in zip(pieces[1::2], pieces[2::2], strict=True)}
        number = squeezed(NUMBER.sub("", parts.get("num", "")))
        if not number:
            raise Broken(f"{path}: a <top> has no <num>: “{squeezed(chunk)[:60]}”.")
        title, told = (LABEL.sub("", unescape(parts.get(name, ""))) for name in ("title", "desc"))
        pairs.append((number, f"{title} {told}" if description or not title.strip() else title))
    return pairs


# -- judgements ------------------------------------------------------------------------------------------------


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Judgements by topic and document: four columns as TREC has them, or three with a line of headings."""
    if path.is_dir():
        raise Broken(f"{path} is a folder; name the file of judgements with --qrels.")
    judgements: dict[str, dict[str, int]] = {}
    for number, line in enumerate(text_of(path).split("\n"), 1):
        parts = line.split()
        if not parts or (number == 1 and not parts[-1].lstrip("-").isdigit()):
            continue
        if len(parts) not in (3, 4):
            raise Broken(f"{path}, line {number}: a judgement has four columns (topic, 0, document, relevance).")
        try:
            judgements.setdefault(parts[0], {})[parts[-2]] = int(parts[-1])
        except ValueError as error:
            raise Broken(f"{path}, line {number}: the last column is no whole number.") from error
    if not judgements:
        raise Broken(f"{path} holds no judgement.")
    return judgements
