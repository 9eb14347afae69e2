"""What results are filtered by, as data: one table serves the form, the engines, the counts and the API."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from events.choices import EventKind
from members.cities.choices import PopulationBand, Region
from network_site.themes import vocabulary
from practices import choices

KINDS = {
    "practice": _("Practices"),
    "block": _("Building blocks"),
    "takeaway": _("Takeaways"),
    "event": _("Events"),
    "resource": _("Resources"),
    "city": _("Cities"),
    "note": _("What helped"),
    "theme": _("Themes"),
    "part": _("Members' parts"),
    "person": _("Members"),
    "thread": _("Threads"),
    "post": _("Posts"),
}

Labels = dict[str, str]
FIRST_YEAR = 1900


@dataclass(frozen=True)
class Facet:
    """One facet. `labels` gives every value with its words; `zeros` shows values without a result, greyed.

    What carries the value `aside` is found only by who asks for it.
    """

    name: str
    label: Any  # words that are translated when they are shown
    labels: Callable[[], Labels]
    more: bool = False
    zeros: bool = False
    aside: str = ""


def theme_labels() -> Labels:
    return dict(vocabulary.choices())


def country_labels() -> Labels:
    """All countries by code; only those with a visible result are ever shown."""
    return {code.lower(): str(name) for code, name in countries}


def language_labels() -> Labels:
    return {code: str(label) for code, label in settings.LANGUAGES}


def year_labels() -> Labels:
    """All years that a work or an entry may carry, the latest first."""
    return {str(year): str(year) for year in range(timezone.localdate().year + 2, FIRST_YEAR - 1, -1)}


def of(enumeration) -> Callable[[], Labels]:
    return lambda: {str(value): str(label) for value, label in enumeration.choices}


FACETS = (
    Facet("type", _("Type"), lambda: {name: str(label) for name, label in KINDS.items()}, zeros=True),
    Facet("theme", _("Theme"), theme_labels),
    Facet("evidence", _("Evidence"), of(choices.Evidence), zeros=True),
    Facet("vetting", _("Vetting"), of(choices.Vetting), zeros=True, aside=choices.Vetting.ARCHIVED),
    Facet("freshness", _("Freshness"), of(choices.Freshness), more=True, aside=choices.Freshness.ARCHIVED),
    Facet("target", _("For whom"), of(choices.TargetGroup), zeros=True),
    Facet("level", _("Prevention level"), of(choices.PreventionLevel), zeros=True),
    Facet("region", _("Region"), of(Region), zeros=True),
    Facet("country", _("Country"), country_labels),
    Facet("language", _("Language"), language_labels, more=True),
    Facet("phase", _("Phase"), of(choices.Phase), more=True),
    Facet("setting", _("Setting"), of(choices.Setting), more=True),
    Facet("scale", _("Scale"), of(choices.Scale), more=True),
    Facet("cost", _("Cost"), of(choices.CostBand), more=True),
    Facet("state", _("State"), of(choices.RunningState), more=True),
    Facet("tried", _("Tried elsewhere"), of(choices.Tried), more=True),
    Facet("outcome", _("Outcome"), of(choices.Direction), more=True),
    Facet("year", _("Year"), year_labels, more=True),
    Facet("population", _("Size of the city"), of(PopulationBand), more=True),
    Facet("event", _("Kind of event"), of(EventKind), more=True),
)
NAMES = tuple(facet.name for facet in FACETS)
ASIDE = {facet.name: str(facet.aside) for facet in FACETS if facet.aside}
