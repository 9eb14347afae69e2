"""What must be true of an entry before the public reads it, each rule with its sentence."""

import re
from collections.abc import Iterator

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from . import choices

MADE = ("slug", "path", "url_path", "draft_title")


def faults(page) -> dict[str, str]:
    """The first thing wrong with each field, in words; empty where the entry may be published."""
    found: dict[str, str] = {}
    for field, sentence in (*plain_faults(page), *named_places(page)):
        found.setdefault(field, sentence)
    return found


def plain_faults(page) -> Iterator[tuple[str, str]]:
    if page.ended and page.started and page.ended < page.started:
        yield "ended", _("The end is before the start.")
    if page.extent == choices.Extent.FULL and len(page.building_blocks) < 2:
        yield (
            "building_blocks",
            _("A full entry has at least two building blocks; add one, or make it a snapshot."),
        )
    if page.cover_image_id and not page.cover_alt:
        yield "cover_alt", _("Say in a few words what the image shows, for those who cannot see it.")


def named_places(page) -> Iterator[tuple[str, str]]:
    """A withheld place must not stand in any text of the entry: the flag alone would hide nothing.

    What is published without names is held to the same, for the city it comes from as well.
    """
    anonymous = getattr(page, "anonymous", False)
    if not page.place_withheld and not anonymous:
        return
    cities = [*page.cities.all(), *([page.city] if anonymous and page.city else [])]
    names = {name for city in cities for name in (city.name, city.local_name) if len(name) > 2}
    if not names:
        return
    named = re.compile("|".join(pattern(name) for name in names), re.IGNORECASE)
    if any(slugify(name) and slugify(name) in page.slug for name in names):
        yield "slug", _("The address names the city whose place is withheld. Choose another, or show the place.")
    for field in page._meta.get_fields():
        if is_text(field) and named.search(" ".join(words(getattr(page, field.name)))):
            yield (
                field.name,
                _("This text names the city whose place is withheld. Take the name out, or show the place."),
            )


def pattern(name: str) -> str:
    """A Latin name counts where a word begins with it; elsewhere particles may be joined to its front."""
    return (r"(?<!\w)" if name.isascii() else "") + re.escape(name)


def is_text(field) -> bool:
    """Whether editors write words in it, rather than choosing a code or having it made."""
    if isinstance(field, StreamField):
        return True
    return isinstance(field, models.CharField | models.TextField) and not field.choices and field.name not in MADE


def words(value) -> Iterator[str]:
    """The texts of a value, down to the innermost part."""
    if isinstance(value, StreamValue):
        yield from words([block["value"] for block in value.get_prep_value()])
    elif isinstance(value, dict):
        yield from words(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from words(part)
    elif isinstance(value, str):
        yield value
