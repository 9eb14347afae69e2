from urllib.parse import urlencode

from django import template
from django.utils.html import format_html

from ..formats import cite
from ..models import Resource
from ..views import export_links as links_for

register = template.Library()


@register.simple_tag
def reference(work: Resource):
    """A work as one line of a bibliography, its title leading to its record."""
    line = cite(work)
    before, _title, after = line.partition(work.title)
    return format_html('{}<a href="{}"><cite>{}</cite></a>{}', before, work.get_absolute_url(), work.title, after)


@register.inclusion_tag("components/exports.html")
def export_links(**parameters) -> dict:
    """Links to the works that the parameters choose, in each format."""
    return {"links": links_for(urlencode(parameters))}


@register.simple_tag
def resources_about(theme, viewer=None) -> list[Resource]:
    """The works on a theme."""
    return list(Resource.objects.visible_to(viewer).about(theme).with_authors().order_by("-year", "title")[:40])


@register.simple_tag
def latest_resources(count: int = 5, viewer=None) -> list[Resource]:
    return list(Resource.objects.visible_to(viewer).with_authors().order_by("-created_at", "pk")[:count])


@register.simple_tag
def citation_of(work: Resource) -> str:
    """A work as one line of plain text."""
    return cite(work)
