"""The filled form that an organiser corrects beside the source text."""

import datetime
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from ..choices import EventKind
from .parser import ResourceReference, TakeawayText, WebinarRecord


class RecordForm(forms.Form):
    """What was read about the event itself."""

    title = forms.CharField(label=_("Title"), max_length=255)
    kind = forms.ChoiceField(label=_("Kind"), choices=EventKind.choices)
    publication_date = forms.DateField(
        label=_("Record published on"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty if the document does not say."),
    )  # fmt: skip
    event_date = forms.DateField(
        label=_("Day of the event"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty if the document does not say."),
    )  # fmt: skip
    reading_minutes = forms.IntegerField(label=_("Reading time in minutes"), required=False, min_value=1, max_value=600)
    introduction = forms.CharField(
        label=_("Introduction"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("An empty line begins a new paragraph."),
    )
    language = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    source_name = forms.CharField(max_length=255, widget=forms.HiddenInput)
    source_digest = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    source_text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


class TakeawayForm(forms.Form):
    headline = forms.CharField(label=_("Headline"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    body = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 4}))


class CitationForm(forms.Form):
    citation = forms.CharField(label=_("Resource"), max_length=1000, help_text=_("As “Title (year), Authors”."))


TakeawayFormSet = formset_factory(TakeawayForm, extra=1, can_delete=True, max_num=100, absolute_max=200)
CitationFormSet = formset_factory(CitationForm, extra=1, can_delete=True, max_num=300, absolute_max=400)


def split(text: str) -> tuple[str, ...]:
    """Paragraphs of a text in which empty lines part them."""
    parts = (" ".join(part.split()) for part in (text or "").replace("\r", "").split("\n\n"))
    return tuple(part for part in parts if part)


def initial(record: WebinarRecord) -> dict[str, Any]:
    """What the three forms begin with."""
    return {
        "record": {
            "title": record.title, "publication_date": record.publication_date, "event_date": record.event_date,
            "kind": record.content_type if record.content_type in EventKind.values else EventKind.WEBINAR,
            "reading_minutes": record.reading_minutes, "introduction": "\n\n".join(record.intro), "language": record.language,
        },
        "takeaways": [{"headline": row.heading, "body": "\n\n".join(row.body)} for row in record.takeaways],
        "citations": [{"citation": row.raw} for row in record.resources],
    }  # fmt: skip


def rows(formset) -> list[dict]:
    """The filled rows that were not marked for removal."""
    return [
        form.cleaned_data
        for form in formset
        if form.has_changed() and form.cleaned_data and not form.cleaned_data.get("DELETE")
    ]


def iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def record_from(values: dict, takeaways, citations) -> WebinarRecord:
    """The corrected forms as a record again."""
    return WebinarRecord(
        title=values["title"],
        publication_date=iso(values["publication_date"]),
        event_date=iso(values["event_date"]),
        content_type=values["kind"],
        reading_minutes=values["reading_minutes"],
        intro=split(values["introduction"]),
        takeaways=tuple(TakeawayText(" ".join(row["headline"].split()), split(row["body"])) for row in rows(takeaways)),
        resources=tuple(ResourceReference.read(row["citation"]) for row in rows(citations)),
        language=values["language"],
    )
