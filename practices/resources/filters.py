"""What the bibliography is filtered by."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from members.cities.models import Country
from network_site.pages.fields import holding
from network_site.pages.listing import Choices, Filter
from network_site.themes import vocabulary

from .choices import EvidenceKind, ResourceKind
from .models import WORK_LANGUAGES, Resource, ResourceAuthor

LONGEST_QUERY = 300
MOST_WORDS = 8


def year_choices() -> Choices:
    years = (
        Resource.objects.visible_to(None).exclude(year=None).values_list("year", flat=True).distinct().order_by("-year")
    )
    return [(str(year), str(year)) for year in years]


def country_choices() -> Choices:
    found = Country.objects.filter(resources__in=Resource.objects.visible_to(None)).distinct()
    return sorted(((country.code.lower(), country.name) for country in found), key=lambda pair: pair[1])


def language_choices() -> Choices:
    used = {
        code for codes in Resource.objects.visible_to(None).values_list("languages", flat=True) for code in codes or []
    }
    return [(code, label) for code, label in WORK_LANGUAGES if code in used]


def by_themes(rows, slugs: list[str]):
    return rows.filter(Q(themes__slug__in=slugs) | Q(themes__parent__slug__in=slugs)).distinct()


def by_languages(rows, codes: list[str]):
    condition = Q()
    for code in codes:
        condition |= Q(pk__in=holding(Resource.objects.all(), "languages", code).values("pk"))
    return rows.filter(condition)


def mentioning(rows: QuerySet[Resource], words: str) -> QuerySet[Resource]:
    """The works that hold every word in title, authors, publisher or what we say of them."""
    for word in words.replace("\x00", " ")[:LONGEST_QUERY].split()[:MOST_WORDS]:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(original_title__icontains=word)
            | Q(publisher__icontains=word)
            | Q(container__icontains=word)
            | Q(abstract__icontains=word)
            | Q(pk__in=ResourceAuthor.objects.filter(named(word)).values("resource"))
        )
    return rows


def named(word: str) -> Q:
    return Q(family__icontains=word) | Q(organisation__icontains=word)


FILTERS = (
    Filter("theme", _("Theme"), vocabulary.choices, by_themes),
    Filter("kind", _("Kind"), lambda: ResourceKind.choices, lambda rows, values: rows.filter(kind__in=values)),
    Filter(
        "evidence",
        _("Kind of evidence"),
        lambda: EvidenceKind.choices,
        lambda rows, values: rows.filter(evidence_kind__in=values),
    ),
    Filter("language", _("Language"), language_choices, by_languages),
    Filter(
        "country",
        _("Country"),
        country_choices,
        lambda rows, codes: rows.filter(countries__in=[c.upper() for c in codes]).distinct(),
    ),
    Filter("year", _("Year"), year_choices, lambda rows, years: rows.filter(year__in=years), more=True),
)
