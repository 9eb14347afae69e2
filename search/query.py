"""The words that all engines speak: what is asked, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .asking import Question

PUBLIC = "public"
MEMBERS = "members"
ANYBODY = frozenset({PUBLIC})


@dataclass(frozen=True)
class SearchQuery:
    """A question. `viewer` holds the audience keys of the reader; a document is found if it has one of them.

    `without` names objects of which nothing is found nor counted: the index does not know yet what was taken back of them.
    `within` is the space, or "mine", that the reader asks about; the keys in `viewer` are narrowed to it already.
    `counted` names the facets that are to be counted; all of them if None.
    """

    text: str = ""
    language: str = "en"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    viewer: frozenset[str] = ANYBODY
    page: int = 1
    per_page: int = 20
    counted: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    within: str = ""

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page


@dataclass(frozen=True)
class Hit:
    """A document that was found: its key and what was stored with it, never more than its audience may read."""

    key: str
    score: float
    stored: Mapping


@dataclass(frozen=True)
class Answer:
    """What an engine found: one page of hits, how many there are, and for each facet how many of each value.

    `whole` says how many of them hold all that was asked; they come first. It is less than `total` only where so few
    did that entries with some of the words follow. `limited` is True while the index is missing or being made anew:
    what is there is right, but not all of it. `unbound` says that nothing holds the words in quotation marks as
    they stand, so that entries with some of them are given instead; none of those is `whole`. `asked` is the
    question as it was looked for, None where nothing could be asked.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    whole: int = 0
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    limited: bool = False
    unbound: bool = False
    asked: Question | None = None
