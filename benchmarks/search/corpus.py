"""A made-up network: entries with the vocabulary of the demonstration network, and what people might search for.

The same seed gives the same entries. Words follow Zipf's law: those of the demonstration content by how often they stand
there, then made-up ones, as the long tail of names and rare words. Entries have 200 words on average, some a hundred
times as many as others. Written once to a file of JSON lines, read as often as wanted.
"""

import json
import math
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

CONTENT = Path(__file__).resolve().parents[2] / "network_site" / "demo" / "content"
SEED = 20
VOCABULARY = 60_000
MEAN_WORDS = 200
QUERIES = 300
FACETS = ("type", "theme", "country", "evidence")
TYPES = {"practice": 30, "block": 20, "takeaway": 20, "resource": 15, "event": 8, "city": 5, "theme": 2}
COUNTRIES = [
    "kz",
    "fr",
    "be",
    "ke",
    "us",
    "jo",
    "de",
    "es",
    "za",
    "se",
    "sn",
    "tn",
    "uz",
    "nz",
    "id",
    "co",
    "ca",
    "au",
    "ba",
    "it",
    "pt",
    "br",
    "in",
    "jp",
]
EVIDENCE = {"told": 40, "monitored": 30, "compared": 20, "evaluated": 10}
THEMES = 60
NOT_PUBLIC = 0.04
LETTERS = re.compile(r"[^\W\d_]{2,}")
SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "di",
    "do",
    "fa",
    "ga",
    "go",
    "ka",
    "ke",
    "ki",
    "ko",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "pa",
    "pe",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "si",
    "so",
    "ta",
    "te",
    "ti",
    "to",
    "va",
    "ve",
    "vi",
]
STOP_RANK = 60  # nobody searches for the commonest words


def strings(value) -> Iterator[str]:
    """Every text in a piece of demonstration content, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def is_english(path: Path) -> bool:
    return not re.match(r"(fr|ar|es|ru)-", path.name)


@cache
def vocabulary() -> tuple[str, ...]:
    """Words from the commonest to the rarest: first those of the demonstration content, then made-up ones."""
    counted: Counter[str] = Counter()
    for path in sorted(CONTENT.rglob("*.toml")):
        if is_english(path):
            for text in strings(tomllib.loads(path.read_text())):
                counted.update(word.lower() for word in LETTERS.findall(text) if word.isascii())
    words = dict.fromkeys(word for word, _count in sorted(counted.items(), key=lambda row: (-row[1], row[0])))
    chance = random.Random(SEED)
    while len(words) < VOCABULARY:
        words["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) + chance.choice("nrstl")] = None
    return tuple(words)


@cache
def weights() -> list[float]:
    """How common the words are, added up, as Zipf's law has it."""
    return list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))


def lengths(chance: random.Random) -> int:
    """The number of words of an entry: 200 on average, many short and a few very long."""
    return max(8, min(4000, round(chance.lognormvariate(math.log(MEAN_WORDS) - 0.32, 0.8))))


def sentence(words: list[str]) -> str:
    """Words as a text, with a full stop after every twelfth."""
    parts = [" ".join(words[start : start + 12]).capitalize() for start in range(0, len(words), 12)]
    return ". ".join(parts) + "."


def pick(chance: random.Random, table: dict[str, int]) -> str:
    return chance.choices(list(table), list(table.values()))[0]


def entry(number: int, chance: random.Random) -> dict:
    """One entry, as the fields of a SearchDocument."""
    words = chance.choices(vocabulary(), cum_weights=weights(), k=lengths(chance) + 24)
    kind, level = pick(chance, TYPES), pick(chance, EVIDENCE)
    themes = sorted({f"theme-{int(THEMES * chance.random() ** 2)}" for _theme in range(chance.randint(1, 3))})
    public = chance.random() >= NOT_PUBLIC
    facets = {"type": [kind], "theme": themes, "country": [chance.choice(COUNTRIES)], "evidence": [level]}
    return {
        "key": f"{kind}:{number}",
        "object_key": f"bench.entry:{number}",
        "kind": kind,
        "title": " ".join(words[:8]).capitalize(),
        "url": f"/{kind}/{number}/",
        "language": "en",
        "claim": sentence(words[8:24]),
        "place": "",
        "texts": {"Summary": sentence(words[24:])},
        "facets": facets | {"language": ["en"], "year": [str(2000 + int(26 * chance.random() ** 0.5))]},
        "vetted": chance.random() < 0.3,
        "fresh": chance.random() < 0.6,
        "evidence": list(EVIDENCE).index(level) + 1,
        "audience": ["public"] if public else [chance.choice(("members", "space:1", "space:2", "person:7"))],
    }


def write(path: Path, count: int) -> None:
    """Write so many entries to a file, one a line."""
    chance = random.Random(SEED + count)
    with path.open("w") as file:
        for number in range(count):
            file.write(json.dumps(entry(number, chance)) + "\n")


def rows(path: Path) -> Iterator[dict]:
    with path.open() as file:
        for line in file:
            yield json.loads(line)


def documents(entries: Iterable[dict]) -> Iterator:
    """The entries as the site's own kind of document."""
    from search.documents import SearchDocument

    for row in entries:
        yield SearchDocument(
            **row | {"audience": tuple(row["audience"]), "facets": {k: tuple(v) for k, v in row["facets"].items()}}
        )


def is_public(row: dict) -> bool:
    return row["audience"] == ["public"]


def queries(path: Path, count: int = QUERIES) -> list[str]:
    """Searches of one to three words, each with words that stand together in some public entry."""
    chance = random.Random(SEED)
    public = [row for row in rows(path) if is_public(row)] if path.stat().st_size < 50_000_000 else sampled(path)
    common = set(vocabulary()[:STOP_RANK])
    found: dict[str, None] = {}
    while len(found) < count:
        row = chance.choice(public)
        text = row["title"] if chance.random() < 0.5 else row["texts"]["Summary"]
        words = [word for word in LETTERS.findall(text.lower()) if word not in common]
        if len(words) > 3:
            found[" ".join(chance.sample(words, chance.choices((1, 2, 3), (30, 45, 25))[0]))] = None
    return list(found)


def sampled(path: Path) -> list[dict]:
    """Every twentieth public entry, enough to take searches from."""
    return [row for number, row in enumerate(rows(path)) if number % 20 == 0 and is_public(row)]
