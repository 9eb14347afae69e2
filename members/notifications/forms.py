"""How somebody wants to hear, as a form."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .choices import MailList, Weekday, Wish
from .preferences import channel_of, preference_of


def zones() -> list[tuple[str, str]]:
    """All time zones that are named after a place, and the shared one."""
    named = sorted(
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/", "right/"))
    )
    return [("UTC", str(_("Coordinated universal time"))), *((name, name.replace("_", " ")) for name in named)]


class PreferenceForm(forms.Form):
    """When, in which language and how often one is written to."""

    language = forms.ChoiceField(label=_("Language of mail"))
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones)
    digest_day = forms.TypedChoiceField(label=_("Day of the weekly mail"), choices=Weekday.choices, coerce=int)

    def __init__(self, data=None, *, user) -> None:
        chosen = preference_of(user)
        initial = {
            "language": chosen.language or settings.LANGUAGE_CODE,
            "time_zone": chosen.time_zone or "UTC",
            "digest_day": chosen.digest_day,
        }
        super().__init__(data, initial=initial)
        language: Any = self.fields["language"]
        language.choices = settings.LANGUAGES
        for name in MailList:
            self.fields[name.value] = forms.ChoiceField(
                label=name.label,
                choices=Wish.choices,
                initial=channel_of(user, name).wish,
                widget=forms.RadioSelect,
            )

    def values(self) -> dict[str, Any]:
        """As `set_preferences` takes them."""
        data = self.cleaned_data
        wishes = {name: Wish(data[name.value]) for name in MailList}
        return {name: data[name] for name in ("language", "time_zone", "digest_day")} | {"wishes": wishes}
