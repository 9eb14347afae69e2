"""What a city measured of a practice that it took up, on the network's shared indicators."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from members.accounts import audit
from members.accounts.audit import Action
from network_site.safeguarding.screening import screen_fields

from .adoptions import can_change, held
from .blocks import library
from .choices import Direction, Known
from .models import Adoption, Indicator

MOST = 8
TEXTS = ("baseline", "value", "date", "caveat")


@dataclass(frozen=True)
class Measured:
    """One outcome of an adoption, ready to be shown; figures under ten are not told."""

    slug: str
    name: str
    direction: str
    baseline: str
    value: str
    date: str
    known: str
    caveat: str


def measured(adoption: Adoption, viewer=None) -> list[Measured]:
    """What a city reports, on the indicators that are in use."""
    from .reported import banded

    names, kinds = dict(library()), kinds_of(adoption)
    return [
        Measured(
            slug=row["indicator"], name=names[row["indicator"]], direction=row["direction"],
            baseline=banded(row["baseline"], kinds.get(row["indicator"], "")), value=banded(row["value"], kinds.get(row["indicator"], "")),
            date=row["date"], known=str(Known(row["known"]).label) if row["known"] in Known.values else "", caveat=row["caveat"],
        )
        for row in adoption.outcomes
        if row["indicator"] in names
    ]  # fmt: skip


def kinds_of(adoption: Adoption) -> dict[str, str]:
    """What kind of value each of an adoption's indicators has; written down with the report, so that nothing is asked."""
    return {row["indicator"]: row.get("kind", "") for row in adoption.outcomes}


class MeasureForm(forms.Form):
    """One indicator, and what came of it. Reported again, it takes the place of what was there."""

    indicator = forms.ModelChoiceField(
        label=gettext_lazy("Indicator of the library"), queryset=Indicator.objects.none(), to_field_name="slug"
    )
    direction = forms.ChoiceField(label=gettext_lazy("Direction"), choices=Direction.choices)
    baseline = forms.CharField(label=gettext_lazy("Before"), required=False, max_length=120)
    value = forms.CharField(
        label=gettext_lazy("After"), required=False, max_length=120,
        help_text=gettext_lazy("Never a number of people under 10: write “fewer than 10”."),
    )  # fmt: skip
    date = forms.CharField(label=gettext_lazy("When"), required=False, max_length=40)
    known = forms.ChoiceField(
        label=gettext_lazy("How it is known"), choices=[("", "–"), *Known.choices], required=False
    )
    caveat = forms.CharField(
        label=gettext_lazy("Caveat"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["indicator"]
        field.queryset = Indicator.objects.visible_to(None)

    def clean(self) -> dict:
        """What everybody will read has nobody who looks at it first: nothing that looks like personal data passes."""
        data = super().clean() or {}
        found = screen_fields({name: data.get(name) or "" for name in TEXTS}, get_language() or "en")
        for mark in found:
            words = _("“%(words)s” might tell who somebody is. Say it without.") % {"words": mark.mark.text}
            self.add_error(mark.field if mark.field in TEXTS else None, words)
        return data


@transaction.atomic
def measure(adoption: Adoption, values: dict[str, Any], *, user) -> Adoption:
    """Report on one indicator, once for each; the same report twice changes nothing."""
    row = held(adoption, can_change, user)
    indicator = values["indicator"]
    new = {
        "indicator": indicator.slug,
        "kind": indicator.kind,
        "direction": values["direction"],
        "known": values["known"],
    }
    new |= {name: " ".join((values.get(name) or "").split()) for name in TEXTS}
    others = [one for one in row.outcomes if one["indicator"] != indicator.slug]
    if new in row.outcomes:
        return row
    if len(others) >= MOST:
        raise ValidationError(_("More than eight indicators are not reported on. Take one away first."), code="full")
    return keep(row, [*others, new], user)


@transaction.atomic
def forget_measure(adoption: Adoption, slug: str, *, user) -> Adoption:
    """Take a report back; one that is gone already stays gone."""
    row = held(adoption, can_change, user)
    left = [one for one in row.outcomes if one["indicator"] != slug]
    return row if left == row.outcomes else keep(row, left, user)


def keep(row: Adoption, outcomes: list[dict], user) -> Adoption:
    row.outcomes = outcomes
    row.version += 1
    row.save(update_fields=["outcomes", "version"])
    audit.record(Action.ADOPTION_DESCRIBED, actor=user, thing=row)
    return row
