"""What every engine promises, and how all of them answer: the same words, totals, counts and order everywhere.

An engine keeps two indices. `OPEN` holds what anybody may read, `CLOSED` the rest with its audience keys. A reader
without keys is answered from the open one alone.
"""

import math
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from time import monotonic

from django.conf import settings
from rapidfuzz.distance import OSA

from ..analysis import WORD, fold, spelled
from ..asking import Question, question
from ..documents import SearchDocument
from ..facets import NAMES
from ..plan import All, Begins, Fixed, Nearly, Plan, Values, Word, audience, chosen, plan
from ..query import ANYBODY, PUBLIC, Answer, Hit, SearchQuery
from ..ranking import SPELLED
from ..vocabulary import vocabulary

OPEN, CLOSED = "open", "closed"
TIERS = (OPEN, CLOSED)
ENOUGH = 20  # so many entries with every word, and those with only some of them are left out
SUGGESTED = {"theme": 4.0, "city": 3.0, "practice": 2.5, "event": 2.0, "resource": 1.0}
LANGUAGE_SECONDS = 30


class EngineUnavailable(Exception):
    """The index cannot be read or written just now; nothing is lost, what was to be written waits."""


@dataclass(frozen=True)
class Found:
    """What one index holds: how many, the best of them as (score, order, key, stored), and counts by facet."""

    total: int = 0
    rows: tuple[tuple[float, int, str, Mapping], ...] = ()
    counts: Mapping[str, Mapping[str, int]] | None = None


@dataclass(frozen=True)
class Indexed:
    """A document as the index has it: in which of the two, of which object, and the digest of its content."""

    tier: str
    object_key: str
    digest: str


@dataclass(frozen=True)
class Suggestion:
    """A title that begins like what is being typed."""

    key: str
    object_key: str
    kind: str
    title: str
    url: str
    language: str


class Building(ABC):
    """An index in the making; it answers once the block that makes it ends without an error."""

    @abstractmethod
    def add(self, documents: Iterable[SearchDocument]) -> int:
        """Add documents and return how many they were."""

    @abstractmethod
    def replace(self, object_keys: Iterable[str], documents: Iterable[SearchDocument]) -> None:
        """Take away all documents of these objects and add these."""


class Engine(ABC):
    """Two indices and the answers out of them. Keys, values and words are data here, never syntax."""

    _languages: tuple[float, tuple[str, ...]] | None = None

    # -- what each engine does in its own way ------------------------------------------------------------------

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether there is an index of today's shape. Raises EngineUnavailable where that cannot be known."""

    @abstractmethod
    def find(self, tier: str, match: All, *, offset: int, count: int, counted: Mapping[str, All]) -> Found:
        """Rows from `offset` on by falling score, then `order`, then key; and for each named facet its values' counts."""

    @abstractmethod
    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """In how many open documents each stem stands."""

    @abstractmethod
    def size(self) -> int:
        """How many open documents there are."""

    @abstractmethod
    def replace(self, object_keys: Iterable[str], documents: Iterable[SearchDocument]) -> None:
        """Take away all documents of these objects and add these, which are read only once nobody else can write."""

    @abstractmethod
    def building(self) -> AbstractContextManager[Building]:
        """Make a new index beside the one that answers, and let it take its place at the end of the block."""

    @abstractmethod
    def contents(self) -> dict[str, "Indexed"]:
        """What is there, by document key."""

    # -- what all of them do alike -----------------------------------------------------------------------------

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Make the index of these documents and nothing else; the old one answers until it is whole."""
        with self.building() as new:
            return new.add(documents)

    def search(self, query: SearchQuery) -> Answer:
        """Answer a question; `limited` and empty if there is no index yet."""
        if not self.is_ready():
            return Answer(limited=True)
        asked = self.asked(query)
        near = self.near(asked)
        plans = {tier: self.planned(tier, asked, query, near) for tier in self.tiers(query)}
        matches = {tier: made.strict for tier, made in plans.items()}
        found = self.answers(plans, matches, query)
        whole = strict = self.total(found)
        if chosen(query, NAMES):
            strict = sum(
                self.find(t, All(must=(m, audience(query))), offset=0, count=0, counted={}).total
                for t, m in matches.items()
            )
        if strict < ENOUGH and all(made.loose for made in plans.values()):
            matches = {tier: made.loose for tier, made in plans.items() if made.loose}
            found = self.answers(plans, matches, query)
        return self.merged(found, whole, query)

    def asked(self, query: SearchQuery) -> Question:
        return question(query.text, query.language, self.languages(), vocabulary())

    def tiers(self, query: SearchQuery) -> list[str]:
        return [OPEN] * bool(query.viewer) + [CLOSED] * bool(query.viewer - ANYBODY)

    def planned(self, tier: str, asked: Question, query: SearchQuery, near: Mapping) -> Plan:
        return plan(asked, query, near, None if tier == OPEN else self.rarity(asked))

    def rarity(self, asked: Question) -> Callable[[str], float]:
        """How rare a word is among what everybody may read; as BM25 has it."""
        size, known = self.size(), self.frequencies(asked.stems)
        return lambda word: round(math.log(1 + (size - known.get(word, 0) + 0.5) / (known.get(word, 0) + 0.5)), 4)

    def answers(self, plans: Mapping[str, Plan], matches: Mapping[str, All], query: SearchQuery) -> list[Found]:
        """What each index has. Of two indices each gives all that might stand on the page; they are merged after."""
        names = NAMES if query.counted is None else [name for name in NAMES if name in query.counted]
        several = len(matches) > 1
        offset = 0 if several else query.offset
        count = query.offset + query.per_page if several else query.per_page
        found = []
        for tier, match in matches.items():
            inside = All(must=(match, audience(query)))
            filters = chosen(query, NAMES)
            counted = {name: All(must=(inside, *chosen(query, NAMES, but=name))) for name in names}
            ranked = plans[tier].ranked(match, [audience(query), *filters])
            found.append(self.find(tier, ranked, offset=offset, count=count, counted=counted))
        return found

    def total(self, found: list[Found]) -> int:
        return sum(one.total for one in found)

    def merged(self, found: list[Found], whole: int, query: SearchQuery) -> Answer:
        rows = [row for one in found for row in one.rows]
        if len(found) > 1:
            rows.sort(key=lambda row: (-row[0], -row[1], row[2]))
            rows = rows[query.offset : query.offset + query.per_page]
        counts: dict[str, Counter] = {}
        for one in found:
            for name, values in (one.counts or {}).items():
                counts.setdefault(name, Counter()).update(values)
        hits = tuple(Hit(key, score, stored) for score, _order, key, stored in rows)
        return Answer(hits, self.total(found), whole, {name: dict(values) for name, values in counts.items()})

    def languages(self) -> tuple[str, ...]:
        """The network's languages and those of open documents; looked up twice a minute."""
        if self._languages is None or monotonic() - self._languages[0] > LANGUAGE_SECONDS:
            everything = {"language": All(must=(Values("audience", (PUBLIC,)),))}
            there = self.find(OPEN, everything["language"], offset=0, count=0, counted=everything).counts or {}
            codes = dict.fromkeys([code for code, _name in settings.LANGUAGES] + sorted(there.get("language", {})))
            self._languages = (monotonic(), tuple(codes))
        return self._languages[1]

    # -- forgiving ---------------------------------------------------------------------------------------------

    def near(self, asked: Question) -> dict[str, list[Nearly]]:
        """For each word that stands in no open document, the titles' words that are nearly it."""
        words = {one.typed: one.ways[0].words[0] for one in asked.clauses if one.is_wanted and allowed_slips(one.typed)}
        if not words:
            return {}
        known = self.frequencies(frozenset().union(*words.values()))
        unknown = [typed for typed, stems in words.items() if not any(known.get(one) for one in stems)]
        return {typed: [Nearly(SPELLED, spelled(typed), allowed_slips(typed))] for typed in unknown}

    def correction(self, query: SearchQuery) -> str:
        """The question with each unknown word spelled as a title has it, or "" if there is nothing to mend."""
        if not query.text or not self.is_ready():
            return ""
        text = query.text
        for typed, (nearly,) in self.near(self.asked(query)).items():
            better = self.nearest(typed, nearly)
            if better:
                text = text.replace(typed, better)
        return text if text != query.text else ""

    def nearest(self, typed: str, nearly: Nearly) -> str:
        """The titles' word with the fewest slips; of several the one that more titles have."""
        found = self.find(OPEN, All(must=(Fixed(nearly, 1.0),)), offset=0, count=30, counted={})
        words = Counter(word for *_rest, stored in found.rows for word in set(WORD.findall(stored["title"])))
        slips = {word: OSA.distance(fold(word), nearly.word) for word in words}
        close = [word for word, far in slips.items() if far <= nearly.distance]
        return min(close, key=lambda word: (slips[word], -words[word], word), default="")

    def suggest(self, text: str, count: int = 8) -> list[Suggestion]:
        """Titles with words that begin as those typed do, themes and cities first; from open documents only."""
        words = spelled(text).split()[:8]
        if not words or len(words[-1]) < 2 - (len(words) > 1) or not self.is_ready():
            return []
        kinds = tuple(Fixed(Values("mark", (f"kind-{kind}",)), weight) for kind, weight in SUGGESTED.items())
        only = Values("mark", tuple(f"kind-{kind}" for kind in SUGGESTED))
        typed = tuple(Word(SPELLED, word) for word in words[:-1])
        for last in (Begins(SPELLED, words[-1]), *self.slipped(words[-1])):
            match = All(must=(only, *(Fixed(node, 0.0) for node in (*typed, last))), may=kinds)
            rows = self.find(OPEN, match, offset=0, count=count * 4, counted={}).rows
            if rows:
                return ordered(rows, " ".join(words))[:count]
        return []

    def slipped(self, word: str) -> list[Nearly]:
        slips = allowed_slips(word)
        return [Nearly(SPELLED, word, slips)] if slips and len(word) > 4 else []


def ordered(rows: Iterable[tuple], typed: str) -> list[Suggestion]:
    """Suggestions: titles that begin with what was typed come first within their kind, and none stands twice."""
    found: dict[tuple[str, str], Suggestion] = {}
    for _score, _order, key, stored in sorted(
        rows, key=lambda row: (-row[0], not spelled(row[3]["title"]).startswith(typed))
    ):
        suggestion = Suggestion(key, *(stored[name] for name in ("object_key", "kind", "title", "url", "language")))
        found.setdefault((suggestion.kind, suggestion.title), suggestion)
    return list(found.values())


def allowed_slips(word: str) -> int:
    """How many slips of the hand a word of this length may hold; numbers and short words none."""
    length = len(fold(word))
    return 0 if length < 4 or any(char.isdigit() for char in word) else 1 if length < 8 else 2
