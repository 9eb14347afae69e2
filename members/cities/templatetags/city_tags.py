from django import template

from ..directory import on_map, one_page_each
from ..models import CityPage

register = template.Library()


@register.inclusion_tag("cities/components/map.html")
def network_map(viewer=None) -> dict:
    """The map of all cities that the viewer may know of, each once, in the reader's language where there is one."""
    return on_map(one_page_each(CityPage.objects.visible_to(viewer).with_place()))


@register.simple_tag
def page_of_city(city, viewer=None) -> CityPage | None:
    """The page of a city that a viewer may read, or None."""
    return next(iter(one_page_each(CityPage.objects.visible_to(viewer).with_place().filter(city=city))), None)
