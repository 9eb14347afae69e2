"""How many places an event has, who has one, and who comes next."""

from django.utils import timezone

from members.accounts.audit import Action, record
from members.accounts.choices import Status
from members.discussions.guests import put_out

from .choices import AttendeeState, Seats
from .models import Attendee, EventPage
from .permissions import takes_registrations
from .telling import MOVED_UP, WAITING, tell

FEWEST_TOLD = 5  # of fewer people nothing is told to others, not that they fill an event either


def page_of(event_key) -> EventPage | None:
    """The published event whose settings hold for all its translations: the first that was made."""
    return EventPage.objects.visible_to(None).filter(translation_key=event_key).order_by("pk").first()


def held(event_key) -> EventPage | None:
    """The same, with the event kept from others until the transaction ends."""
    list(EventPage.objects.select_for_update(of=("self",)).filter(translation_key=event_key).order_by("pk"))
    return page_of(event_key)


def taken(event_key) -> int:
    return Attendee.objects.at(event_key).registered().count()


def is_full(page: EventPage) -> bool:
    return page.capacity is not None and taken(page.translation_key) >= page.capacity


def seats(page: EventPage) -> Seats:
    """What members are told of the places: coarse, and nothing that would count fewer than five people."""
    if page.capacity is None:
        return Seats.FREE
    count = taken(page.translation_key)
    if count < FEWEST_TOLD:
        return Seats.FREE
    if count >= page.capacity:
        return Seats.FULL
    return Seats.FEW if page.capacity - count <= max(2, page.capacity // 10) else Seats.FREE


def place_at(page: EventPage) -> AttendeeState:
    """Where somebody stands who comes now: in, or waiting. The event is held."""
    return AttendeeState.WAITING if is_full(page) else AttendeeState.REGISTERED


def put(row: Attendee, state: AttendeeState, *, by, note: str = "") -> Attendee:
    """Bring somebody to a state, in the running transaction; who is registered no more is out of the event's room."""
    before = row.state
    row.state, row.since, row.note = state, timezone.now(), note
    row.save()
    record(Action.ATTENDEE_MOVED, actor=by, thing=row, result=state)
    if before == AttendeeState.REGISTERED and state != AttendeeState.REGISTERED:
        put_out("event", row.event_key, row.user, by=by)
    return row


def move_up(page: EventPage | None) -> list[Attendee]:
    """Give free places to those who have waited longest, and tell them. The event is held."""
    if page is None or not takes_registrations(page):
        return []
    waiting = Attendee.objects.at(page.translation_key).filter(
        state=AttendeeState.WAITING, user__status=Status.APPROVED
    )
    rows = waiting.select_related("user").order_by("since", "pk")
    if page.capacity is not None:
        rows = rows[: max(0, page.capacity - taken(page.translation_key))]
    return [tell(MOVED_UP, put(row, AttendeeState.REGISTERED, by=None)) for row in rows]


def tell_place(row: Attendee, kind: str) -> Attendee:
    """Somebody who was let in hears it, or that they wait."""
    return tell(WAITING if row.state == AttendeeState.WAITING else kind, row)
