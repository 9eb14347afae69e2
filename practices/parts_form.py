"""Lists of parts, such as building blocks and outcomes, as plain rows of a form; made from the same definition as the CMS's."""

import copy
import uuid
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import FieldBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField

from .models import Submission

ROWS_MOST = 20


def kind_of(field: StreamField) -> tuple[str, Any]:
    """The name and the definition of the one kind of part that a field has."""
    return next(iter(field.stream_block.child_blocks.items()))


class LinesField(forms.CharField):
    """A list of sentences, one a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, *, stream: StreamField, **kwargs) -> None:
        self.kind, _block = kind_of(stream)
        super().__init__(required=False, label=capfirst(stream.verbose_name), help_text=_("One a line."), **kwargs)

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(part["value"] for part in value)
        return value

    def clean(self, value) -> list:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return [{"type": self.kind, "value": line, "id": str(uuid.uuid4())} for line in lines]


class PartForm(forms.Form):
    """One row; `id` is the lasting address of the part, and an empty row is no part."""

    id = forms.CharField(required=False, widget=forms.HiddenInput, max_length=36)

    def clean_id(self) -> str:
        try:
            return str(uuid.UUID(self.cleaned_data["id"]))
        except ValueError:
            return str(uuid.uuid4())


def form_for(block: StructBlock) -> type[PartForm]:
    """A form with the fields of a part. Nothing is demanded while it is written; the whole is asked at the end."""
    fields: dict[str, Any] = {}
    for name, child in block.child_blocks.items():
        if isinstance(child, FieldBlock) and not isinstance(child, DocumentChooserBlock):
            field: Any = copy.deepcopy(child.field)
            field.required = False
            field.label = child.label
            if isinstance(field, forms.CharField) and isinstance(field.widget, forms.Textarea):
                field.widget = forms.Textarea(attrs={"rows": 3})
            if isinstance(field, forms.MultipleChoiceField):
                offered: Any = field.choices
                field.widget = forms.CheckboxSelectMultiple(choices=offered)
            fields[name] = field
    return type("PartForm", (PartForm,), fields)


class PartsFormSet(forms.BaseFormSet):
    """All parts of one field, with one empty row at the end."""

    def values(self, kind: str) -> list[dict]:
        """The parts as the field keeps them, in order, without empty rows and those marked to go."""
        found = []
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            value = {name: part for name, part in data.items() if name not in ("id", "DELETE")}
            chosen = {name: part for name, part in value.items() if part not in (None, "", [])}
            # A select with a first choice is never empty: a row counts by what somebody typed or picked besides.
            if data.get("DELETE") or not any(self.is_typed(form, name) for name in chosen):
                continue
            found.append({"type": kind, "value": value, "id": data.get("id") or str(uuid.uuid4())})
        return found

    @staticmethod
    def is_typed(form: forms.Form, name: str) -> bool:
        return (name in form.fields and not form.fields[name].initial) or name in form.changed_data


def formset_for(name: str) -> type[PartsFormSet]:
    """The rows for one field of a submission."""
    stream: Any = Submission._meta.get_field(name)
    _kind, block = kind_of(stream)
    made: Any = forms.formset_factory(
        form_for(block), formset=PartsFormSet, extra=1, can_delete=True, max_num=stream.stream_block.meta.max_num or ROWS_MOST,
        absolute_max=ROWS_MOST + 10,
    )  # fmt: skip
    return made


def is_lines(name: str) -> bool:
    """Whether a field is a plain list of sentences."""
    field = Submission._meta.get_field(name)
    return isinstance(field, StreamField) and not isinstance(kind_of(field)[1], StructBlock)


def is_parts(name: str) -> bool:
    field = Submission._meta.get_field(name)
    return isinstance(field, StreamField) and isinstance(kind_of(field)[1], StructBlock)
