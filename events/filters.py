"""What the list of events is filtered by."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network_site.pages.fields import holding
from network_site.pages.listing import Choices, Filter
from network_site.themes import vocabulary

from .choices import EventKind
from .models import EventPage, Series


def series_choices() -> Choices:
    return [(s.slug, s.title) for s in Series.objects.filter(events__in=EventPage.objects.visible_to(None)).distinct()]


def year_choices() -> Choices:
    years = {day.year for day in EventPage.objects.visible_to(None).values_list("starts_on", flat=True) if day}
    return [(str(year), str(year)) for year in sorted(years, reverse=True)]


def by_themes(rows, slugs: list[str]):
    return rows.filter(Q(takeaways__themes__slug__in=slugs) | Q(takeaways__themes__parent__slug__in=slugs)).distinct()


def by_languages(rows, codes: list[str]):
    condition = Q()
    for code in codes:
        condition |= Q(pk__in=holding(EventPage.objects.all(), "languages", code).values("pk"))
    return rows.filter(condition)


FILTERS = (
    Filter("kind", _("Kind"), lambda: EventKind.choices, lambda rows, values: rows.filter(kind__in=values)),
    Filter("series", _("Series"), series_choices, lambda rows, slugs: rows.filter(series__slug__in=slugs)),
    Filter("theme", _("Theme"), vocabulary.choices, by_themes),
    Filter("year", _("Year"), year_choices, lambda rows, years: rows.filter(starts_on__year__in=years)),
    Filter(
        "language",
        _("Language"),
        lambda: EventPage._meta.get_field("languages").flatchoices,
        by_languages,
        more=True,
    ),
)
