"""What organisers do about who takes part in their event."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.discussions.refusing import note_of
from members.people.models import Profile

from .choices import AttendeeState
from .models import Attendee, EventPage
from .permissions import can_organise, takes_registrations
from .places import held, move_up, place_at, put, tell_place
from .telling import APPROVED, DECLINED, INVITED, tell
from .when import signature

State = AttendeeState


def own_event(event_key: UUID, by, *, still_open: bool) -> EventPage | None:
    """The event, held, if it is this organiser's; `still_open` demands that it still takes people."""
    page = held(event_key)
    if not can_organise(by, event_key):
        raise PermissionDenied(_("Only organisers of this event can do this."))
    if still_open and (page is None or not takes_registrations(page)):
        raise ValidationError(_("Registration for this event is closed."), code="closed")
    return page


def row_of(attendee: Attendee) -> Attendee:
    return Attendee.objects.select_related("user").get(pk=attendee.pk)


@transaction.atomic
def approve(attendee: Attendee, *, by) -> Attendee:
    """Let somebody in who asked; where it is full meanwhile, they wait."""
    page = own_event(attendee.event_key, by, still_open=True)
    row = row_of(attendee)
    if row.state in (State.REGISTERED, State.WAITING):
        return row
    if row.state != State.ASKED or page is None:
        raise ValidationError(_("This cannot be done any more: things have changed meanwhile."), code="moved")
    return tell_place(put(row, place_at(page), by=by), APPROVED)


@transaction.atomic
def decline(attendee: Attendee, *, by, words: str) -> Attendee:
    """Turn somebody down, or take their place away, with words that they read; the next in line moves up."""
    page = own_event(attendee.event_key, by, still_open=False)
    row = row_of(attendee)
    if row.state == State.DECLINED:
        return row
    if row.state == State.CANCELLED:
        raise ValidationError(_("This cannot be done any more: things have changed meanwhile."), code="moved")
    tell(DECLINED, put(row, State.DECLINED, by=by, note=note_of(words, demanded=True)))
    move_up(page)
    return row


@transaction.atomic
def invite(event_key: UUID, profile: Profile, *, by) -> Attendee:
    """Invite somebody of the directory; who asked before is let in by it, who is in or waits stays so."""
    page = own_event(event_key, by, still_open=True)
    found = Profile.objects.listed_for(by).select_related("user").filter(pk=profile.pk).first()
    if found is None or page is None:
        raise ValidationError(_("Choose somebody of the directory."), code="person")
    row = Attendee.objects.filter(event_key=event_key, user=found.user).select_related("user").first()
    if row and row.state in (State.REGISTERED, State.WAITING, State.INVITED):
        return row
    if row and row.state == State.ASKED:
        return approve(row, by=by)
    row = row or Attendee(event_key=event_key, user=found.user)
    row.told = signature(page)
    return tell(INVITED, put(row, State.INVITED, by=by))
