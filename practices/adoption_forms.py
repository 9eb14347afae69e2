"""What a city writes about an adoption, and what its owner answers."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .adoptions import DESCRIBED, block_titles
from .choices import ADOPTION_MOVES, AdoptionState
from .models import Adoption

TEXTS = ("kept", "changed", "dropped", "result")


class AdoptionForm(forms.ModelForm):
    """State and words of one adoption. An empty choice of building blocks means the whole practice."""

    blocks = forms.MultipleChoiceField(
        label=gettext_lazy("Building blocks"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose none if you took up the whole practice."),
    )
    since = forms.CharField(
        label=gettext_lazy("Since"),
        required=False,
        max_length=7,
        help_text=gettext_lazy("Year and month, for example 2025-03."),
    )

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Adoption
        fields = ["state", *DESCRIBED]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in TEXTS}

    def __init__(self, *args, practice_key, **kwargs) -> None:
        instance = kwargs.get("instance")
        if instance and instance.pk:
            since = instance.since.strftime("%Y-%m") if instance.since else ""
            kwargs["initial"] = {"since": since, "based_on": instance.version}
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["blocks"].choices = list(block_titles(practice_key).items())
        if instance and instance.pk:
            here = AdoptionState(instance.state)
            fields["state"].choices = [
                choice for choice in AdoptionState.choices if choice[0] == here or choice[0] in ADOPTION_MOVES[here]
            ]
        self.order_fields(["state", "since", "blocks", *TEXTS, "direction", "may_be_contacted"])

    def clean_since(self) -> datetime.date | None:
        text = self.cleaned_data["since"].strip()
        if not text:
            return None
        try:
            return datetime.datetime.strptime(text, "%Y-%m").date()
        except ValueError:
            raise ValidationError(_("Write year and month like this: 2025-03.")) from None

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in DESCRIBED}


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is not recognised"), max_length=900, widget=forms.Textarea(attrs={"rows": 3})
    )
