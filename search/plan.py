"""What an engine is asked, in terms that every engine has: each engine only translates these few nodes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

from . import ranking
from .analysis import ALONE
from .asking import Clause, Question, Way
from .query import SearchQuery
from .ranking import TEXT

MOST_PHRASES = 24


@dataclass(frozen=True)
class Word:
    """Documents that hold a stem in a field; scored by how often, how rare and how long the field is (BM25)."""

    field: str
    word: str


@dataclass(frozen=True)
class Phrase:
    """Documents that hold stems side by side in a field; scored like a word."""

    field: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Nearly:
    """Documents that hold a word at most so many slips of the hand away; each scores the same."""

    field: str
    word: str
    distance: int


@dataclass(frozen=True)
class Begins:
    """Documents that hold a word with this beginning; each scores the same."""

    field: str
    beginning: str


@dataclass(frozen=True)
class Values:
    """Documents that carry one of these values; they score nothing."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Everything:
    """All documents; they score nothing."""


@dataclass(frozen=True)
class Best:
    """Documents that meet one of the nodes, scored by the best."""

    nodes: tuple


@dataclass(frozen=True)
class Times:
    """A node with its score multiplied."""

    node: object
    factor: float


@dataclass(frozen=True)
class Fixed:
    """A node with one score for all that meet it."""

    node: object
    score: float


@dataclass(frozen=True)
class All:
    """Documents that meet every `must`, no `never`, and at least so many of `may`; scores add up."""

    must: tuple = ()
    may: tuple = ()
    never: tuple = ()
    least: int = 0


Rarity = Callable[[str], float]


def scored(node: Word | Phrase, rarity: Rarity | None):
    """A word's own score, or a constant one where the statistics of the index must not show (see `plan`)."""
    if rarity is None:
        return node
    words = node.words if isinstance(node, Phrase) else (node.word,)
    return Fixed(node, sum(map(rarity, words)))


def in_field(way: Way, field: str, rarity: Rarity | None):
    """A way of meeting a clause, in one field."""
    if len(way.words) == 1:
        nodes = tuple(scored(Word(field, one), rarity) for one in sorted(way.words[0]))
    else:
        rows = list(product(*(sorted(words) for words in way.words)))[:MOST_PHRASES]
        nodes = tuple(scored(Phrase(field, row), rarity) for row in rows)
    return times(nodes[0] if len(nodes) == 1 else Best(nodes), way.weight)


def times(node, factor: float):
    return node if factor == 1 else Times(node, factor)


def clause(asked: Clause, near: Mapping[str, Iterable[Nearly]], rarity: Rarity | None):
    """One thing asked for, anywhere in a document; a word that nobody uses is met by titles that nearly hold it."""
    nodes = [in_field(way, TEXT, rarity) for way in asked.ways]
    nodes += [Fixed(node, ranking.NEARLY) for node in near.get(asked.typed, ())]
    return nodes[0] if len(nodes) == 1 else Best(tuple(nodes))


@dataclass(frozen=True)
class Plan:
    """A question for one index, in stages that share no document: what is in the first comes before the second.

    `whole` of them is how many stages hold all that was asked. `lifts` are words that count once more.
    """

    stages: tuple[All, ...]
    lifts: tuple = ()

    def ranked(self, stage: All, filters: Iterable, never: tuple) -> All:
        return All(must=(stage, *filters), may=self.lifts, never=never)


def plan(question: Question, query: SearchQuery, near: Mapping, rarity: Rarity | None) -> Plan:
    """A question as nodes: first what holds all of it, then what holds some; of everything, the reader's language first.

    The index of what not everybody may see is asked with a `rarity` of words that comes from the public one: its
    own statistics hold what this reader may not see, and would tell of it in the order of what they may.
    """
    wanted = tuple(clause(one, near, rarity) for one in question.clauses if one.is_wanted)
    exact = tuple(clause(one, near, rarity) for one in question.clauses if one.exact and not one.excluded)
    never = tuple(clause(one, {}, rarity) for one in question.clauses if one.excluded)
    if not (wanted or exact):
        mine = Values("mark", (f"lang-{query.language}",))
        return Plan((All(must=(mine,), never=never), All(must=(Everything(),), never=(*never, mine))))
    strict = All(must=(*wanted, *exact), never=never)
    loose = All(must=exact, may=wanted, never=(*never, All(must=wanted)), least=1)
    return Plan((strict, loose) if len(wanted) > 1 else (strict,), tuple(lifts(question, query.language, rarity)))


def lifts(question: Question, language: str, rarity: Rarity | None) -> Iterable:
    """The words again where they count for more, and side by side."""
    asked = [one for one in question.clauses if not one.excluded]
    for field, weight in ranking.BONUS.items():
        for one in asked:
            yield Times(in_field(one.ways[0], field, rarity), weight)
    for one, other in pairwise(asked):
        if one.is_wanted and other.is_wanted:
            side_by_side = Way((one.ways[0].words[0], other.ways[0].words[0]))
            for field, weight in together(one, other, len(asked), language).items():
                yield Times(in_field(side_by_side, field, rarity), weight)


def together(one: Clause, other: Clause, count: int, language: str) -> dict[str, float]:
    """What it counts for, by field, that two words of so many stand side by side."""
    if language in ranking.SYLLABLES or (ALONE.match(one.typed) and ALONE.match(other.typed)):
        return ranking.TOGETHER | {TEXT: ranking.SIGNS}
    return ranking.TOGETHER | ({TEXT: ranking.TOGETHER_IN_TEXT} if count >= ranking.LONG else {})


def audience(query: SearchQuery) -> Values:
    return Values("audience", tuple(sorted(query.viewer)))


def without(query: SearchQuery) -> tuple[All, ...]:
    """Leaves out the objects of which something was taken back that the index still holds."""
    return (All(must=(Everything(),), never=(Values("object_key", query.without),)),) if query.without else ()


def chosen(query: SearchQuery, names: Iterable[str], *, but: str = "") -> list[Values]:
    """The facets' choices, without those of one facet."""
    known = set(names)
    return [
        Values(f"facet_{name}", tuple(values))
        for name, values in query.filters.items()
        if values and name in known and name != but
    ]


def aside(query: SearchQuery, values: Mapping[str, str], *, but: str = "") -> tuple[Values, ...]:
    """What is left out until somebody asks for it by one of these facets; their own counts tell that it is there."""
    if but in values or any(value in query.filters.get(name, ()) for name, value in values.items()):
        return ()
    return left_out(values)


def left_out(values: Mapping[str, str]) -> tuple[Values, ...]:
    return tuple(Values(f"facet_{name}", (value,)) for name, value in values.items())
