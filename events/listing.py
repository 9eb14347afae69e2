"""The overview of events: what is coming and what is past, filtered by facets whose counts agree with the list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network_site.themes.models import Theme

from .choices import EventKind
from .models import EventIndexPage, EventPage, TakeawayTheme
from .templatetags.event_tags import card

PER_PAGE = 12
COMING_AT_ONCE = 6


@dataclass
class Row:
    """What of an event the facets look at."""

    pk: int
    kind: str
    series: str
    series_title: str
    year: str
    languages: list[str]
    over: bool
    themes: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Facet:
    """One way of narrowing the list."""

    name: str
    label: Any
    values: Callable[[Row], Iterable[str]]
    more: bool = False

    def holds(self, row: Row, chosen: set[str]) -> bool:
        return not chosen or not chosen.isdisjoint(self.values(row))


FACETS = (
    Facet("kind", _("Kind"), lambda row: [row.kind]),
    Facet("series", _("Series"), lambda row: [row.series] if row.series else []),
    Facet("theme", _("Theme"), lambda row: row.themes),
    Facet("year", _("Year"), lambda row: [row.year] if row.year else []),
    Facet("language", _("Language"), lambda row: row.languages),
)


class Listing:
    """The events below one section that a viewer may see, under the filters of one address."""

    def __init__(self, section: EventIndexPage, request: HttpRequest) -> None:
        self.request = request
        self.pages = EventPage.objects.child_of(section).visible_to(request.user)
        self.rows = self.read_rows()
        self.themes = (
            {theme.slug: theme for theme in Theme.objects.with_words()} if any(row.themes for row in self.rows) else {}
        )
        self.labels = self.read_labels()
        self.notes: list[str] = []
        self.chosen = {facet.name: self.known(facet) for facet in FACETS}

    def read_rows(self) -> list[Row]:
        """Every event in the order of the list: the coming ones soonest first, then the past ones latest first."""
        today = timezone.localdate()
        names = ("pk", "kind", "series__slug", "series__title", "starts_on", "ends_on", "languages")
        coming, past = [], []
        for pk, kind, slug, title, first, last, languages in self.pages.order_by(
            "starts_on", "starts_at", "title"
        ).values_list(*names):
            over = first is None or (last or first) < today
            row = Row(pk, kind, slug or "", title or "", str(first.year) if first else "", languages or [], over)
            (past if over else coming).append((first, row))
        dated = [row for first, row in reversed(past) if first]
        rows = [*(row for _first, row in coming), *dated, *(row for first, row in past if not first)]
        by_key = {row.pk: row for row in rows}
        tags = TakeawayTheme.objects.filter(content_object__page__in=list(by_key)).values_list(
            "content_object__page", "tag__slug", "tag__parent__slug"
        )
        for pk, slug, broader in tags:
            by_key[pk].themes.update(filter(None, [slug, broader]))
        return rows

    def read_labels(self) -> dict[str, dict[str, str]]:
        """What each value of each facet is called; a value that no event here has is not among them."""
        present = {facet.name: {value for row in self.rows for value in facet.values(row)} for facet in FACETS}
        languages = dict(settings.LANGUAGES)
        return {
            "kind": {value: str(label) for value, label in EventKind.choices if value in present["kind"]},
            "series": {
                row.series: row.series_title
                for row in sorted(self.rows, key=lambda row: row.series_title)
                if row.series
            },
            "theme": {
                slug: theme.label()
                for slug, theme in sorted(self.themes.items(), key=lambda item: item[1].label())
                if slug in present["theme"]
            },
            "year": {year: year for year in sorted(present["year"], reverse=True)},
            "language": {code: gettext(str(languages[code])) for code in languages if code in present["language"]},
        }

    def known(self, facet: Facet) -> set[str]:
        """The chosen values that exist; of the others the reader is told."""
        asked = [value for value in self.request.GET.getlist(facet.name) if value][:50]
        known = {value for value in asked if value in self.labels[facet.name]}
        if len(known) < len(set(asked)):
            self.notes.append(
                gettext("Left out, as no event here has it: a value of the filter “%(filter)s”.")
                % {"filter": facet.label}
            )
        return known

    def matching(self, *, without: str = "") -> list[Row]:
        return [
            row
            for row in self.rows
            if all(facet.name == without or facet.holds(row, self.chosen[facet.name]) for facet in FACETS)
        ]

    def facets(self) -> list[dict[str, Any]]:
        """The facets as `components/facets.html` wants them; a facet's counts ignore its own choice."""
        shown = []
        for facet in FACETS:
            rows = self.matching(without=facet.name)
            options = [
                {
                    "value": value,
                    "label": label,
                    "count": sum(value in facet.values(row) for row in rows),
                    "selected": value in self.chosen[facet.name],
                }
                for value, label in self.labels[facet.name].items()
            ]
            shown.append({"name": facet.name, "label": facet.label, "options": options, "more": facet.more})
        return shown

    def page_of(self, rows: list[Row]) -> Any:
        """One page of rows; a number that is none, or too high, gives the nearest page and a sentence."""
        paginator = Paginator(rows, PER_PAGE)
        asked = self.request.GET.get("page", "1")
        try:
            return paginator.page(asked)
        except PageNotAnInteger:
            number = 1
        except EmptyPage:
            number = paginator.num_pages if asked.isdecimal() and asked.strip("0") else 1
        self.notes.append(gettext("There is no such page; here is page %(number)d.") % {"number": number})
        return paginator.page(number)

    def cards(self, rows: Iterable[Row]) -> dict[int, dict]:
        """The rows' cards; the themes are those already read for the facets."""
        found = {
            page.pk: page
            for page in self.pages.filter(pk__in=[row.pk for row in rows]).select_related("series", "locale")
        }
        return {
            row.pk: card(found[row.pk], [self.themes[slug].label() for slug in row.themes if slug in self.themes])
            for row in rows
            if row.pk in found
        }

    def context(self) -> dict[str, Any]:
        """What `events/event_index_page.html` needs."""
        rows = self.matching()
        coming, past = [row for row in rows if not row.over], [row for row in rows if row.over]
        only_coming = self.request.GET.get("when") == "coming"
        page = self.page_of(coming if only_coming else past)
        above = [] if only_coming or page.number > 1 else coming[:COMING_AT_ONCE]
        cards = self.cards([*above, *page.object_list])
        return {
            "coming": [cards[row.pk] for row in above if row.pk in cards],
            "more_coming": len(coming) > len(above) and not only_coming,
            "only_coming": only_coming,
            "kept": [("when", "coming")] if only_coming else [],
            "listed": [cards[row.pk] for row in page.object_list if row.pk in cards],
            "listing": {
                "total": len(rows),
                "page": page,
                "facets": [facet for facet in self.facets() if facet["options"]],
                "chips": self.chips(),
                "is_filtered": any(self.chosen.values()),
                "notes": list(dict.fromkeys(self.notes)),
            },
        }

    def chips(self) -> list[dict[str, str]]:
        """Each choice with the address that takes it away."""
        pairs = [(facet.name, value) for facet in FACETS for value in sorted(self.chosen[facet.name])]
        return [
            {
                "title": self.labels[name][value],
                "url": "?" + urlencode([pair for pair in pairs if pair != (name, value)]),
            }
            for name, value in pairs
        ]
