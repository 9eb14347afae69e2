"""What screening says about a stretch of text, and how a mark is known again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .folding import fold


class Kind(TextChoices):
    NAME = "name", _("a name")
    BIRTH_DATE = "birth-date", _("a date of birth")
    PHONE = "phone", _("a telephone number")
    EMAIL = "email", _("an e-mail address")
    LINK_TO_PERSON = "link-to-person", _("a personal profile")
    IDENTITY_NUMBER = "identity-number", _("an identity number")
    PLATE = "plate", _("a number plate")
    ADDRESS = "address", _("an address")
    COORDINATES = "coordinates", _("a point on the map")
    AGE_FROM_PLACE = "age-from-place", _("somebody's age")
    SMALL_NUMBER = "small-number", _("a small number of people")
    CASE_NUMBER = "case-number", _("a case number")
    EXACT_DATE = "exact-date", _("an exact date")


REASONS = {
    Kind.NAME: _("This looks like the name of a person."),
    Kind.BIRTH_DATE: _("A date of birth and very little else is enough to find somebody."),
    Kind.PHONE: _("This looks like a telephone number."),
    Kind.EMAIL: _("This looks like somebody's e-mail address."),
    Kind.LINK_TO_PERSON: _("This looks like somebody's profile or name on a social network."),
    Kind.IDENTITY_NUMBER: _("This looks like the number of an identity document or of a registration."),
    Kind.PLATE: _("This looks like the number plate of a vehicle."),
    Kind.ADDRESS: _("This looks like a postal address."),
    Kind.COORDINATES: _("This shows an exact point on the map."),
    Kind.AGE_FROM_PLACE: _("An exact age, with a place or a story, can be enough to recognise somebody."),
    Kind.SMALL_NUMBER: _("Where so few people are concerned, their neighbours know who is meant."),
    Kind.CASE_NUMBER: _("This looks like the number of a case or a file."),
    Kind.EXACT_DATE: _("The exact day on which something happened to somebody leads to them through the news."),
}


@dataclass(frozen=True)
class Mark:
    """A stretch of the given text; start and end count code points."""

    kind: Kind
    start: int
    end: int
    text: str
    # A safer wording in the language of the text, or nothing where leaving out is the only safe one.
    suggestion: str = ""

    @property
    def reason(self) -> str | Promise:
        return REASONS[self.kind]


@dataclass(frozen=True)
class FieldMark:
    field: str
    mark: Mark

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.mark, self.field)


def fingerprint(mark: Mark, field: str) -> str:
    """Know a mark again while its words, its kind and its field stay the same, wherever in the field it moves."""
    words = " ".join(fold(mark.text)[0].lower().split())
    parts = "\x1f".join((str(mark.kind.value), field, words))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True)
class Found:
    """A candidate, in positions of the folded text."""

    kind: Kind
    start: int
    end: int
    suggestion: str = ""


# What is surer and tells more comes first where two candidates share a letter.
ORDER = {
    kind: place
    for place, kind in enumerate(
        (
            Kind.EMAIL, Kind.COORDINATES, Kind.LINK_TO_PERSON, Kind.BIRTH_DATE, Kind.IDENTITY_NUMBER, Kind.CASE_NUMBER,
            Kind.PLATE, Kind.EXACT_DATE, Kind.PHONE, Kind.ADDRESS, Kind.AGE_FROM_PLACE, Kind.SMALL_NUMBER, Kind.NAME,
        )
    )
}  # fmt: skip


def without_overlap(candidates: Iterable[Found], length: int) -> list[Found]:
    """Keep, of candidates that share a letter, the surest and then the longest; sorted by where they stand."""
    taken = bytearray(length)
    kept = []
    for found in sorted(set(candidates), key=lambda one: (ORDER[one.kind], one.start - one.end, one.start)):
        if found.start < found.end and taken.find(1, found.start, found.end) < 0:
            taken[found.start : found.end] = b"\x01" * (found.end - found.start)
            kept.append(found)
    return sorted(kept, key=lambda one: one.start)
