"""What can be found, as flat documents; `sources.py` says how they are made from the network's things."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from .query import PUBLIC


@dataclass(frozen=True)
class SearchDocument:
    """One thing that can be found.

    `object_key` names the database row that it stands and falls with: a takeaway's is its event's. `texts` maps the
    label of a field to its words. `audience` holds the keys of which a reader needs one.
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
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signals: tuple[Mapping, ...] = ()
    vetted: bool = False
    fresh: bool = False
    evidence: int = 0
    audience: tuple[str, ...] = (PUBLIC,)

    @property
    def stored(self) -> dict:
        """What a hit needs for being shown."""
        names = ("key", "object_key", "kind", "title", "url", "language", "claim", "parent", "place")
        return {name: getattr(self, name) for name in names} | {
            "texts": dict(self.texts),
            "signals": list(self.signals),
        }

    @property
    def digest(self) -> str:
        """Changes whenever anything about the document does."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=list).encode()).hexdigest()[:32]
