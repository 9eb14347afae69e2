"""The room of an event: a closed, hidden space into which whoever is registered comes by themselves."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from members.accounts.permissions import is_member
from members.accounts.roles import Role
from members.discussions.choices import MembershipState
from members.discussions.guests import DOORS, Door, enter, open_space_of, space_of
from members.discussions.models import Space
from members.discussions.permissions import membership_of
from members.people.models import Profile
from network_site.remembered import Remembered

from .permissions import can_enter_room, can_organise

KIND = "event"
DOORS[KIND] = Door(may_open=can_organise, may_enter=can_enter_room)
# Of which events there is one: so that pages of all the others ask nothing. Who may come in is asked each time.
THERE = Remembered(lambda: frozenset(Space.objects.filter(about_kind=KIND).values_list("about_key", flat=True)))


def room_of(event_key: UUID, viewer) -> Space | None:
    """The room, for who may come in and for who is in it."""
    space = space_of(KIND, event_key)
    if space is None or not is_member(viewer):
        return None
    own = membership_of(viewer, space)
    state = own.state if own else ""
    if state == MembershipState.IN:
        return space
    if state == MembershipState.DECLINED or space.is_archived:
        return None
    return space if can_enter_room(viewer, event_key) else None


def facilitators_for(user):
    """The facilitators of the network whom somebody can ask to run a room along: people of the directory."""
    rows = Profile.objects.listed_for(user).filter(user__groups__name=Role.FACILITATOR.value)
    return rows.exclude(user=user).for_cards().in_order().distinct()


@transaction.atomic
def open_room(event_key: UUID, *, by, form_key: UUID, along: Profile, values: dict) -> Space:
    """Open the event's room and run it with a facilitator of the network; an event has one."""
    found = facilitators_for(by).filter(pk=along.pk).first()
    people = [by, *([found.user] if found else [])]
    return open_space_of(KIND, str(event_key), by=by, form_key=form_key, facilitators=people, values=values)


@transaction.atomic
def enter_room(event_key: UUID, *, by) -> Space:
    """Come in; being in, nothing happens. To who is not registered no room is there."""
    space = room_of(event_key, by)
    if space is None:
        raise PermissionDenied(_("There is nothing here."))
    own = membership_of(by, space)
    if own is None or own.state != MembershipState.IN:
        enter(space, by=by)
    return space
