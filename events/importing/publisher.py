"""From what a document says to a record on the site: made once, changed only where nobody has corrected it by hand."""

import datetime
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import transaction
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _

from network_site.themes.models import Theme
from practices.resources.actions import remember_citation
from practices.resources.models import Resource

from ..choices import EventKind
from ..models import EventIndexPage, EventPage, EventResource, ImportedRecord, Takeaway
from .parser import WebinarRecord
from .suggestions import cities_in, themes_in


class Outcome(StrEnum):
    """What became of a document."""

    CREATED = "created"
    SAME = "same"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Source:
    """Where a record was read from."""

    name: str
    digest: str
    text: str = ""


@dataclass(frozen=True)
class Report:
    """What was done, in words for the person who handed the document in."""

    outcome: Outcome
    page: EventPage
    kept: tuple[str, ...] = field(default=())


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def identity_of(title: str) -> str:
    """Tell a record again in a changed document: by its title, whatever its case, accents and punctuation."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", title.casefold()) if not unicodedata.combining(c))
    return hashlib.sha256(" ".join(re.findall(r"\w+", folded)).encode()).hexdigest()


def paragraphs_as_html(paragraphs: Iterable[str]) -> str:
    """Turn plain paragraphs into rich text; whatever looked like markup in the document stays text."""
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)


def date_or_none(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def values_of(record: WebinarRecord) -> dict:
    """The record as the page's fields hold it; also what is remembered to tell corrections by hand."""
    kind = record.content_type if record.content_type in EventKind.values else EventKind.WEBINAR
    return {
        "title": record.title or _("Untitled record"),
        "kind": str(kind),
        "published_on": record.publication_date or None,
        "starts_on": record.event_date or None,
        "reading_minutes": record.reading_minutes,
        "introduction": paragraphs_as_html(record.intro),
        "takeaways": [{"headline": row.heading, "body": paragraphs_as_html(row.body)} for row in record.takeaways],
    }


DATES = ("published_on", "starts_on")
FIELDS = ("title", "kind", *DATES, "reading_minutes", "introduction")


def current(page: EventPage, name: str):
    value = getattr(page, name)
    return value.isoformat() if isinstance(value, datetime.date) else value


def put(page: EventPage, name: str, value) -> None:
    setattr(page, name, date_or_none(value) if name in DATES else value)


@transaction.atomic
def keep(record: WebinarRecord, source: Source, *, publish: bool = False, user=None) -> Report:
    """Make or change the page of a record.

    The same document twice changes nothing. A changed one updates each field that still stands as it was last
    read; what somebody corrected by hand is kept and named in the report.
    """
    known = ImportedRecord.objects.select_for_update().filter(digest=source.digest).first()
    if known:
        return Report(Outcome.SAME, known.page)
    known = ImportedRecord.objects.select_for_update().filter(identity=identity_of(record.title or source.name)).first()
    return (
        change(known, record, source, publish=publish, user=user)
        if known
        else create(record, source, publish=publish, user=user)
    )


def create(record: WebinarRecord, source: Source, *, publish: bool, user) -> Report:
    values = values_of(record)
    index = index_for(record.language)
    page = EventPage(
        slug=free_slug(index, values["title"]),
        locale=index.locale,
        owner=user,
        live=False,
        languages=languages_of(record),
    )
    for name in FIELDS:
        put(page, name, values[name])
    for row in values["takeaways"]:
        page.takeaways.add(new_takeaway(row, index.locale.language_code))
    index.add_child(instance=page)
    add_resources(page, record)
    finish(page, publish=publish, user=user)
    remember_reading(ImportedRecord(page=page), record, source, values)
    return Report(Outcome.CREATED, page)


def change(known: ImportedRecord, record: WebinarRecord, source: Source, *, publish: bool, user) -> Report:
    page = known.page.get_latest_revision_as_object()
    values, before, kept = values_of(record), known.values, []
    for name in FIELDS:
        if current(page, name) == before.get(name):
            put(page, name, values[name])
        elif current(page, name) != values[name]:
            kept.append(str(EventPage._meta.get_field(name).verbose_name))
    kept += change_takeaways(page, values["takeaways"], before.get("takeaways", []))
    add_resources(page, record)
    finish(page, publish=publish or page.live, user=user)
    remember_reading(known, record, source, values)
    return Report(Outcome.CHANGED, page, tuple(kept))


def change_takeaways(page: EventPage, new: list[dict], before: list[dict]) -> list[str]:
    """Update the takeaways that stand as they were read, add new ones, and return the names of those kept."""
    rows = {row.number: row for row in page.takeaways.all()}
    kept = []
    for number, values in enumerate(new, start=1):
        row = rows.get(number)
        was = before[number - 1] if number <= len(before) else None
        if row is None and was is None:
            page.takeaways.add(new_takeaway(values, page.locale.language_code))
        elif row is not None and was == {"headline": row.headline, "body": row.body}:
            row.headline, row.body = values["headline"], values["body"]
        elif was != values:
            kept.append(_("takeaway %(number)d") % {"number": number})
    for number, row in rows.items():
        if len(new) < number <= len(before) and before[number - 1] == {"headline": row.headline, "body": row.body}:
            page.takeaways.remove(row)
    return kept


def new_takeaway(values: dict, language: str) -> Takeaway:
    takeaway = Takeaway(headline=values["headline"], body=values["body"])
    text = f"{values['headline']} {values['body']}"
    takeaway.themes.add(*Theme.objects.filter(slug__in=themes_in(text, language)))
    takeaway.cities = cities_in(text)
    return takeaway


def add_resources(page: EventPage, record: WebinarRecord) -> None:
    """Put the works of the list on the page's list; those already there stay as they are."""
    listed = {row.resource_id for row in page.resource_list.all()}
    for reference in record.resources:
        work: Resource = remember_citation(reference.citation)
        if work.pk not in listed:
            listed.add(work.pk)
            page.resource_list.add(EventResource(resource=work, sort_order=len(listed)))


def finish(page: EventPage, *, publish: bool, user) -> None:
    revision = page.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)
        page.live = True  # publishing works on a copy of its own


def remember_reading(known: ImportedRecord, record: WebinarRecord, source: Source, values: dict) -> None:
    known.source_name, known.digest, known.source_text = source.name[:255], source.digest, source.text
    known.identity, known.values = identity_of(record.title or source.name), values
    known.save()


def index_for(language: str | None) -> EventIndexPage:
    """The events section in the record's language, or in the network's first."""
    sections = EventIndexPage.objects.select_related("locale").order_by("pk")
    return sections.filter(locale__language_code=language or "en").first() or sections.first() or no_section()


def no_section():
    raise LookupError(_("There is no events section yet. Make an “events: overview” page below the home page first."))


def free_slug(index: EventIndexPage, title: str) -> str:
    base = slugify(title, allow_unicode=True)[:80].strip("-") or "record"
    taken = set(index.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def languages_of(record: WebinarRecord) -> list[str]:
    codes = dict(EventPage._meta.get_field("languages").flatchoices)
    return [record.language] if record.language in codes else []
