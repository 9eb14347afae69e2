"""Model fields that several kinds of page need."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _


class ChoiceSetField(models.JSONField):
    """Several values out of a fixed list of choices, kept as a JSON list of their codes.

    Rows with a given code are found with `holding()`, which SQLite and PostgreSQL both understand.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return forms.TypedMultipleChoiceField(
            choices=self.choices,
            coerce=str,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value, model_instance):
        codes = {code for code, _label in self.flatchoices}
        unknown = [code for code in value or [] if code not in codes]
        if unknown:
            raise ValidationError(_("“%(code)s” is not one of the choices."), params={"code": unknown[0]})

    def labels(self, instance: models.Model) -> list[str]:
        """The chosen values in the reader's language, in the order of the list of choices."""
        chosen = set(getattr(instance, self.attname) or [])
        return [str(label) for code, label in self.flatchoices if code in chosen]


def holding(queryset: models.QuerySet, field: str, code: str) -> models.QuerySet:
    """Keep the rows whose `ChoiceSetField` holds the code."""
    alias = f"_{field}_as_text"
    return queryset.alias(**{alias: Cast(field, models.TextField())}).filter(**{f"{alias}__contains": f'"{code}"'})


class MaxWordsValidator:
    """Refuses a text with more words than the limit and says how many there are."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, value: str) -> None:
        count = len(str(value).split())
        if count > self.limit:
            raise ValidationError(
                _(
                    "This text has %(count)d words; the limit is %(limit)d. Shorten it, or move details to another field."
                ),
                params={"count": count, "limit": self.limit},
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MaxWordsValidator) and other.limit == self.limit

    def deconstruct(self):
        return "network_site.pages.fields.MaxWordsValidator", (self.limit,), {}


class MaxLinesValidator:
    """Refuses a text of more lines than the limit; empty lines do not count."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, value: str) -> None:
        count = len([line for line in str(value).splitlines() if line.strip()])
        if count > self.limit:
            raise ValidationError(
                _("These are %(count)d lines; the limit is %(limit)d. Keep the most pressing."),
                params={"count": count, "limit": self.limit},
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MaxLinesValidator) and other.limit == self.limit

    def deconstruct(self):
        return "network_site.pages.fields.MaxLinesValidator", (self.limit,), {}
