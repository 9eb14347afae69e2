"""A local helper that marks likely personal data in text."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    EMAIL = "email", _("e-mail address")
    PHONE = "phone", _("phone number")


@dataclass(frozen=True)
class Mark:
    kind: Kind
    start: int
    end: int
    text: str
    reason: Any
    suggestion: str = ""


@dataclass(frozen=True)
class FieldMark:
    field: str
    mark: Mark


RULES = (
    (Kind.EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _("An e-mail address leads to a person.")),
    (Kind.PHONE, re.compile(r"(?<!\d)\+?\d(?:[ ./-]?\d){7,14}(?!\d)"), _("This looks like a phone number.")),
)


def screen(text: str, language: str = "") -> list[Mark]:
    found = [
        Mark(kind, match.start(), match.end(), match.group(), reason)
        for kind, rule, reason in RULES
        for match in rule.finditer(text)
    ]
    return sorted(found, key=lambda mark: mark.start)


def fingerprint(mark: Mark, field: str) -> str:
    words = " ".join(mark.text.split()).casefold()
    return hashlib.sha256(f"{mark.kind}\n{field}\n{words}".encode("utf-8", "replace")).hexdigest()


def screen_fields(fields: Mapping[str, str], language: str = "") -> list[FieldMark]:
    return [FieldMark(name, mark) for name, text in fields.items() for mark in screen(text, language)]
