"""Likely personal data in what is about to leave its writer: each mark is changed, or kept with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.people.plain import plain
from network_site.safeguarding.screening import FieldMark, screen_fields

LONGEST_REASON = 200
Kept = list[dict[str, str]]


@dataclass(frozen=True)
class OpenMark:
    """Something that was marked, and why its writer says that it may stay."""

    found: FieldMark
    reason: str

    @property
    def name(self) -> str:
        """Of the field in which the reason is written."""
        return f"keep-{self.found.fingerprint}"


def marks(texts: Mapping[str, str], language: str, reasons: Mapping[str, Any]) -> list[OpenMark]:
    """What the screening marks, each once, with its reason out of `reasons` (by the name of the mark)."""
    rows = {row.fingerprint: row for row in screen_fields(texts, language)}.values()
    return [OpenMark(row, plain(str(reasons.get(f"keep-{row.fingerprint}") or ""))[:LONGEST_REASON]) for row in rows]


def answered(texts: Mapping[str, str], language: str, reasons: Mapping[str, Any]) -> Kept:
    """The marks that stay, with their reasons; raises ValidationError while one has neither been changed nor explained."""
    rows = marks(texts, language, reasons)
    if any(not row.reason for row in rows):
        raise ValidationError(
            _("Some words could tell who somebody is. Change each, or say why it may stay."), code="marks"
        )
    return [
        {
            "mark": row.found.fingerprint,
            "field": row.found.field,
            "kind": str(row.found.mark.kind.value),
            "words": row.found.mark.text,
            "reason": row.reason,
        }
        for row in rows
    ]


def reasons_in(kept: Kept) -> dict[str, str]:
    """Reasons that were given before, as a form has them."""
    return {f"keep-{row['mark']}": row["reason"] for row in kept}
