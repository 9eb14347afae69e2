"""Spaces for those of a thing, such as who registered for an event: the thing lives higher up, and its part guards the door."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.accounts.permissions import has_second_factor

from .choices import Access, Joining, Listing, MembershipState, Part
from .joining import go
from .models import Membership, Space
from .permissions import can_open_space
from .refusing import demand
from .spaces import locked, made

CLOSED = {"listing": Listing.HIDDEN, "access": Access.SPACE, "joining": Joining.INVITATION}
May = Callable[[Any, str], bool]


@dataclass(frozen=True)
class Door:
    """Who may open a space for those of a thing, and who comes in by themselves; each asked with a person and the thing's key."""

    may_open: May
    may_enter: May


DOORS: dict[str, Door] = {}


def space_of(kind: str, key) -> Space | None:
    """The space for those of a thing. That there is one is told to nobody but them."""
    return Space.objects.filter(about_kind=kind, about_key=str(key)).first()


def can_enter(user, space: Space) -> bool:
    """Come in by oneself, as one of those whom the space is for."""
    door = DOORS.get(space.about_kind)
    if door is None or space.is_archived:
        return False
    return door.may_enter(user, space.about_key)


@transaction.atomic
def open_space_of(kind: str, key: str, *, by, form_key: UUID, facilitators: Iterable, values: dict[str, Any]) -> Space:
    """Open the closed, hidden space for those of a thing; a thing has one, and asked again that is it.

    All who facilitate have a second factor, and one of them may open spaces.
    """
    demand(DOORS[kind].may_open(by, key), _("This is not yours to open a space for."))
    there = space_of(kind, key)
    if there:
        return there
    people = list(facilitators)
    if not all(has_second_factor(user) for user in people) or not any(can_open_space(user) for user in people):
        raise ValidationError(_("Choose a facilitator of the network who runs it with you."), code="facilitators")
    return made(
        by=by, form_key=form_key, facilitators=people, values=values | CLOSED | {"kind": kind}, about_kind=kind, about_key=key
    )  # fmt: skip


@transaction.atomic
def enter(space: Space, *, by) -> Membership:
    """Come in as one of those whom it is for; whom its facilitators put out stays out."""
    space = locked(space)
    demand(can_enter(by, space), _("This space cannot be joined just so."))
    return go("enter", space, by, by=by)


@transaction.atomic
def put_out(kind: str, key, user, *, by) -> None:
    """Whoever is not of the thing any more is out with the next request; who facilitates stays, so that it is not orphaned."""
    space = space_of(kind, key)
    if space is None:
        return
    row = Membership.objects.filter(space=locked(space), user=user, part=Part.MEMBER).first()
    if row and row.state in (MembershipState.IN, MembershipState.INVITED, MembershipState.ASKED):
        go("put_out", space, user, by=by)
