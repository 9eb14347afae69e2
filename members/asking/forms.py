"""The forms of a question and of a public note."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.cities.choices import PopulationBand, Region
from members.discussions.forms import SentOnce
from members.discussions.refusing import LONGEST_NOTE, LONGEST_SUMMARY
from members.people.choices import LANGUAGES
from members.people.plain import PlainField
from network_site.themes import vocabulary

from . import actions, notes
from .choices import Privacy, Result

NAMES = dict(LANGUAGES)
LINE = forms.TextInput(attrs={"dir": "auto"})


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def languages_of(codes) -> list[tuple[str, str]]:
    """The languages of the site and those somebody speaks, the reader's first."""
    known = dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *codes])
    mine = (get_language() or "").split("-")[0]
    return [(code, NAMES.get(code, code)) for code in sorted(known, key=lambda code: (code != mine, code))]


class AskForm(SentOnce):
    """My situation, what I tried, by when, how private."""

    title = PlainField(label=_("Your question in one line"), max_length=140, widget=LINE)
    situation = forms.CharField(
        label=_("Your situation"), max_length=actions.LONGEST, widget=text_area(7),
        help_text=_("What happens, and what you want to know. Name nobody who is in a case, and no place by which somebody could be found."),
    )  # fmt: skip
    tried = forms.CharField(label=_("What you tried"), max_length=actions.LONGEST, required=False, widget=text_area(4))
    themes = forms.MultipleChoiceField(label=_("Themes"), widget=forms.CheckboxSelectMultiple)
    privacy = forms.ChoiceField(
        label=_("How private"), choices=Privacy.choices, initial=Privacy.CHATHAM, widget=forms.RadioSelect,
        help_text=_("Who passes it on is told no more of you than those who answer."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"))
    by_when = forms.DateField(
        label=_("Needed by"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: a first answer within five working days is what we aim at."),
    )  # fmt: skip
    region = forms.ChoiceField(
        label=_("Region of your city"), required=False,
        help_text=_("To find people from places like yours. Told to who passes it on, and to nobody else."),
    )  # fmt: skip
    size = forms.ChoiceField(label=_("Size of your city"), required=False)

    def __init__(self, *args, languages=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "language": languages_of(languages), "themes": vocabulary.choices(),
            "region": [("", _("not told")), *Region.choices], "size": [("", _("not told")), *PopulationBand.choices],
        }  # fmt: skip
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    def clean_by_when(self):
        day = self.cleaned_data["by_when"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose a later one, or none."))
        return day


class CloseForm(forms.Form):
    """What helped."""

    helpful = forms.TypedMultipleChoiceField(
        label=_("Which answers helped"), required=False, coerce=str, widget=forms.CheckboxSelectMultiple
    )
    result = forms.ChoiceField(label=_("Did it help?"), choices=Result.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What helped, in a few words"), max_length=LONGEST_SUMMARY, widget=text_area(4),
        help_text=_("Those who answered read it. It is the last post of the thread, signed as your question is."),
    )  # fmt: skip

    def __init__(self, *args, answers=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["helpful"].choices = answers  # type: ignore[attr-defined]
        if not answers:
            del self.fields["helpful"]


class NoteForm(forms.Form):
    """The same for everybody, in general words."""

    title = PlainField(label=_("Title"), max_length=140, widget=LINE)
    situation = forms.CharField(
        label=_("The situation, in general words"), max_length=notes.LONGEST, widget=text_area(5),
        help_text=_("As it could be in many cities: no city, no office, no day, nobody."),
    )  # fmt: skip
    tried = forms.CharField(label=_("What was tried"), max_length=notes.LONGEST, widget=text_area(4))
    helped = forms.CharField(
        label=_("What helped"), max_length=notes.LONGEST, widget=text_area(5),
        help_text=_("In your own words. Where somebody else’s stand, they are asked first."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"))
    addresses = PlainField(
        lines=True, label=_("Other practices on this site that helped"), required=False, max_length=2000,
        help_text=_("Their addresses, one a line."),
    )  # fmt: skip
    consent = forms.BooleanField(
        label=_("Everybody may read this. It never says who asked."), required=True,
        error_messages={"required": _("Agree that everybody may read it, or leave it among you.")},
    )  # fmt: skip

    def __init__(self, *args, languages=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages_of(languages)  # type: ignore[attr-defined]


class MessageForm(forms.Form):
    message = PlainField(
        lines=True, label=_("What should change, in words for whoever wrote it"), max_length=LONGEST_NOTE
    )
