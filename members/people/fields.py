"""The fields of a profile as data: form, page, directory, export and "how others see me" are made from this one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from members.cities.directory import name_of, pages
from network_site.themes.vocabulary import vocabulary

from .choices import Visibility


@dataclass(frozen=True)
class ProfileField:
    """One field: its name on the model, what it is called, who sees it until its owner says otherwise."""

    name: str
    label: Any
    read: Callable[[Any], Any]
    default: Visibility = Visibility.NOBODY
    filtered: bool = False
    editable: bool = True
    kind: str = "text"  # text · long · words (a list) · themes (a list of themes)


def text(name: str) -> Callable[[Any], str]:
    return lambda profile: getattr(profile, name)


def city_of(profile) -> str:
    """The city's name with its country; a city that is not published is not told."""
    city = profile.city
    if city is None or not is_published(city.pk):
        return ""
    return f"{name_of(city)}, {city.country.name}"


def is_published(city: int) -> bool:
    return any(key == city for key, _language in pages())


def themes(name: str) -> Callable[[Any], list]:
    """The words come from the remembered vocabulary: a list of people asks nothing for each of them."""

    def read(profile) -> list:
        known = vocabulary()
        return sorted((known.get(theme.pk, theme) for theme in getattr(profile, name).all()), key=str)

    return read


def languages(profile) -> list[str]:
    return profile._meta.get_field("languages").labels(profile)


FIELDS: tuple[ProfileField, ...] = (
    ProfileField("city", _("City"), city_of, filtered=True, editable=False),
    ProfileField("organisation", _("Organisation"), text("organisation")),
    ProfileField("function", _("Function"), text("function")),
    ProfileField("sector", _("Field of work"), lambda p: p.get_sector_display() if p.sector else "", filtered=True),
    ProfileField("languages", _("Languages"), languages, filtered=True, kind="words"),
    ProfileField("works_on", _("Themes I work on"), themes("works_on"), filtered=True, kind="themes"),
    ProfileField("can_help", _("Themes I can help with"), themes("can_help"), filtered=True, kind="themes"),
    ProfileField("looks_for", _("Themes I look for help with"), themes("looks_for"), kind="themes"),
    ProfileField("offers", _("What I offer"), text("offers"), kind="long"),
    ProfileField("capacity", _("Time I have for it"), text("capacity")),
    ProfileField("biography", _("About me"), text("biography"), kind="long"),
)
BY_NAME = {field.name: field for field in FIELDS}


def default_visibility() -> dict[str, str]:
    return {field.name: field.default.value for field in FIELDS}


CARD = ("city", "organisation", "function", "can_help")  # what a card of the directory says, as far as it is told
