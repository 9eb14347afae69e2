"""The form for one step of a submission. A draft takes what it is given: limits are shown here and asked at the end."""

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from members.cities.models import City, Country
from network_site.pages.fields import ChoiceSetField, MaxWordsValidator
from network_site.reading.forms import DocumentForm
from network_site.themes.models import Theme

from .models import Submission
from .parts_form import LinesField, formset_for, is_lines, is_parts, kind_of
from .readiness import FULL, SNAPSHOT
from .steps import WritingStep
from .versions import field_of, read

HINTS = {
    "anonymous": _("Your name, your city and your organisation then appear nowhere; readers learn the size of your city at most."),
    "blind": _("Reviewers then judge without knowing who wrote it."),
    "safeguarding_detail": _("Members only."),
    "information_sharing": _("Members only."),
    "cost_amount": _("Members only."),
    "offers": _("Members only: a call, documents, a study visit, a training."),
}  # fmt: skip


class ThemesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, theme) -> str:
        return theme.label()


class StartForm(forms.Form):
    """All that a draft needs."""

    title = forms.CharField(
        label=_("Title"), max_length=110, help_text=_("What it does, in plain words. You can change it.")
    )
    extent = forms.ChoiceField(
        label=_("How much do you want to tell?"),
        choices=[
            ("snapshot", _("A snapshot: sixteen short questions, about a quarter of an hour")),
            ("full", _("A full entry: with building blocks, results and conditions, an hour or two")),
        ],
        initial="snapshot",
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Language you write in"))
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, languages: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = languages


class BringForm(StartForm, DocumentForm):
    """A text that exists already, and what its draft is to be."""

    field_order = ["document", "text", "title", "extent", "language"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Leave it empty to take the title of the text.")
        language: Any = self.fields["language"]
        language.required = False
        language.choices = [("", _("as the text is written")), *language.choices]


class StepForm(forms.Form):
    """The plain fields of a step, and a reason for each question that cannot be answered yet."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, submission: Submission, step: WritingStep, **kwargs) -> None:
        self.submission, self.step = submission, step
        content = read(submission)
        names = step.fields_for(submission.extent)
        initial = {name: content[name] if name in content else getattr(submission, name) for name in names}
        known = submission.not_known or {}
        initial |= {f"unknown-{name}": known.get(name, "") for name in names}
        kwargs["initial"] = initial | {"based_on": submission.revision}
        super().__init__(*args, **kwargs)
        self.parts_names = [name for name in names if is_parts(name)]
        for name in names:
            if name not in self.parts_names:
                self.fields[name] = field_for(name)
        if "cities" in self.fields:
            cities: Any = self.fields["cities"]
            cities.queryset = nameable_cities(submission)
        for name in names:
            if (name in SNAPSHOT or name in FULL) and name not in ("title",):
                self.fields[f"unknown-{name}"] = forms.CharField(
                    label=_("Not known yet, because …"), max_length=300, required=False
                )
        self.parts = {
            name: formset_for(name)(
                self.data or None,
                prefix=name,
                initial=[part["value"] | {"id": part["id"]} for part in content[name]],
            )
            for name in self.parts_names
        }

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(rows.is_valid() for rows in self.parts.values())])

    def values(self) -> dict[str, Any]:
        """What was typed, as the verbs and versions have it."""
        found: dict[str, Any] = {}
        reasons = dict(self.submission.not_known or {})
        for name, value in self.cleaned_data.items():
            if name.startswith("unknown-"):
                reasons[name.removeprefix("unknown-")] = value.strip()
            elif name != "based_on":
                found[name] = plain(value)
        for name, rows in self.parts.items():
            kind, _block = kind_of(Submission._meta.get_field(name))
            found[name] = rows.values(kind)
        found["not_known"] = {name: reason for name, reason in reasons.items() if reason}
        return found

    def rows(self) -> list[dict]:
        """The fields in order, each with its rows or its reason, its limit and what is asked about it."""
        asked: dict[str, list] = {}
        for note in self.submission.field_notes.filter(shown=True, answered=False):
            asked.setdefault(note.field, []).append(note)
        found = []
        for name in self.step.fields_for(self.submission.extent):
            unknown = f"unknown-{name}"
            found.append(
                {
                    "name": name,
                    "field": self[name] if name in self.fields else None,
                    "parts": self.parts.get(name),
                    "label": field_of(name).verbose_name,
                    "help": field_of(name).help_text,
                    "unknown": self[unknown] if unknown in self.fields else None,
                    "asked": asked.get(name, []),
                }
            )
        return found


def nameable_cities(submission: Submission) -> models.QuerySet:
    """Published cities, and the one it is handed in from."""
    shown = City.objects.visible_to(None).values("pk")
    rows = City.objects.filter(models.Q(pk__in=shown) | models.Q(pk=submission.city_id))
    return rows.select_related("country").order_by("name")


def plain(value: Any) -> Any:
    """A cleaned value as versions keep it."""
    if isinstance(value, models.QuerySet):
        return sorted(value.values_list("pk", flat=True))
    return value.pk if isinstance(value, Country) else value


def field_for(name: str) -> forms.Field:
    """The form field of a model field, without limits that only a finished entry must keep."""
    if is_lines(name):
        return LinesField(stream=Submission._meta.get_field(name))
    model_field: Any = Submission._meta.get_field(name)
    if name == "themes":
        return ThemesField(
            Theme.objects.with_words(), label=capfirst(model_field.verbose_name), required=False,
            widget=forms.CheckboxSelectMultiple, help_text=model_field.help_text,
        )  # fmt: skip
    if name == "cities":
        return forms.ModelMultipleChoiceField(
            City.objects.none(), label=capfirst(model_field.verbose_name), required=False,
            widget=forms.SelectMultiple(attrs={"size": 6}),
        )  # fmt: skip
    field = model_field.formfield()
    field.label = capfirst(model_field.verbose_name)
    field.required = name == "title"
    if isinstance(model_field, models.TextField):
        limit = next((v.limit for v in model_field.validators if isinstance(v, MaxWordsValidator)), 0)
        field.validators = [v for v in field.validators if not isinstance(v, MaxWordsValidator)]
        rows = 3 if limit and limit <= 120 else 6
        field.widget = forms.Textarea(attrs={"rows": rows} | ({"data-words": limit} if limit else {}))
        if limit:
            field.help_text = f"{model_field.help_text} ".lstrip() + str(
                _("At most %(count)d words.") % {"count": limit}
            )
    if isinstance(model_field, ChoiceSetField):
        field.required = False
    if name in HINTS:
        field.help_text = HINTS[name]
    return field
