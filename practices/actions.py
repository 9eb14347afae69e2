"""What is done with practices."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from members.cities.models import City
from network_site.pages.streams import fill
from network_site.themes.models import Theme

from .models import PracticeIndexPage, PracticePage, PracticeReference
from .resources.models import Resource


@transaction.atomic
def publish_practice(
    parent: PracticeIndexPage,
    values: dict[str, Any],
    *,
    cities: Iterable[City] = (),
    themes: Iterable[Theme] = (),
    references: Iterable[tuple[Resource, str]] = (),
    translation_of: PracticePage | None = None,
    user=None,
) -> PracticePage:
    """Publish a practice below its section, in the section's language.

    `values` are the fields by name; fields of several parts are plain lists. Asked again for an address that is
    taken, it returns the practice that is there and changes nothing.
    """
    there = PracticePage.objects.child_of(parent).filter(slug=values["slug"]).first()
    if there:
        return there
    page = PracticePage(locale=parent.locale, owner=user, live=False)
    if translation_of:
        page.translation_key = translation_of.translation_key
    fill(page, values, seed=values["slug"])
    page.cities = list(cities)
    page.themes.add(*themes)
    for number, (resource, why) in enumerate(references):
        page.references.add(PracticeReference(resource=resource, why=why, sort_order=number))
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True).publish(user=user)
    return page
