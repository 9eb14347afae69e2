"""The forms of a space. Each holds a key that makes sending it twice the same as once."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from members.people.plain import PlainField
from network_site.themes import vocabulary

from .choices import ReportReason, ThreadKind, Wish
from .refusing import LONGEST_NOTE, LONGEST_POST

WORDS = forms.Textarea(attrs={"rows": 8, "dir": "auto"})
HOW = _(
    "You can use Markdown: *emphasis*, **strong**, lists, > quotation, [words](https://…). Pictures and HTML are left out."
)


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

    def __init__(self, *args, languages=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["themes"].choices = vocabulary.choices()  # type: ignore[attr-defined]


class ReplyForm(SentOnce):
    text = forms.CharField(label=_("Your answer"), widget=WORDS, max_length=LONGEST_POST, help_text=HOW)
    quotes = forms.UUIDField(widget=forms.HiddenInput, required=False)


class EditForm(forms.Form):
    text = forms.CharField(label=_("Your text"), widget=WORDS, max_length=LONGEST_POST, help_text=HOW)
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


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


class MeasureForm(forms.Form):
    """What a facilitator does about one post."""

    note = PlainField(
        lines=True, label=_("Why, in words for whoever wrote it"), max_length=LONGEST_NOTE, required=False
    )
