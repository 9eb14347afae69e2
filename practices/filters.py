"""What the list of practices is filtered by."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.cities.models import City, Country
from network_site.pages.fields import holding
from network_site.pages.listing import Choices, Filter
from network_site.themes import vocabulary

from .choices import Evidence, Freshness, PreventionLevel, RunningState, TargetGroup, Tried, Vetting
from .models import Adoption, PracticePage
from .trust import SOON


def country_choices() -> Choices:
    """Countries of visible practices only: an unpublished one's country is told by no filter."""
    visible = PracticePage.objects.visible_to(None)
    named = City.objects.visible_to(None).filter(practices__in=visible.filter(place_withheld=False))
    open_places = Q(cities__in=named)
    found = Country.objects.filter(open_places | Q(practices__in=visible)).distinct()
    return sorted(((country.code.lower(), country.name) for country in found), key=lambda pair: pair[1])


def by_themes(rows: QuerySet, slugs: list[str]) -> QuerySet:
    return rows.filter(Q(themes__slug__in=slugs) | Q(themes__parent__slug__in=slugs)).distinct()


def by_countries(rows: QuerySet, codes: list[str]) -> QuerySet:
    upper = [code.upper() for code in codes]
    named = City.objects.visible_to(None).filter(country__in=upper)
    return rows.filter(Q(cities__in=named, place_withheld=False) | Q(country__in=upper)).distinct()


def by_column(name: str):
    return lambda rows, values: rows.filter(**{f"{name}__in": values})


def by_set(name: str):
    def apply(rows: QuerySet, values: list[str]) -> QuerySet:
        keys = [holding(PracticePage.objects.all(), name, value).values("pk") for value in values]
        condition = Q(pk__in=keys[0])
        for more in keys[1:]:
            condition |= Q(pk__in=more)
        return rows.filter(condition)

    return apply


def by_tried(rows: QuerySet, values: list[str]) -> QuerySet:
    return rows.filter(translation_key__in=Adoption.objects.public().tried().values("practice_key"))


def by_freshness(rows: QuerySet, values: list[str]) -> QuerySet:
    """The same as `trust.freshness_of`, as conditions."""
    today = timezone.localdate()
    archived, needed, late = Q(vetting=Vetting.ARCHIVED), Q(needs_owner=True), Q(valid_until__lt=today)
    soon = Q(valid_until__gte=today, valid_until__lte=today + SOON)
    kept = ~archived & ~needed
    states = {
        Freshness.ARCHIVED: archived, Freshness.NO_OWNER: ~archived & needed, Freshness.OVERDUE: kept & late, Freshness.DUE: kept & soon,
        Freshness.CURRENT: kept & (Q(valid_until=None) | Q(valid_until__gt=today + SOON)),
    }  # fmt: skip
    wanted = Q(pk__in=[])
    for value in values:
        wanted |= states[Freshness(value)]
    return rows.filter(wanted)


FILTERS = (
    Filter("theme", _("Theme"), vocabulary.choices, by_themes),
    Filter("target", _("For whom"), lambda: TargetGroup.choices, by_set("target_groups")),
    Filter("level", _("Prevention level"), lambda: PreventionLevel.choices, by_set("prevention_levels")),
    Filter("evidence", _("Evidence"), lambda: Evidence.choices, by_column("evidence")),
    Filter("vetting", _("Vetting"), lambda: Vetting.choices, by_column("vetting")),
    Filter("freshness", _("Freshness"), lambda: Freshness.choices, by_freshness),
    Filter("country", _("Country"), country_choices, by_countries),
    Filter("state", _("State"), lambda: RunningState.choices, by_column("running_state"), more=True),
    Filter("tried", _("Tried elsewhere"), lambda: Tried.choices, by_tried, more=True),
)
