"""What is done with adoptions: a city declares and describes, the owner of the practice confirms."""

import datetime
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts import audit
from members.accounts.audit import Action
from members.accounts.permissions import is_member
from members.accounts.roles import Role, has_role
from members.cities.models import City
from members.people.models.profile import city_of
from members.people.permissions import city_in_charge_of, is_focal_point

from .choices import ADOPTION_MOVES, TRIED_STATES, AdoptionState, Recognition
from .models import Adoption, AdoptionStep, PracticePage
from .told import tell_city, tell_owners

DESCRIBED = ("blocks", "since", "kept", "changed", "dropped", "result", "direction", "may_be_contacted")


class ChangedMeanwhile(Exception):
    """A colleague has saved the record since it was opened; `there` is what stands there now."""

    def __init__(self, there: Adoption) -> None:
        super().__init__()
        self.there = there


def home_cities(practice_key) -> set[int]:
    """The keys of the cities a practice comes from, in whichever language they are named. For permissions only."""
    rows = PracticePage.objects.filter(translation_key=practice_key).values_list("cities", flat=True)
    return {key for key in rows if key}


def can_declare(user, city: City | None, practice: PracticePage) -> bool:
    """A focal point for their own city, and never for a practice that the city itself started."""
    if not is_member(user) or city is None:
        return False
    if not is_focal_point(user, city):
        return False
    if not PracticePage.objects.visible_to(None).filter(translation_key=practice.translation_key).exists():
        return False
    return city.pk not in home_cities(practice.translation_key)


def can_change(user, adoption: Adoption) -> bool:
    return is_member(user) and is_focal_point(user, adoption.city)


def can_confirm(user, adoption: Adoption) -> bool:
    """The focal points of the practice's own cities, or an editor; nobody for the city they work in themselves."""
    if not is_member(user):
        return False
    if city_of(user) == adoption.city_id:
        return False
    if user.is_superuser or has_role(user, Role.EDITOR):
        return True
    city = city_in_charge_of(user)
    return city is not None and city in home_cities(adoption.practice_key)


def locked(adoption: Adoption) -> Adoption | None:
    """The record as it stands now, kept from others until the transaction ends; None if it was withdrawn."""
    return Adoption.objects.select_for_update(of=("self",)).select_related("city").filter(pk=adoption.pk).first()


def refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(_("This adoption is not yours to decide on."))


def held(adoption: Adoption, rule: Callable[[Any, Adoption], bool], user) -> Adoption:
    """The locked record, if the rule allows this person to change it; without a person it is the site itself."""
    row = locked(adoption)
    if row is None or not (user is None or rule(user, row)):
        raise PermissionDenied(_("This adoption is not yours to decide on."))
    return row


@transaction.atomic
def declare(practice: PracticePage, city: City, *, user, state: str = AdoptionState.INTERESTED, **values) -> Adoption:
    """Say for a city that it takes up a practice; the practice's owner is then asked.

    A city adopts a practice once: declared again, or twenty times at once, the record that is there comes back
    unchanged. Without a user it is the site itself that writes down what it was told.
    """
    refuse_unless(can_declare(user, city, practice) if user else city.pk not in home_cities(practice.translation_key))
    state = AdoptionState(state)
    fresh = Adoption(city=city, practice_key=practice.translation_key, state=state, declared_by=user)
    write(fresh, values)
    fresh.was_tried = state in TRIED_STATES
    fresh.full_clean(validate_unique=False, validate_constraints=False)
    content = {name: getattr(fresh, name) for name in (*DESCRIBED, "state", "was_tried", "declared_by")}
    adoption, made = Adoption.objects.get_or_create(city=city, practice_key=practice.translation_key, defaults=content)
    if made:
        AdoptionStep.objects.create(adoption=adoption, state=state)
        audit.record(Action.ADOPTION_DECLARED, actor=user, thing=adoption, state=str(state))
        tell_owners(adoption)
    return adoption


def write(adoption: Adoption, values: dict[str, Any]) -> None:
    """Put the described fields on a record; blocks are those of the practice alone."""
    unknown = set(values) - set(DESCRIBED)
    if unknown:
        raise TypeError(f"An adoption is not described by {sorted(unknown)}.")
    for name, value in values.items():
        setattr(adoption, name, value)
    if adoption.since and adoption.since > timezone.localdate():
        raise ValidationError({"since": _("This month has not come yet.")})
    strange = set(adoption.blocks) - set(block_titles(adoption.practice_key))
    if strange:
        raise ValidationError({"blocks": _("One of the building blocks is no longer in this practice. Choose again.")})


def block_titles(practice_key) -> dict[str, str]:
    """The building blocks of a practice by their lasting names, in every language it is published in."""
    pages = PracticePage.objects.visible_to(None).filter(translation_key=practice_key)
    return {str(block.id): block.value["title"] for page in pages for block in page.building_blocks}


@transaction.atomic
def move(adoption: Adoption, state: str, *, user, on: datetime.date | None = None) -> Adoption:
    """Bring an adoption to another state and keep the day; a state that it is in already changes nothing."""
    row = held(adoption, can_change, user)
    state, before = AdoptionState(state), AdoptionState(row.state)
    if state == before:
        return row
    if state not in ADOPTION_MOVES[before]:
        raise ValidationError(
            _("An adoption that is “%(before)s” cannot become “%(after)s”."),
            params={"before": before.label, "after": state.label},
        )
    row.state = state
    row.was_tried = row.was_tried or state in TRIED_STATES
    row.version += 1
    row.save(update_fields=["state", "was_tried", "version"])
    AdoptionStep.objects.create(adoption=row, state=state, on=on or timezone.localdate())
    audit.record(Action.ADOPTION_MOVED, actor=user, thing=row, before=str(before), after=str(state))
    return row


@transaction.atomic
def describe(adoption: Adoption, values: dict[str, Any], *, user, based_on: int | None = None) -> Adoption:
    """Keep what a city says of its adoption. The words are the city's own: the owner's word stands as it was.

    Raises ChangedMeanwhile when somebody else has saved it since version `based_on`.
    """
    row = held(adoption, can_change, user)
    if all(getattr(row, name) == value for name, value in values.items()):
        return row
    if based_on is not None and row.version != based_on:
        raise ChangedMeanwhile(row)
    write(row, values)
    row.full_clean()
    row.version += 1
    row.save(update_fields=[*values, "version"])
    audit.record(Action.ADOPTION_DESCRIBED, actor=user, thing=row)
    return row


@transaction.atomic
def confirm(adoption: Adoption, *, user) -> Adoption:
    """Say as the owner that the city took this up; from then on everybody can read it."""
    return decide(adoption, Recognition.CONFIRMED, "", user)


@transaction.atomic
def refuse(adoption: Adoption, *, user, reason: str) -> Adoption:
    """Say as the owner that this is not recognised, and why; only the two cities and the editors can read that."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is not recognised: the other city reads it.")})
    return decide(adoption, Recognition.REFUSED, reason.strip(), user)


def decide(adoption: Adoption, recognition: Recognition, reason: str, user) -> Adoption:
    row = held(adoption, can_confirm, user)
    if (row.recognition, row.refusal) == (recognition, reason):
        return row
    row.recognition, row.refusal, row.recognised_on = recognition, reason, timezone.localdate()
    row.full_clean()
    row.save(update_fields=["recognition", "refusal", "recognised_on"])
    action = Action.ADOPTION_CONFIRMED if recognition == Recognition.CONFIRMED else Action.ADOPTION_REFUSED
    audit.record(action, actor=user, thing=row)
    tell_city(row)
    return row


@transaction.atomic
def withdraw(adoption: Adoption, *, user) -> None:
    """Take a city's record away with its history; one that is gone already stays gone."""
    row = locked(adoption)
    if row is None:
        return
    refuse_unless(user is None or can_change(user, row))
    audit.record(Action.ADOPTION_WITHDRAWN, actor=user, thing=row)
    row.delete()


@transaction.atomic
def change(adoption: Adoption, values: dict[str, Any], *, state: str, user, based_on: int | None = None) -> Adoption:
    """Describe and move in one: either both happen, or neither. Raises ChangedMeanwhile as `describe` does."""
    row = held(adoption, can_change, user)
    same = row.state == state and all(getattr(row, name) == value for name, value in values.items())
    if based_on is not None and row.version != based_on and not same:
        raise ChangedMeanwhile(row)
    describe(adoption, values, user=user)
    return move(adoption, state, user=user)
