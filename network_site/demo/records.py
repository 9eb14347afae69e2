"""Events and works of the demonstration."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import slugify
from wagtail.rich_text import RichText

from events.models import EventIndexPage, EventPage, EventResource, Series, Speaker, SummaryDocument, Takeaway
from network_site.pages.streams import fill
from network_site.themes.models import Theme
from practices.resources.models import Resource, ResourceAuthor

Find = Callable[[str, Iterable[str]], list]


def paragraphs(text: str | list[str]) -> str:
    """Plain paragraphs as rich text; a text that is rich already stays as it is."""
    if isinstance(text, str) and text.lstrip().startswith("<"):
        return RichText(text).source
    parts = text.strip().split("\n\n") if isinstance(text, str) else text
    return "".join(f"<p>{escape(part.strip())}</p>" for part in parts)


def make_resource(values: dict, *, themes: Iterable[Theme], countries: Iterable[Any]) -> Resource:
    """Add a work with its authors in order; one that is there, by its slug, stays as it is."""
    there = Resource.objects.filter(slug=values["slug"]).first()
    if there:
        return there
    authors = values.pop("authors", [])
    resource = Resource()
    fill(resource, values, seed=values["slug"])
    resource.authors = [ResourceAuthor(sort_order=number, **author) for number, author in enumerate(authors)]
    resource.themes.add(*themes)
    resource.full_clean()
    resource.save()
    resource.countries.set(countries)
    return resource


def make_event(section: EventIndexPage, values: dict, find: Find) -> EventPage:
    """Publish an event with its record; one that is there, by its slug, stays as it is."""
    there = EventPage.objects.child_of(section).filter(slug=values["slug"]).first()
    if there:
        return there
    page = EventPage(locale=section.locale, live=False)
    page.speakers = [_speaker(number, row, find) for number, row in enumerate(values.pop("speakers", []))]
    page.summary_documents = [
        _checked(SummaryDocument(sort_order=number, **row))
        for number, row in enumerate(values.pop("summary_documents", []))
    ]
    page.takeaways = [_takeaway(number, row, find) for number, row in enumerate(values.pop("takeaways", []))]
    page.resource_list = [
        EventResource(sort_order=number, resource=find("resource", [row["resource"]])[0], why=row.get("why", ""))
        for number, row in enumerate(values.pop("resource_list", []))
    ]
    values["series"] = _series(values.get("series"))
    if "starts_in_days" in values:
        values["starts_on"] = timezone.localdate() + datetime.timedelta(days=values.pop("starts_in_days"))
    values["introduction"] = paragraphs(values.get("introduction", ""))
    fill(page, values, seed=values["slug"])
    section.add_child(instance=page)
    page.save_revision(log_action=True).publish()
    return page


def _checked(row: Any) -> Any:
    """A row of a record, refused as the CMS would refuse it."""
    row.full_clean(exclude=["page"])
    return row


def _speaker(number: int, row: dict, find: Find) -> Speaker:
    city = find("fact", [row.pop("city")])[0] if row.get("city") else None
    return _checked(Speaker(sort_order=number, **row | {"city": city}))


def _takeaway(number: int, row: dict, find: Find) -> Takeaway:
    """A takeaway with everything it points at."""
    links = {name: row.pop(name, []) for name in ("themes", "practices", "cities", "resources")}
    takeaway = Takeaway(sort_order=number, **row | {"body": paragraphs(row.get("body", ""))})
    takeaway.clean_fields(exclude=["page"])
    takeaway.themes.add(*find("theme", links["themes"]))
    takeaway.practices = find("practice", links["practices"])
    takeaway.cities = find("fact", links["cities"])
    takeaway.resources = find("resource", links["resources"])
    return takeaway


def _series(values: dict | str | None) -> Series | None:
    """The series an event belongs to, made when it is first named."""
    if not values:
        return None
    row = {"title": values} if isinstance(values, str) else dict(values)
    slug = row.pop("slug", "") or slugify(row["title"])
    if not row.get("title"):
        raise ValidationError("A series has a title.")
    return Series.objects.get_or_create(slug=slug, defaults=row)[0]
