"""What every engine promises, and how all of them answer: the same words, totals, counts and order everywhere.

An engine keeps two indices. `OPEN` holds what anybody may read, `CLOSED` the rest with its audience keys. A reader
without keys is answered from the open one alone.
"""

import math
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from time import monotonic

from rapidfuzz.distance import OSA

from ..analysis import STEMMERS, WORD, fold, spelled
from ..asking import Question, question
from ..documents import SearchDocument
from ..facets import ASIDE, NAMES
from ..plan import All, Begins, Fixed, Nearly, Plan, Values, Word, aside, audience, chosen, left_out, plan, without
from ..query import ANYBODY, PUBLIC, Answer, Hit, SearchQuery
from ..ranking import LANGUAGES, SPELLED, TEXT, weighed_for
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
    """What matches in one index: how many, and some of them as (score, order, key, stored)."""

    total: int = 0
    rows: tuple[tuple[float, int, str, Mapping], ...] = ()


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
    def find(self, tier: str, match: All, *, offset: int, count: int, weight: str = "") -> Found:
        """Rows from `offset` on by falling score, then `order`, then key.

        Scores are multiplied by what the field `weight` says; without one they do not count and `order` decides.
        """

    @abstractmethod
    def values(self, tier: str, counted: Mapping[str, All]) -> dict[str, dict[str, int]]:
        """For each named facet how many of the documents that match its node carry each value."""

    @abstractmethod
    def frequencies(self, words: Iterable[str], field: str = TEXT) -> dict[str, int]:
        """In how many open documents each stem, or other word of a field, stands."""

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
        plans = self.plans(asked, query)
        if not plans:
            return Answer()
        answer = self.answered(asked, plans, query)
        if answer.total or not asked.is_bound or self.is_met(plans, query):
            return answer
        asked = self.asked(query, bound=False)
        return replace(self.answered(asked, self.plans(asked, query), query), whole=0, unbound=True)

    def asked(self, query: SearchQuery, *, bound: bool = True) -> Question:
        """What somebody typed, as it is looked for."""
        return question(query.text, query.language, self.languages(), vocabulary(), bound=bound)

    def plans(self, asked: Question, query: SearchQuery) -> dict[str, Plan]:
        """What each index is asked that this reader may read."""
        known = self.frequencies(asked.stems)
        near = self.near(asked, known)
        there = {OPEN: asked.among(known), CLOSED: asked}
        return {tier: plan(there[tier], query, near, self.rarity(tier, known)) for tier in self.tiers(query)}

    def answered(self, asked: Question, plans: Mapping[str, Plan], query: SearchQuery) -> Answer:
        rows, totals = self.rows(plans, query, asked)
        hits = tuple(Hit(key, score, stored) for score, _order, key, stored in rows)
        counts, whole = self.counts(plans, len(totals), query), totals[0] if asked else sum(totals)
        return Answer(hits, sum(totals), whole, counts, asked=asked)

    def is_met(self, plans: Mapping[str, Plan], query: SearchQuery) -> bool:
        """Whether there is anything for this question, whatever is chosen besides."""
        asked = {tier: All(must=(All(may=made.stages, least=1), *inside(tier, query))) for tier, made in plans.items()}
        return any(self.find(tier, match, offset=0, count=0).total for tier, match in asked.items())

    def tiers(self, query: SearchQuery) -> list[str]:
        return [OPEN] * bool(query.viewer) + [CLOSED] * bool(query.viewer - ANYBODY)

    def rarity(self, tier: str, known: Mapping[str, int]) -> Callable[[str], float] | None:
        """How rare a word is among what everybody may read, as BM25 has it; the open index knows that by itself."""
        if tier == OPEN:
            return None
        size = self.size()
        return lambda word: round(math.log(1 + (size - known.get(word, 0) + 0.5) / (known.get(word, 0) + 0.5)), 4)

    def rows(self, plans: Mapping[str, Plan], query: SearchQuery, asked: Question) -> tuple[list[tuple], list[int]]:
        """The rows of a page, stage after stage as far as they are needed, and how many each stage has."""
        rows: list[tuple] = []
        totals: list[int] = []
        for stage in range(min(len(made.stages) for made in plans.values())):
            if stage and asked and self.is_enough(plans, totals[0], query):
                break
            offset = max(0, query.offset - sum(totals))
            found = self.stage(plans, stage, offset, query.per_page - len(rows), query)
            rows += found.rows
            totals.append(found.total)
        return rows, totals

    def is_enough(self, plans: Mapping[str, Plan], found: int, query: SearchQuery) -> bool:
        """Whether the first stage will do; decided without the filters, so that each count leads to a list of its length."""
        if chosen(query, NAMES):
            kept = left_out(ASIDE)
            whole = {tier: All(must=(made.stages[0], *inside(tier, query)), never=kept) for tier, made in plans.items()}
            found = sum(self.find(tier, match, offset=0, count=0).total for tier, match in whole.items())
        return found >= max(ENOUGH, query.per_page)

    def stage(self, plans: Mapping[str, Plan], stage: int, offset: int, count: int, query: SearchQuery) -> Found:
        """A part of one stage. Of two indices each gives all that might stand there, to be put in one order."""
        filters = chosen(query, NAMES)
        weight = weighed_for(query.language) if any(made.lifts for made in plans.values()) else ""
        several = len(plans) > 1 and count > 0
        found = [
            self.find(tier, made.ranked(made.stages[stage], [*inside(tier, query), *filters], aside(query, ASIDE)), offset=0 if several else offset, count=offset + count if several else count, weight=weight)
            for tier, made in plans.items()
        ]  # fmt: skip
        rows = [row for one in found for row in one.rows]
        if several:
            rows = sorted(rows, key=lambda row: (-row[0], -row[1], row[2]))[offset : offset + count]
        return Found(sum(one.total for one in found), tuple(rows))

    def counts(self, plans: Mapping[str, Plan], stages: int, query: SearchQuery) -> dict[str, dict[str, int]]:
        """Counts of every facet over all stages; a facet's own choice does not narrow them."""
        names = NAMES if query.counted is None else [name for name in NAMES if name in query.counted]
        counts = {name: Counter[str]() for name in names}
        for tier, made in plans.items():
            match = made.stages[0] if stages == 1 else All(may=made.stages, least=1)
            counted = {
                name: All(
                    must=(match, *inside(tier, query), *chosen(query, NAMES, but=name)),
                    never=aside(query, ASIDE, but=name),
                )
                for name in names
            }
            for name, values in self.values(tier, counted).items():
                counts[name].update(values)
        return {name: dict(values) for name, values in counts.items()}

    def languages(self) -> tuple[str, ...]:
        """The languages of open documents; looked up twice a minute."""
        if self._languages is None or monotonic() - self._languages[0] > LANGUAGE_SECONDS:
            there = self.frequencies([f"lang-{code}" for code in STEMMERS], field="mark")
            self._languages = (monotonic(), tuple(code for code in STEMMERS if there.get(f"lang-{code}")))
        return self._languages[1]

    # -- forgiving ---------------------------------------------------------------------------------------------

    def near(self, asked: Question, known: Mapping[str, int]) -> dict[str, list[Nearly]]:
        """For each word that stands in no open document, the titles' words that are nearly it."""
        words = {one.typed: one.ways[0].words[0] for one in asked.clauses if one.is_wanted and allowed_slips(one.typed)}
        unknown = [typed for typed, stems in words.items() if not any(known.get(one) for one in stems)]
        return {typed: [Nearly(SPELLED, spelled(typed), allowed_slips(typed))] for typed in unknown}

    def correction(self, query: SearchQuery) -> str:
        """The question with each unknown word spelled as a title has it, or "" if there is nothing to mend."""
        if not query.text or not self.is_ready():
            return ""
        text, asked = query.text, self.asked(query, bound=False)
        for typed, (nearly,) in self.near(asked, self.frequencies(asked.stems)).items():
            better = self.nearest(typed, nearly)
            if better:
                text = text.replace(typed, better)
        return text if text != query.text else ""

    def nearest(self, typed: str, nearly: Nearly) -> str:
        """The titles' word with the fewest slips; of several the one that more titles have."""
        found = self.find(OPEN, All(must=(Fixed(nearly, 1.0),), never=left_out(ASIDE)), offset=0, count=30)
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
            match = All(must=(only, *(Fixed(node, 0.0) for node in (*typed, last))), may=kinds, never=left_out(ASIDE))
            rows = self.find(OPEN, match, offset=0, count=count * 4, weight=weighed_for(LANGUAGES[0])).rows
            if rows:
                return ordered(rows, " ".join(words))[:count]
        return []

    def slipped(self, word: str) -> list[Nearly]:
        slips = allowed_slips(word)
        return [Nearly(SPELLED, word, slips)] if slips and len(word) > 4 else []


def inside(tier: str, query: SearchQuery) -> tuple[Values | All, ...]:
    """The audience as a filter. What stands in the open index is everybody's, and needs none."""
    return without(query) if tier == OPEN and PUBLIC in query.viewer else (audience(query), *without(query))


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
