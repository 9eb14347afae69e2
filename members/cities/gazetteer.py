"""A small gazetteer: cities of 50 000 people and more, and all capitals, with the names others call the larger ones by.

Source: GeoNames (geonames.org), licence CC BY 4.0; the extract and how it was made are described in `data/README.md`.
"""

import gzip
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "gazetteer.tsv.gz"
DROPPED = {"'", "’", "‘", "ʻ", "ʼ", "ʿ", "ʾ", "`", "´", "ـ"}  # apostrophes and the Arabic stretching line
# Letters that Unicode does not take apart into a plain one and a mark.
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ə": "e", "æ": "ae", "œ": "oe", "þ": "th"}
    | {"ی": "ي", "ى": "ي", "ک": "ك", "ة": "ه"}
    | dict.fromkeys(DROPPED, "")
)


@dataclass(frozen=True)
class Place:
    """A place as GeoNames has it: degrees, people, IANA time zone."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    time_zone: str


@dataclass(frozen=True)
class Index:
    """Places by their folded names, the largest first; `own` are their names here, `other` what else they are called."""

    own: dict[str, list[Place]]
    other: dict[str, list[Place]]
    in_order: list[str]


def fold(name: str) -> str:
    """A name without case, accents and punctuation, so that “Malmo” finds Malmö and “Ndjamena” N'Djamena."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN))
    plain = "".join(c for c in letters if not unicodedata.combining(c)).translate(PLAIN)
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


@lru_cache(maxsize=1)
def _index() -> Index:
    own: dict[str, list[Place]] = {}
    other: dict[str, list[Place]] = {}
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as file:
        next(file)
        for line in file:
            _, name, country, latitude, longitude, people, zone, names = line.rstrip("\n").split("\t")
            place = Place(name, country, float(latitude), float(longitude), int(people), zone)
            own.setdefault(fold(name), []).append(place)
            for called in names.split("|") if names else ():
                other.setdefault(called, []).append(place)
    return Index(own, other, sorted(own.keys() | other.keys()))


def lookup(name: str, country: str | None = None) -> list[Place]:
    """The places of a name; with a country's code only those there.

    First those that GeoNames knows by this very name, then those also called so; in each group the largest first.
    """
    wanted = fold(name)
    index = _index()
    return _within([*index.own.get(wanted, []), *index.other.get(wanted, [])], country)


def suggest(prefix: str, country: str | None = None, limit: int = 8) -> list[Place]:
    """Places one of whose names begins with the prefix, ordered as in `lookup`; an empty prefix suggests nothing."""
    wanted = fold(prefix)
    if not wanted:
        return []
    index = _index()
    own: dict[Place, None] = {}
    other: dict[Place, None] = {}
    for name in index.in_order[bisect_left(index.in_order, wanted) :]:
        if not name.startswith(wanted):
            break
        own |= dict.fromkeys(index.own.get(name, []))
        other |= dict.fromkeys(index.other.get(name, []))
    ordered = [*sorted(own, key=_size), *sorted((place for place in other if place not in own), key=_size)]
    return _within(ordered, country)[:limit]


def _size(place: Place) -> int:
    return -place.population


def _within(places: Iterable[Place], country: str | None) -> list[Place]:
    return [place for place in places if country is None or place.country == country.upper()]
