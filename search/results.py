"""From an address to a page of results: reads the question, asks the engine, checks its answer against the database."""

import unicodedata
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .analysis import terms
from .engines import EngineUnavailable, get_engine
from .facets import FACETS, KINDS
from .indexing import ask_for_rebuild
from .query import Answer, SearchQuery
from .snippets import snippet
from .sources import still_visible
from .synonyms import synonyms

LONGEST = 300
PER_PAGE = 20
MOST_PAGES = 500
MOST_VALUES = 20


@dataclass
class Results:
    """A page of results with all that its template, feed or API shows."""

    query: SearchQuery
    hits: list[dict]
    total: int
    facets: list[dict]
    chips: list[dict]
    limited: bool
    notes: list[str] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return max(1, min(MOST_PAGES, -(-self.total // self.query.per_page)))


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
    language = (get_language() or "en").split("-")[0]
    return SearchQuery(text, language, filters, page=int(page), per_page=PER_PAGE), list(dict.fromkeys(notes))


def results(parameters: QueryDict) -> Results:
    """Answer the question in an address; never raises for anything that an address can hold."""
    labels = {facet.name: facet.labels() for facet in FACETS}
    query, notes = read(parameters, labels)
    answer = ask(query)
    if answer.total and not answer.hits and query.page > 1:
        notes.append(_("There are not that many pages of results."))
    rows = shown(answer, query)
    taken_back = len(answer.hits) - len(rows)  # the index has not heard of them yet; they are not counted either
    return Results(
        query,
        rows,
        answer.total - taken_back,
        facets(answer, query, labels),
        chips(query, labels),
        answer.limited,
        notes,
    )


def ask(query: SearchQuery) -> Answer:
    """The engine's answer; a missing index is asked for and the reader told that the answer is limited."""
    try:
        answer = get_engine().search(query)
    except EngineUnavailable:
        return Answer(limited=True)
    if answer.limited:
        ask_for_rebuild()
    return answer


def shown(answer: Answer, query: SearchQuery) -> list[dict]:
    """The hits that may be seen now: an index that lags can lose a result, never show one that was taken back."""
    seen = still_visible(hit.stored["object_key"] for hit in answer.hits)
    asked = terms(query.text, query.language, synonyms())
    rows = []
    for hit in answer.hits:
        stored = hit.stored
        if stored["object_key"] not in seen:
            continue
        cutting = (
            snippet({_("Summary"): stored["claim"]} | stored["texts"], stored["language"], asked) if asked else None
        )
        rows.append(
            {
                "key": stored["key"], "kind": stored["kind"], "kind_label": singular(stored["kind"]), "title": stored["title"],
                "url": stored["url"], "language": stored["language"], "claim": stored["claim"], "place": stored["place"],
                "parent": stored["parent"], "signals": stored["signals"], "snippet": cutting.segments if cutting else [],
                "matched": cutting.field if cutting else "", "score": hit.score,
                "lang": stored["language"] if stored["language"] != query.language else "",
            }
        )  # fmt: skip
    return rows


def singular(kind: str) -> str:
    return {
        "practice": _("Practice"), "block": _("Building block"), "takeaway": _("Takeaway"), "event": _("Event"),
        "resource": _("Resource"), "city": _("City"), "theme": _("Theme"),
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
    everything = [(name, value) for name, values in query.filters.items() for value in values]
    words = [("q", query.text)] if query.text else []
    return [
        {
            "title": labels[name][value],
            "url": "?" + urlencode(words + [pair for pair in everything if pair != (name, value)]),
        }
        for name, value in everything
    ]
