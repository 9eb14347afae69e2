"""The form in which a document is handed in to be read."""

from django import forms
from django.utils.translation import gettext_lazy as _

PASTE_LIMIT = 500_000


class DocumentForm(forms.Form):
    """A document dropped, or its text pasted."""

    document = forms.FileField(
        label=_("Document"),
        required=False,
        help_text=_("Word (.docx), PDF, web page, Markdown or plain text, up to 20 MB."),
    )
    text = forms.CharField(
        label=_("or its text"), required=False, max_length=PASTE_LIMIT, widget=forms.Textarea(attrs={"rows": 10})
    )

    def clean(self) -> dict:
        data = super().clean() or {}
        if not self.errors and bool(data.get("document")) == bool((data.get("text") or "").strip()):
            raise forms.ValidationError(_("Choose a document or paste its text: one of the two."))
        return data
