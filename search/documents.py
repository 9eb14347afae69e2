"""What can be found, as flat documents; `sources.py` says how they are made from the network's things."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from .analysis import indexed, spelled
from .query import PUBLIC
from .ranking import CLAIM, SPELLED, TEXT, TITLE


@dataclass(frozen=True)
class SearchDocument:
    """One thing that can be found.

    `object_key` names the database row that it stands and falls with: a takeaway's is its event's. `texts` maps the
    label of a field to its words; `also` holds names in other languages, as (language, words). `dated` orders what
    matches alike, the newest first. `audience` holds the keys of which a reader needs one.
    """

    key: str
    object_key: str
    kind: str
    title: str
    url: str
    language: str
    claim: str = ""
    parent: str = ""
    place: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    also: tuple[tuple[str, str], ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signals: tuple[Mapping, ...] = ()
    vetted: bool = False
    fresh: bool = False
    evidence: int = 0
    dated: date | None = None
    audience: tuple[str, ...] = (PUBLIC,)

    @property
    def is_open(self) -> bool:
        """Whether anybody may read it; all other documents stand in an index of their own."""
        return PUBLIC in self.audience

    @property
    def words(self) -> dict[str, str]:
        """What is looked up, by field: stems parted by spaces, and the title as it is spelled."""
        title, claim = indexed(self.title, self.language), indexed(self.claim, self.language)
        other = [indexed(text, language) for language, text in self.also]
        body = [indexed(text, self.language) for text in self.texts.values() if text]
        names = " ".join([spelled(self.title), *(spelled(text) for _language, text in self.also)])
        return {
            TITLE: " ".join([title, *other]),
            CLAIM: claim,
            TEXT: " ".join([title, claim, *body, *other]),
            SPELLED: names,
        }

    @property
    def stored(self) -> dict:
        """What a hit needs for being shown."""
        return {name: getattr(self, name) for name in STORED}

    @property
    def digest(self) -> str:
        """Changes whenever anything about the document does."""
        values = [getattr(self, name) for name in NAMES]
        return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:32]


NAMES = tuple(one.name for one in fields(SearchDocument))
STORED = (
    "key",
    "object_key",
    "kind",
    "title",
    "url",
    "language",
    "claim",
    "parent",
    "place",
    "texts",
    "signals",
    "vetted",
    "fresh",
    "evidence",
    "dated",
)
