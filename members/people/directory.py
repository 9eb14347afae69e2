"""The directory: who is listed, narrowed by what each of them tells this very viewer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from members.cities.directory import name_of
from members.cities.models import City
from network_site.pages.fields import holding
from network_site.pages.listing import read
from network_site.themes import vocabulary

from .choices import LANGUAGES, Sector
from .models import Profile
from .visibility import as_listed

PER_PAGE = 20
LAST_PAGE = 50
MOST_NAMED = 10

Narrow = Callable[[QuerySet, str], QuerySet]


@dataclass(frozen=True)
class Question:
    """One thing to filter by, and the profile's field that must be told for it to find anybody."""

    name: str
    label: Any
    field: str
    choices: list[tuple[str, Any]]
    narrow: Narrow


def questions() -> list[Question]:
    """What can be asked. The choices are the network's own lists, never drawn from what people wrote."""
    cities = sorted(City.objects.visible_to(None).select_related("country"), key=name_of)
    countries = {city.country_id: city.country.name for city in cities}
    themes = vocabulary.choices()
    return [
        Question("city", _("City"), "city", [(str(c.pk), name_of(c)) for c in cities], equal("city")),
        Question("country", _("Country"), "city", by_label(countries), equal("city__country")),
        Question("sector", _("Field of work"), "sector", Sector.choices, equal("sector")),
        Question("language", _("Language"), "languages", LANGUAGES, lambda r, v: holding(r, "languages", v)),
        Question("theme", _("Works on"), "works_on", themes, about("works_on")),
        Question("help", _("Can help with"), "can_help", themes, about("can_help")),
    ]


def by_label(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda pair: pair[1])


def equal(column: str) -> Narrow:
    return lambda rows, value: rows.filter(**{column: value})


def about(column: str) -> Narrow:
    """Rows with a theme, or with a narrower one."""
    return lambda rows, slug: rows.filter(Q(**{f"{column}__slug": slug}) | Q(**{f"{column}__parent__slug": slug}))


def directory_page(viewer, parameters: QueryDict) -> dict:
    """One page of the directory: at most twenty people, whether there are more, and no number of how many."""
    asked = questions()
    chosen, notes = read(parameters, {question.name: question.choices for question in asked})
    values = {name: found[0] for name, found in chosen.items() if found}
    rows = Profile.objects.listed_for(viewer)
    for question in asked:
        if question.name in values:
            telling = Profile.objects.telling(question.field, viewer)
            rows = rows.filter(pk__in=question.narrow(telling, values[question.name]).values("pk"))
    number = page_number(parameters)
    start = (number - 1) * PER_PAGE
    found = list(rows.for_cards().in_order()[start : start + PER_PAGE + 1])
    shown = found[:PER_PAGE]
    return {
        "profiles": shown,
        "cards": [{"url": profile.get_absolute_url(), "seen": as_listed(profile, viewer)} for profile in shown],
        "questions": [
            {"name": q.name, "label": q.label, "choices": q.choices, "value": values.get(q.name, "")} for q in asked
        ],
        "notes": notes,
        "is_filtered": bool(values),
        "number": number,
        "has_next": len(found) > PER_PAGE and number < LAST_PAGE,
    }


def page_number(parameters: QueryDict) -> int:
    """The page asked for; what is no number, or out of bounds, is the first."""
    asked = parameters.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return number if 0 < number <= LAST_PAGE else 1


def named(viewer, words: str) -> list[tuple[Profile, str]]:
    """People of the directory whose open name holds the words, with the name; a protected one is found by nobody."""
    if len(words.strip()) < 2:
        return []
    rows = Profile.objects.listed_for(viewer).filter(protected_name=False, display_name__icontains=words.strip())
    return [(profile, as_listed(profile, viewer)["name"]) for profile in rows.for_cards().in_order()[:MOST_NAMED]]
