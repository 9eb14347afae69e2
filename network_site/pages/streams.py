"""Filling fields that are made of parts from plain values, as forms, imports and the demonstration have them."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

ADDRESSES = uuid.UUID("a0c6a0f2-6f4a-4f0e-9d0b-0c9c6a1e5a57")


def stream_of(model: type[models.Model], name: str, parts: Iterable[Any], *, seed: str) -> StreamValue:
    """Make and check the value of a stream field.

    A part is its bare value where the field has one kind of part, and `{kind: value}` where it has several.
    Parts get the same address whenever they are made anew from the same seed and order, so that links to them
    survive. Raises ValidationError, naming the field and the part, for a part that an editor could not save.
    """
    field = model._meta.get_field(name)
    if not isinstance(field, StreamField):
        raise TypeError(f"{model.__name__}.{name} is not a stream field.")
    kinds = field.stream_block.child_blocks
    raw = []
    for number, part in enumerate(parts, start=1):
        kind, value = (next(iter(kinds)), part) if len(kinds) == 1 else next(iter(part.items()))
        raw.append({"type": kind, "value": value, "id": str(uuid.uuid5(ADDRESSES, f"{seed}/{name}/{number}"))})
    value = field.stream_block.to_python(raw)
    for number, child in enumerate(value, start=1):
        _check(field, number, child)
    return value


def _check(field: StreamField, number: int, child: Any) -> None:
    try:
        child.block.clean(child.value)
    except ValidationError as error:
        inner = getattr(error, "block_errors", None) or {"": error}
        said = "; ".join(f"{key} {' '.join(e.messages)}".strip() for key, e in inner.items())
        raise ValidationError(
            _("%(field)s, part %(number)d: %(said)s"),
            params={"field": field.verbose_name, "number": number, "said": said},
        ) from error


def fill(page: models.Model, values: dict[str, Any], *, seed: str) -> None:
    """Set a page's plain and stream fields; a name the model does not have is an error, never left out in silence."""
    names = {field.name: field for field in page._meta.get_fields() if not field.auto_created}
    for name, value in values.items():
        if name not in names:
            raise ValidationError(_("“%(name)s” is not a field here."), params={"name": name})
        if isinstance(names[name], StreamField):
            value = stream_of(type(page), name, value, seed=seed)
        setattr(page, name, value.strip() if isinstance(value, str) else value)
