"""The part of a practice that members alone read: kept beside the page, shown to them, and to others only that it is there."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst

from .models import MembersPart, PracticePage
from .permissions import can_read_members_part

FIELDS = ("safeguarding_detail", "information_sharing", "cost_amount", "offers")


def keep_members_part(page: PracticePage, content: Mapping[str, Any]) -> None:
    """Set what members read beside a page, in the running transaction; nothing left is no row."""
    values = {name: str(content.get(name) or "") for name in FIELDS}
    if any(values.values()):
        MembersPart.objects.update_or_create(practice_key=page.translation_key, defaults=values)
    else:
        MembersPart.objects.filter(practice_key=page.translation_key).delete()


def members_part(page: PracticePage, viewer) -> dict | None:
    """For members, the texts by their labels; for others an empty list, the same whatever is there; None for nothing."""
    row = MembersPart.objects.filter(practice_key=page.translation_key).first() if page.pk else None
    if row is None:
        return None
    if viewer is None or not can_read_members_part(viewer):
        return {"texts": []}
    return {"texts": [(capfirst(label), text) for label, text in texts_of(row)]}


def texts_of(row: MembersPart) -> list[tuple[str, str]]:
    """What stands in it, each with its label."""
    field: Any = MembersPart._meta.get_field
    return [(str(field(name).verbose_name), getattr(row, name)) for name in FIELDS if getattr(row, name)]
