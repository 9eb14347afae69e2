"""What is filled in to protect somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.people.plain import PlainField


class ConcernForm(forms.Form):
    """Anybody, with or without an account."""

    text = PlainField(
        label=_("What puts somebody at risk"), max_length=2000, lines=True,
        help_text=_("For example: “the third paragraph tells who it is”. Please do not write the name."),
    )  # fmt: skip
    contact = forms.EmailField(
        label=_("Where we can answer you"), max_length=254, required=False,
        help_text=_("Only if you want an answer. Safeguarding editors alone see it, and it is deleted 90 days after the answer."),
    )  # fmt: skip


class EndingForm(forms.Form):
    """What becomes of something that was hidden."""

    note = PlainField(label=_("What you decided, and why"), max_length=2000, lines=True)


class WordsForm(forms.Form):
    """The words to blacken."""

    words = PlainField(
        label=_("Words to blacken, one entry a line"), max_length=4000, lines=True,
        help_text=_("Names, places, dates, just as they stand in the text; upper and lower case are the same."),
    )  # fmt: skip

    def lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["words"].splitlines() if line.strip()]
