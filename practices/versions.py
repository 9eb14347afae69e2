"""The content of a submission as plain values: kept as versions, compared, and carried to the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from members.cities.models import City, Country
from network_site.pages.fields import ChoiceSetField
from network_site.themes.models import Theme

from .models import PracticeContent, PracticePage, Submission
from .rules import words

CONTENT = tuple(field.name for field in PracticeContent._meta.get_fields())
# What a page has besides, under the same names.
SHARED = ("title", "licence", "change_note")
MEMBERS_ONLY = ("safeguarding_detail", "information_sharing", "cost_amount", "offers")
PLAIN = (*CONTENT, *SHARED, *MEMBERS_ONLY)
LINKED = ("cities", "country", "themes")
FIELDS = (*PLAIN, *LINKED)


@dataclass(frozen=True)
class Difference:
    """A field that is not the same in two versions, in words."""

    name: str
    label: str
    before: str
    after: str


def field_of(name: str) -> Any:
    """The model field of that name."""
    return Submission._meta.get_field(name)


def read(thing: Any) -> dict[str, Any]:
    """The whole content of a submission or a page in values that JSON can hold. A page has no part for members only."""
    found: dict[str, Any] = {}
    for name in PLAIN:
        if hasattr(thing, name):
            value = getattr(thing, name)
            found[name] = value.get_prep_value() if isinstance(value, StreamValue) else plain(value)
    found["cities"] = sorted(city.pk for city in thing.cities.all())
    found["country"] = thing.country_id
    found["themes"] = sorted(theme.pk for theme in thing.themes.all())
    return found


def plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def write(thing: Submission | PracticePage, content: dict[str, Any], *, only: Iterable[str] = FIELDS) -> None:
    """Set the fields of a submission that is saved already, or of a page; a page is not saved by this."""
    chosen = set(only)
    for name in PLAIN:
        if name in chosen and name in content and hasattr(thing, name):
            field = thing._meta.get_field(name)
            value = content[name]
            if isinstance(field, StreamField):
                value = field.stream_block.to_python(value or [])
            elif isinstance(field, models.DateField) and isinstance(value, str):
                value = field.to_python(value)
            setattr(thing, name, value)
    if "country" in chosen and "country" in content:
        thing.country = Country.objects.filter(pk=content["country"]).first()
    if "cities" in chosen and "cities" in content:
        thing.cities.set(City.objects.filter(pk__in=content["cities"]))
    if "themes" in chosen and "themes" in content:
        themes = Theme.objects.filter(pk__in=content["themes"])
        if isinstance(thing, Submission):
            thing.themes.set(themes)
        else:
            thing.themes.set(list(themes), clear=True)


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """What is not the same in two versions, field by field, in the order of the fields."""
    return [
        Difference(name, label_of(name), in_words(name, before.get(name)), in_words(name, after.get(name)))
        for name in FIELDS
        if normal(before.get(name)) != normal(after.get(name))
    ]


def normal(value: Any) -> Any:
    """As it is compared: empty is empty, lines as browsers send them are the lines that were shown."""
    if isinstance(value, str):
        return "\n".join(line.strip() for line in value.strip().splitlines()) or None
    if isinstance(value, list):
        return [normal(part) for part in value if normal(part)] or None
    if isinstance(value, dict):
        return {key: normal(part) for key, part in value.items() if key != "id" and normal(part)} or None
    return value or None


def label_of(name: str) -> str:
    return str(capfirst(field_of(name).verbose_name))


def in_words(name: str, value: Any) -> str:
    """A value as a reader would say it."""
    field = field_of(name)
    if value in (None, "", [], {}):
        return ""
    if value is True:
        return _("yes")
    if name == "cities":
        return ", ".join(city.name for city in City.objects.filter(pk__in=value))
    if name == "country":
        return next((country.name for country in Country.objects.filter(pk=value)), "")
    if name == "themes":
        return ", ".join(theme.label() for theme in Theme.objects.filter(pk__in=value))
    if name == "not_known":
        return "\n".join(f"{label_of(key)}: {reason}" for key, reason in value.items())
    if isinstance(field, StreamField):
        return "\n".join(" · ".join(words(part.get("value"))) for part in value)
    if isinstance(field, ChoiceSetField):
        return ", ".join(str(label) for code, label in field.flatchoices if code in value)
    return str(dict(field.flatchoices).get(value, value)) if getattr(field, "choices", None) else str(value)


def texts(submission: Submission) -> dict[str, str]:
    """Every text somebody wrote, by field: what the screening reads."""
    found = {}
    for name in PLAIN:
        field = submission._meta.get_field(name)
        value = getattr(submission, name)
        if isinstance(field, StreamField) or name == "not_known":
            text = "\n".join(words(value))
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            text = value
        else:
            continue
        if text:
            found[name] = text
    return found
