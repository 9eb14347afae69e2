"""A small gazetteer: cities of 60 000 people and more, and all capitals.

Source: GeoNames (geonames.org), licence CC BY 4.0; the extract and how it was made are described in `data/README.md`.
"""

import csv
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "gazetteer.tsv"


@dataclass(frozen=True)
class Place:
    """A place as GeoNames has it: degrees, people, IANA time zone."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    time_zone: str


def fold(name: str) -> str:
    """A name without case, accents and punctuation, so that “Malmo” finds Malmö."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


@lru_cache(maxsize=1)
def _by_name() -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            place = Place(
                row["name"],
                row["country"],
                float(row["latitude"]),
                float(row["longitude"]),
                int(row["population"]),
                row["time_zone"],
            )
            places.setdefault(fold(place.name), []).append(place)
    return places


def lookup(name: str, country: str | None = None) -> list[Place]:
    """The places of a name, the largest first; with a country's code only those there."""
    return [place for place in _by_name().get(fold(name), []) if country is None or place.country == country]


def suggest(prefix: str, country: str | None = None, limit: int = 8) -> list[Place]:
    """The largest places whose name begins with the prefix; an empty prefix suggests nothing."""
    wanted = fold(prefix)
    if not wanted:
        return []
    found = (place for name, places in _by_name().items() if name.startswith(wanted) for place in places)
    chosen = [place for place in found if country is None or place.country == country]
    return sorted(chosen, key=lambda place: -place.population)[:limit]
