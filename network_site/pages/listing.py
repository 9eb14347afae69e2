"""Lists that are filtered by the address: one definition of a filter serves the form, the chips and the query."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

PER_PAGE = 24
MOST_VALUES = 20

Words = Any  # a text, or one that is translated when it is shown
Choices = Iterable[tuple[str, Words]]


@dataclass(frozen=True)
class Filter:
    """One thing to filter by. Values of one filter are alternatives; filters narrow each other."""

    name: str
    label: Words
    choices: Callable[[], Choices]
    apply: Callable[[QuerySet, list[str]], QuerySet]
    more: bool = False


@dataclass(frozen=True)
class Listing:
    """A filtered page of a list, with all that its template shows."""

    page: ListPage
    facets: list[dict]
    chips: list[dict]
    notes: list[str]
    query: str

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def is_filtered(self) -> bool:
        return bool(self.chips)


def listing(
    queryset: QuerySet, parameters: QueryDict, filters: Iterable[Filter], *, per_page: int = PER_PAGE
) -> Listing:
    """Filter and page a QuerySet. An unknown value or page number is left aside and named in `notes`; nothing raises."""
    filters = list(filters)
    choices = {f.name: [(str(value), str(label)) for value, label in f.choices()] for f in filters}
    chosen, notes = read(parameters, choices)
    queryset = reduce(lambda rows, f: f.apply(rows, chosen[f.name]) if chosen[f.name] else rows, filters, queryset)
    paginator = Paginator(queryset, per_page)
    page = paginator.get_page(number(parameters, paginator, notes))
    facets = [facet(f, choices[f.name], chosen[f.name]) for f in filters]
    return Listing(page, facets, chips(choices, chosen), notes, urlencode(pairs(chosen)))


def narrowed(queryset: QuerySet, filters: Iterable[Filter], asked: dict[str, list[str]]) -> QuerySet:
    """Filter rows for programs, which read no sentences: a value that does not exist finds nothing."""
    for f in filters:
        wanted = [value for value in asked.get(f.name, [])[:MOST_VALUES] if value]
        if wanted:
            known = {str(value) for value, _label in f.choices()}.intersection(wanted)
            queryset = f.apply(queryset, sorted(known)) if known else queryset.none()
    return queryset


def read(parameters: QueryDict, choices: dict[str, list]) -> tuple[dict[str, list[str]], list[str]]:
    """The values of each filter that exist, and a sentence for those that do not."""
    chosen, notes = {}, []
    for name, options in choices.items():
        known = {value for value, _label in options}
        asked = [value for value in dict.fromkeys(parameters.getlist(name)[:MOST_VALUES]) if value]
        chosen[name] = [value for value in asked if value in known]
        if len(chosen[name]) < len(asked):
            notes.append(_("A filter in this address is not known here and was left aside."))
    return chosen, list(dict.fromkeys(notes))


def number(parameters: QueryDict, paginator: Paginator, notes: list[str]) -> int:
    """The page asked for, or the nearest one with a sentence that says so."""
    asked = parameters.get("page", "1")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 9 or int(asked) < 1:
        notes.append(_("There is no page of that number; this is the first."))
        return 1
    if int(asked) > paginator.num_pages:
        notes.append(_("There are not that many pages; this is the last."))
    return int(asked)


def facet(f: Filter, options: list[tuple[str, str]], values: list[str]) -> dict:
    """A filter as `components/facets.html` wants it; lists have no counts, search does."""
    rows = [{"value": value, "label": label, "count": None, "selected": value in values} for value, label in options]
    return {"name": f.name, "label": f.label, "options": rows, "more": f.more}


def pairs(chosen: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in chosen.items() for value in values]


def chips(choices: dict[str, list], chosen: dict[str, list[str]]) -> list[dict]:
    """Each choice with the address that takes it away."""
    everything = pairs(chosen)
    return [
        {
            "title": dict(choices[name])[value],
            "url": "?" + urlencode([pair for pair in everything if pair != (name, value)]),
        }
        for name, value in everything
    ]
