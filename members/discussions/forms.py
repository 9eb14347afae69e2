"""The forms of a space. Each holds a key that makes sending it twice the same as once."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from members.people.choices import LANGUAGES
from members.people.plain import PlainField
from network_site.safeguarding.handing_out import ACCEPTED
from network_site.themes import vocabulary

from .choices import ReportReason, SpaceKind, ThreadKind, Wish
from .models import PostFile, Space
from .refusing import LONGEST_NOTE, LONGEST_POST, LONGEST_SUMMARY

WORDS = forms.Textarea(attrs={"rows": 8, "dir": "auto"})
HOW = _(
    "You can use Markdown: *emphasis*, **strong**, lists, > quotation, [words](https://…). Pictures and HTML are left out."
)


FILES = _(
    "Word, OpenDocument, PowerPoint, Excel, PDF or pictures, up to 25 MB each; five at most. Each is cleaned before anybody else can see it."
)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once. What each of them is the verb finds out, which says no in one sentence."""

    def __init__(self, **kwargs) -> None:
        widget = FilesInput(attrs={"accept": ACCEPTED, "multiple": True})
        super().__init__(label=_("Files"), required=False, help_text=FILES, widget=widget, **kwargs)

    def clean(self, data, initial=None) -> list[Any]:
        return data or []


class SentOnce(forms.Form):
    """A form that brings its own key."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class ThreadForm(SentOnce):
    title = PlainField(label=_("Title"), max_length=140)
    kind = forms.ChoiceField(label=_("This is"), choices=ThreadKind.choices)
    text = forms.CharField(label=_("Your text"), widget=WORDS, max_length=LONGEST_POST, help_text=HOW)
    language = forms.ChoiceField(label=_("Language"))
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    attach = FilesField()

    def __init__(self, *args, languages=(), about: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs, **({"initial": {"about": about}} if about else {}))
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["themes"].choices = vocabulary.choices()  # type: ignore[attr-defined]


class ReplyForm(SentOnce):
    text = forms.CharField(label=_("Your answer"), widget=WORDS, max_length=LONGEST_POST, help_text=HOW)
    quotes = forms.UUIDField(widget=forms.HiddenInput, required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    attach = FilesField()

    def __init__(self, *args, languages: Sequence = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        if len(languages) < 2:
            del self.fields["language"]


class ChangeForm(forms.Form):
    text = forms.CharField(label=_("Your text"), widget=WORDS, max_length=LONGEST_POST, help_text=HOW)
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    remove = forms.TypedMultipleChoiceField(
        label=_("Files to throw away"), required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, files: Iterable[PostFile] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(file.key), file.name) for file in files]
        self.fields["remove"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["remove"]


class EditForm(ChangeForm):
    """One changes one's own post."""

    attach = FilesField()


class MendForm(ChangeForm):
    """A facilitator changes another's post; the words that had to go are from then on for facilitators alone."""

    note = PlainField(lines=True, label=_("Why, in words for whoever wrote it"), max_length=LONGEST_NOTE)


class ReportForm(forms.Form):
    reason = forms.ChoiceField(label=_("What is wrong"), choices=ReportReason.choices, widget=forms.RadioSelect)
    text = PlainField(lines=True, label=_("In your words"), max_length=LONGEST_NOTE, required=False)


class JoinForm(forms.Form):
    wish = forms.ChoiceField(label=_("What do you want to hear of it?"), choices=Wish.choices, widget=forms.RadioSelect)
    pseudonym = PlainField(
        label=_("Your pseudonym here"), max_length=40, required=False,
        help_text=_("Leave it empty to be given one. It cannot be changed, and stays yours alone."),
    )  # fmt: skip

    def __init__(self, *args, pseudonyms: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not pseudonyms:
            del self.fields["pseudonym"]


class SpaceForm(forms.ModelForm):
    """The settings of a space; whoever opens one leaves them as narrow as they are unless there is a reason."""

    class Meta:
        model = Space
        fields = [
            "title", "purpose", "kind", "listing", "access", "joining", "attribution", "mail_rule", "needs_second_factor",
            "first_posts_wait", "languages", "retention", "themes",
        ]  # fmt: skip
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 4, "dir": "auto"}), "themes": forms.CheckboxSelectMultiple,
            **dict.fromkeys(("listing", "access", "joining", "attribution", "mail_rule"), forms.RadioSelect),
        }  # fmt: skip

    languages = forms.MultipleChoiceField(label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        known = dict(settings.LANGUAGES) | {code: dict(LANGUAGES).get(code, code) for code in self.instance.languages}
        self.fields["languages"].choices = sorted(known.items())  # type: ignore[attr-defined]
        if not self.instance.is_of_question:
            kinds = [pair for pair in SpaceKind.choices if pair[0] != SpaceKind.QUESTION]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        words: Any = vocabulary.vocabulary()
        self.fields["themes"].label_from_instance = lambda theme: words.get(theme.pk, theme).label()  # type: ignore[attr-defined]

    def settings(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "themes"}


class NewSpaceForm(SpaceForm):
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    second = forms.UUIDField(label=_("Who facilitates it with you"), widget=forms.HiddenInput)


class SummaryForm(forms.Form):
    summary = forms.CharField(label=_("What came out of it"), widget=WORDS, max_length=LONGEST_SUMMARY, required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


class SplitForm(forms.Form):
    numbers = PlainField(label=_("Numbers of the posts, such as 3, 5, 8"), max_length=200)
    title = PlainField(label=_("Title of the new thread"), max_length=140)


class GlassForm(forms.Form):
    """Opening a closed space in an emergency: which, and why."""

    space = forms.UUIDField(label=_("Key of the space"), help_text=_("The long number in its address."))
    post = forms.UUIDField(
        label=_("Key of a post"), required=False, help_text=_("Only to learn who wrote it; the space stays closed."),
    )  # fmt: skip
    reason = PlainField(label=_("Why; the members of the space read this"), max_length=400)
