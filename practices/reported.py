"""What published practices report on an indicator: side by side with their caveats, never ranked and never averaged."""

import re
from dataclasses import dataclass

from django.db.models import Prefetch, TextField, prefetch_related_objects
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from members.cities.directory import name_of
from network_site.pages.languages import one_of_each

from .choices import Direction, Known
from .models import Adoption, Indicator, PracticePage
from .models.indicator import ValueKind
from .models.page import visible_cities
from .trust import cities_of

FEWEST = 10
ALONE = re.compile(r"(?<![\d.,])\d(?![\d]|[.,]\d|\s*[%٪])")
COUNTS = (ValueKind.NUMBER, ValueKind.SHARE)


@dataclass(frozen=True)
class Report:
    """One outcome of one practice, as everybody may read it."""

    practice: PracticePage
    cities: tuple[str, ...]
    adopted: bool
    baseline: str
    value: str
    date: str
    known: str
    direction: str
    caveat: str

    @property
    def direction_label(self) -> str:
        return str(Direction(self.direction).label) if self.direction in Direction.values else ""


def banded(value: str, kind: str) -> str:
    """A value as it may be shown: where people are counted, a figure under ten is not told."""
    if kind in COUNTS and ALONE.search(value):
        return _("fewer than %(number)s") % {"number": FEWEST}
    return value


def reports_on(indicator: Indicator) -> list[Report]:
    """Every report of a published practice, by its title; of practices whose place is withheld, without a city."""
    texts = (
        PracticePage.objects.visible_to(None)
        .annotate(written=Cast("outcomes", TextField()))
        .filter(written__contains=f'"{indicator.slug}"')
        .select_related("locale")
        .order_by("title", "pk")
    )
    pages = sorted(one_of_each(texts), key=lambda page: (page.title, page.pk))
    prefetch_related_objects(pages, Prefetch("cities", visible_cities()))
    keys = [page.translation_key for page in pages]
    withheld = set(
        PracticePage.objects.filter(place_withheld=True, translation_key__in=keys).values_list(
            "translation_key", flat=True
        )
    )
    own = [
        report(page, block.value, indicator, hidden=page.translation_key in withheld)
        for page in pages
        for block in page.outcomes
        if block.value.get("library") == indicator.slug
    ]
    return sorted(
        [*own, *reports_of_adoptions(indicator)], key=lambda one: (one.practice.title, one.adopted, one.cities)
    )


def reports_of_adoptions(indicator: Indicator) -> list[Report]:
    """What cities report that took a practice up, once its owner has confirmed it."""
    rows = list(
        Adoption.objects.public()
        .annotate(written=Cast("outcomes", TextField()))
        .filter(written__contains=f'"{indicator.slug}"')
        .select_related("city")
    )
    keys = {row.practice_key for row in rows}
    texts = PracticePage.objects.visible_to(None).filter(translation_key__in=keys).select_related("locale")
    pages = {page.translation_key: page for page in one_of_each(texts)}
    return [
        Report(
            practice=pages[row.practice_key], cities=(name_of(row.city),), adopted=True,
            baseline=banded(told["baseline"], indicator.kind), value=banded(told["value"], indicator.kind), date=told["date"],
            known=str(Known(told["known"]).label) if told["known"] in Known.values else "",
            direction=told["direction"], caveat=told["caveat"],
        )
        for row in rows
        for told in row.outcomes
        if told["indicator"] == indicator.slug and row.practice_key in pages
    ]  # fmt: skip


def report(page: PracticePage, told, indicator: Indicator, *, hidden: bool) -> Report:
    known = told.get("known") or ""
    return Report(
        practice=page,
        cities=() if hidden else tuple(city.name for city in cities_of(page)),
        adopted=False,
        baseline=banded(told.get("baseline") or "", indicator.kind),
        value=banded(told.get("value") or "", indicator.kind),
        date=told.get("date") or "",
        known=str(Known(known).label) if known in Known.values else "",
        direction=told.get("direction") or Direction.NOT_MEASURED,
        caveat=told.get("caveat") or "",
    )
