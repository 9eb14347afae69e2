"""A city's profile as a form on the site, for its focal point."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network_site.themes.models import Theme

from .models import CityPage
from .profiles import FIELDS, read, seats_from_lines

MOST_THEMES = 5


class ThemesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, theme: Theme) -> str:
        return theme.label()


class CityProfileForm(forms.ModelForm):
    """Only what a focal point writes; everything else of the page is the editors'."""

    governance_table = forms.CharField(
        label=gettext_lazy("Who sits at the table"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "One office or organisation a line, never a person; after a colon, what it brings. Example: Youth office: outreach workers"
        ),
    )
    themes = ThemesField(
        label=gettext_lazy("Priority themes"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("At most five."),
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = CityPage
        fields = [name for name in FIELDS if name not in ("governance_table", "themes")]
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 8}),
            "mandate_split": forms.Textarea(attrs={"rows": 5}),
            "needs": forms.Textarea(attrs={"rows": 5}),
            "offers": forms.Textarea(attrs={"rows": 5}),
            "strategy_link": forms.URLInput(attrs={"inputmode": "url"}),
        }

    def __init__(self, *args, page: CityPage, **kwargs) -> None:
        self.page = page
        kwargs["initial"] = read(page) | {"based_on": page.latest_revision_id}
        super().__init__(*args, **kwargs)
        themes: Any = self.fields["themes"]
        themes.queryset = Theme.objects.with_words()
        self.order_fields(["based_on", *FIELDS])

    def clean_themes(self):
        themes = list(self.cleaned_data["themes"])
        if len(themes) > MOST_THEMES:
            raise ValidationError(
                _("You chose %(count)d themes; at most %(limit)d can be the most pressing. Take some away."),
                params={"count": len(themes), "limit": MOST_THEMES},
            )
        return themes

    def clean_governance_table(self) -> str:
        text = self.cleaned_data["governance_table"]
        seats_from_lines(text, self.page)
        return text

    def values(self) -> dict:
        """What was written, by field."""
        return {name: self.cleaned_data[name] for name in FIELDS}
