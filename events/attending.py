"""What a member does about an event: register, cancel, and say whether others may see their name."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .choices import AttendeeState, Registration
from .models import Attendee, EventPage
from .permissions import can_register
from .places import held, move_up, place_at, put, tell_place
from .telling import REGISTERED, tell_organisers
from .when import signature

State = AttendeeState
ACTIVE = (State.REGISTERED, State.WAITING)


def closed() -> str:
    return _("Registration for this event is closed.")


@transaction.atomic
def register(event_key: UUID, *, by, shown: bool = False) -> Attendee:
    """Take a place, or ask for one where the event is on request; full, one waits. Twice is once.

    Who is invited gets a place without being asked about.
    """
    page = held(event_key)
    if page is None or not can_register(by, page):
        raise PermissionDenied(closed())
    row = Attendee.objects.filter(event_key=event_key, user=by).first() or Attendee(event_key=event_key, user=by)
    if row.state in ACTIVE:
        return row
    state = next_state(page, row)
    if row.state == state:
        return row
    row.shown, row.told = shown, signature(page)
    put(row, state, by=by)
    if state == State.ASKED:
        tell_organisers(row)
        return row
    return tell_place(row, REGISTERED)


def next_state(page: EventPage, row: Attendee) -> AttendeeState:
    """Where registering leads to from where somebody stands."""
    if row.state == State.DECLINED:
        raise ValidationError(_("The organisers have declined. Only they can invite you again."), code="declined")
    if row.state == State.INVITED or page.registration == Registration.OPEN:
        return place_at(page)
    if page.registration == Registration.APPROVAL:
        return State.ASKED
    raise ValidationError(_("Who takes part in this event is invited by its organisers."), code="invitation")


@transaction.atomic
def cancel(event_key: UUID, *, by) -> Attendee | None:
    """Not to come, or to turn an invitation down. Whoever waits longest gets the place; nobody else is told."""
    page = held(event_key)
    row = Attendee.objects.of(by).at(event_key).select_related("user").first()
    if row is None or row.state in (State.CANCELLED, State.DECLINED):
        return row
    put(row, State.CANCELLED, by=by)
    move_up(page)
    return row


@transaction.atomic
def show_name(event_key: UUID, *, by, shown: bool) -> None:
    """Let others who take part see one's name, or no more."""
    Attendee.objects.of(by).at(event_key).update(shown=shown)
