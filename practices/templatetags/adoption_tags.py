from collections.abc import Iterable

from django import template
from django.urls import reverse

from members.cities.models import City
from members.people.permissions import city_in_charge_of

from .. import adopted
from ..adoptions import can_declare
from ..models import PracticePage

register = template.Library()


@register.simple_tag
def adoptions_around(city: City, viewer=None) -> dict[str, list[adopted.Row]]:
    return adopted.around_city(city, viewer)


@register.simple_tag
def declare_url(practice: PracticePage, viewer=None, rows: Iterable[adopted.Row] = ()) -> str:
    """Where the viewer declares that their city takes this up; empty for whoever may not, or has it among the rows."""
    if any(row.may_change for row in rows):
        return ""
    key = city_in_charge_of(viewer) if viewer and viewer.is_authenticated and practice.pk else None
    city = City.objects.filter(pk=key).first() if key else None
    return reverse("practices:declare", args=[practice.translation_key]) if can_declare(viewer, city, practice) else ""
