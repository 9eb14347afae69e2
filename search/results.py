"""From an address to a page of results: reads the question, asks the engine, checks its answer against the database."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from .asking import Question, question
from .cards import cards, translated
from .engines import EngineUnavailable, get_engine
from .facets import FACETS, KINDS
from .gaps import note_gap
from .indexing import ask_for_rebuild
from .people import asked_by
from .query import ANYBODY, MEMBERS, Answer, Hit, SearchQuery
from .ranking import REASONS, marks
from .snippets import Snippet, snippet
from .vocabulary import vocabulary

LONGEST = 300
PER_PAGE = 20
MOST_PAGES = 500
MOST_VALUES = 20
MOST_SAID = 6


@dataclass
class Results:
    """A page of results with all that its template, feed or API shows.

    `also` are other words that were looked for, `also_in` the other languages in which they were, `instead` pairs of a term not to be used and the preferred one,
    `correction` is the question with its slips of the hand mended, `whole` and `unbound` as in `Answer`.
    """

    query: SearchQuery
    hits: list[dict]
    total: int
    whole: int
    facets: list[dict]
    chips: list[dict]
    limited: bool
    notes: list[str] = field(default_factory=list)
    also: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()
    correction: str = ""
    unbound: bool = False

    @property
    def pages(self) -> int:
        return max(1, min(MOST_PAGES, -(-self.total // self.query.per_page)))

    @property
    def state(self) -> str:
        """The question and the choices as an address carries them, without the page."""
        return urlencode(pairs(self.query))

    @property
    def correction_url(self) -> str:
        return "?" + urlencode(pairs(replace(self.query, text=self.correction)))

    @property
    def is_loose(self) -> bool:
        """Whether entries with only some of the words are among them."""
        return self.whole < self.total and not self.unbound


def pairs(query: SearchQuery) -> list[tuple[str, str]]:
    words = [("q", query.text)] if query.text else []
    words += [("within", query.within)] if query.within else []
    return words + [(name, value) for name, values in query.filters.items() for value in values]


def in_words(query: SearchQuery) -> str:
    """A question as its asker would name it: the words, and what it is filtered by."""
    labels = {facet.name: facet.labels() for facet in FACETS}
    chosen = [labels[name].get(value, value) for name, values in query.filters.items() for value in values]
    return " · ".join(filter(None, [query.text, *chosen]))


def clean(text: str) -> str:
    """A text as typed, without control characters and lone surrogates."""
    return " ".join(
        "".join(c if unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn") else " " for c in text).split()
    )


def read(parameters: QueryDict, labels: dict[str, dict[str, str]]) -> tuple[SearchQuery, list[str]]:
    """The question in an address, and a sentence for each part that was left aside."""
    notes = []
    text = clean(parameters.get("q", "")[: LONGEST * 4])
    if len(text) > LONGEST or len(parameters.get("q", "")) > LONGEST * 4:
        text = text[:LONGEST].rsplit(" ", 1)[0] if " " in text[:LONGEST] else text[:LONGEST]
        notes.append(_("The search was longer than %(count)d signs; only its beginning was used.") % {"count": LONGEST})
    filters = {}
    for facet in FACETS:
        asked = [value for value in dict.fromkeys(parameters.getlist(facet.name)[:MOST_VALUES]) if value]
        known = tuple(value for value in asked if value in labels[facet.name])
        if len(known) < len(asked):
            notes.append(_("A filter in this address is not known here and was left aside."))
        if known:
            filters[facet.name] = known
    page = parameters.get("page", "1")
    if not (page.isascii() and page.isdigit() and len(page) < 6 and 1 <= int(page) <= MOST_PAGES):
        notes.append(_("There is no page of that number; this is the first."))
        page = "1"
    query = SearchQuery(text, language_here(), filters, page=int(page), per_page=PER_PAGE)
    return replace(query, within=parameters.get("within", "")[:36]), list(dict.fromkeys(notes))


def language_here() -> str:
    return (get_language() or "en").split("-")[0]


def results(parameters: QueryDict, viewer: frozenset[str] = ANYBODY, *, per_page: int = PER_PAGE) -> Results:
    """Answer the question in an address for a reader with these keys; never raises for anything an address can hold."""
    labels = {facet.name: facet.labels() for facet in FACETS}
    if MEMBERS not in viewer:
        for kind in ("person", "part", "thread", "post"):
            labels["type"].pop(kind)
    query, notes = read(parameters, labels)
    query = replace(query, viewer=viewer, per_page=per_page)
    answer = ask(asked_by(query))
    asked = answer.asked
    if asked is None:
        asked = question(query.text, query.language, languages(), vocabulary())
    notes += remarks(query, asked, answer)
    rows = shown(answer, query, asked)
    taken_back = len(answer.hits) - len(rows)  # the index has not heard of them yet; they are not counted either
    if query.text and not answer.total and not answer.limited and viewer == ANYBODY and not query.filters:
        note_gap(query.text, query.language)
    return Results(
        query=query,
        hits=rows,
        total=answer.total - taken_back,
        whole=min(answer.whole, answer.total - taken_back),
        facets=facets(answer, query, labels),
        chips=chips(query, labels),
        limited=answer.limited,
        notes=notes,
        also=tuple(text for language, text in asked.also if language == query.language)[:MOST_SAID],
        also_in=tuple(dict.fromkeys(language_name(code) for code, _text in asked.also if code != query.language)),
        instead=asked.instead,
        correction=correction(query, answer),
        unbound=answer.unbound,
    )


def remarks(query: SearchQuery, asked: Question, answer: Answer) -> Iterable[str]:
    """A sentence for each thing about the answer that is not what somebody may have expected."""
    if answer.total and not answer.hits and query.page > 1:
        yield _("There are not that many pages of results.")
    if query.text and not asked:
        yield _("There is no word in this to look for, so everything is shown.")
    if answer.unbound and answer.total:
        yield _("Nothing holds the words in quotation marks side by side. These entries hold some or all of them.")
    elif asked.unbound and not answer.unbound:
        yield _("In so long a question the words in quotation marks need not stand together.")


def ask(query: SearchQuery) -> Answer:
    """The engine's answer; a missing index is asked for and the reader told that the answer is limited."""
    try:
        answer = get_engine().search(query)
    except EngineUnavailable:
        return Answer(limited=True)
    if answer.limited:
        ask_for_rebuild()
    return answer


def languages() -> tuple[str, ...]:
    """The languages of what can be found; the network's own while the index cannot be asked."""
    try:
        engine = get_engine()
        return engine.languages() if engine.is_ready() else ()
    except EngineUnavailable:
        return tuple(code for code, _name in settings.LANGUAGES)


def correction(query: SearchQuery, answer: Answer) -> str:
    """A better spelling, where not everything that was asked could be found."""
    if answer.limited or not query.text:
        return ""
    try:
        return get_engine().correction(query)
    except EngineUnavailable:
        return ""


def shown(answer: Answer, query: SearchQuery, asked: Question) -> list[dict]:
    """The hits that may be seen now: an index that lags can lose a result, never show one that was taken back."""
    now = cards((hit.stored["object_key"] for hit in answer.hits), query.viewer)
    return [
        row(fresh(hit, now[hit.stored["object_key"]]), query, asked)
        | said(hit, now[hit.stored["object_key"]])
        | {"is_whole": place < answer.whole}
        for place, hit in enumerate(answer.hits, start=query.offset)
        if hit.stored["object_key"] in now
    ]


def fresh(hit: Hit, card: Mapping) -> Hit:
    """A hit whose snippet is cut from what may be read now, for kinds that say all their words anew."""
    if "texts" not in card:
        return hit
    return Hit(hit.key, hit.score, {**hit.stored, **{name: card[name] for name in ("title", "claim", "texts")}})


def row(hit: Hit, query: SearchQuery, asked: Question) -> dict:
    stored = hit.stored
    foreign = stored["language"] != query.language
    texts = {"Summary": stored["claim"]} | stored["texts"]
    cutting = snippet(texts, stored["language"], asked.stems) if asked else None
    names = ("key", "kind", "title", "url", "language", "claim", "place", "parent", "signals", "dated")
    return {name: stored[name] for name in names} | {
        "score": hit.score,
        "kind_label": singular(stored["kind"]),
        "snippet": cutting.segments if cutting else [],
        "matched": translated(cutting.field) if cutting else "",
        "lang": stored["language"] if foreign else "",
        "language_name": language_name(stored["language"]) if foreign else "",
        "why": why(stored, cutting, asked),
    }


def said(hit: Hit, card: dict) -> dict:
    """What is said anew of a result; a part of a practice or an event shares only where or when it is."""
    is_part = hit.stored["kind"] in ("block", "takeaway")
    shared = ("place",) if is_part else ("title", "place", "signals", "profile")
    return {name: card[name] for name in shared if name in card}


def language_name(code: str) -> str:
    try:
        return capfirst(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def why(stored: Mapping, cutting: Snippet | None, asked: Question) -> list[str]:
    """What put this result where it stands, in words."""
    reasons = []
    if asked and snippet({"": stored["title"]}, stored["language"], asked.stems):
        reasons.append(_("its title matches"))
    if cutting:
        reasons.append(_("its text matches: %(field)s") % {"field": translated(cutting.field)})
    document = type("Stored", (), dict(stored))
    return reasons + [str(REASONS[mark]) for mark in marks(document) if mark in REASONS]


def singular(kind: str) -> str:
    return {
        "practice": _("Practice"), "block": _("Building block"), "takeaway": _("Takeaway"), "event": _("Event"),
        "resource": _("Resource"), "city": _("City"), "theme": _("Theme"), "person": _("Member"), "part": _("For members"),
        "thread": _("Thread"), "post": _("Post"),
    }.get(kind, str(KINDS.get(kind, kind)))  # fmt: skip


def facets(answer: Answer, query: SearchQuery, labels: dict[str, dict[str, str]]) -> list[dict]:
    """Facets as `components/facets.html` wants them: values with results, those chosen, and in the main ones all."""
    found = []
    for facet in FACETS:
        counts, chosen = answer.counts.get(facet.name, {}), query.filters.get(facet.name, ())
        options = [
            {"value": value, "label": label, "count": counts.get(value, 0), "selected": value in chosen}
            for value, label in labels[facet.name].items()
            if counts.get(value) or value in chosen or facet.zeros
        ]
        if any(option["count"] or option["selected"] for option in options):
            found.append({"name": facet.name, "label": str(facet.label), "options": options, "more": facet.more})
    return found


def chips(query: SearchQuery, labels: dict[str, dict[str, str]]) -> list[dict]:
    """Each choice with the address that takes it away."""
    everything = pairs(query)
    return [
        {"title": labels[name][value], "url": "?" + urlencode([pair for pair in everything if pair != (name, value)])}
        for name, value in everything
        if name in labels
    ]
