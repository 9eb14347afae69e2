"""The form in which a list of works is handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .reading import LONGEST, Unreadable, Works, read_list, text_from


class ListForm(forms.Form):
    """A file or a pasted text, and the works that were read from it."""

    document = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("BibTeX (.bib), RIS (.ris), or a text with one citation on each line."),
    )
    text = forms.CharField(
        label=_("or paste the list"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
    )

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        upload = cleaned.get("document")
        if not upload and not (cleaned.get("text") or "").strip():
            raise forms.ValidationError(_("Choose a file or paste a list."))
        try:
            if upload:
                if upload.size > LONGEST:
                    raise Unreadable("long")
                cleaned["text"] = text_from(upload.read())
            cleaned["found"] = read_list(cleaned["text"])
        except Unreadable as refusal:
            self.add_error("document" if upload else "text", refusal.sentence)
        return cleaned

    @property
    def found(self) -> Works:
        return self.cleaned_data["found"]
