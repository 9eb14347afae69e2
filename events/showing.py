"""What a member is shown of their own part in events; to everybody else all of it is nothing."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from members.accounts.choices import Status
from members.accounts.permissions import is_member, is_staff_member
from members.discussions.models import Space
from members.people.visibility import signature

from . import recordings, rooms
from .choices import STANDING, AttendeeState, Phase, Registration, Seats
from .models import Attendee, EventPage
from .notices import pages_of
from .permissions import can_organise, takes_registrations
from .places import page_of, seats
from .rooms import room_of

MOST_NAMED = 50


@dataclass(frozen=True)
class Part:
    """Somebody's part in one event: where they stand, what they can do about it, and what they are told for it."""

    page: EventPage
    row: Attendee | None = None
    way: str = ""  # register, ask, accept; "invitation" where only the invited come; "" where nothing can be done
    seats: Seats = Seats.FREE
    room: Space | None = None
    names: tuple[str, ...] = ()
    organises: bool = False

    @property
    def state(self) -> str:
        return self.row.state if self.row else ""

    @property
    def stands(self) -> bool:
        return self.state in STANDING


def part_in(page: EventPage, viewer) -> Part | None:
    """A member's part in the event of a page; None for everybody else."""
    if not is_member(viewer):
        return None
    key = page.translation_key
    row = Attendee.objects.of(viewer).at(key).first() if matters_still(page) else None
    organises = is_staff_member(viewer) and can_organise(viewer, key)
    terms = terms_of(page)
    way = way_of(terms, row) if terms and takes_registrations(terms) else ""
    registered = bool(row and row.state == AttendeeState.REGISTERED)
    return Part(
        page=page, row=row, way=way, organises=organises,
        seats=seats(terms) if terms and way in ("register", "ask", "accept") else Seats.FREE,
        room=room_of(key, viewer) if row and str(key) in rooms.THERE() else None,
        names=names_beside(key, viewer) if registered else (),
    )  # fmt: skip


def matters_still(page: EventPage) -> bool:
    """Whether the page has anything for who takes part: until the event is over, and after that a room or a recording."""
    if not page.registration:
        return False
    if page.phase in (Phase.ANNOUNCED, Phase.LIVE):
        return True
    return page.translation_key in recordings.THERE() or str(page.translation_key) in rooms.THERE()


def terms_of(page: EventPage) -> EventPage | None:
    """The text whose settings hold: this one, if it was found to be the first of its translations; else it is looked for."""
    found = [one.pk for one in getattr(page, "_found_with", None) or () if one.translation_key == page.translation_key]
    return page if found and min(found) == page.pk else page_of(page.translation_key)


def way_of(terms: EventPage, row: Attendee | None) -> str:
    state = row.state if row else ""
    if state in (AttendeeState.REGISTERED, AttendeeState.WAITING, AttendeeState.DECLINED):
        return ""
    if state == AttendeeState.INVITED:
        return "accept"
    if terms.registration == Registration.OPEN:
        return "register"
    if terms.registration == Registration.APPROVAL:
        return "" if state == AttendeeState.ASKED else "ask"
    return "invitation"


def names_beside(event_key, viewer) -> tuple[str, ...]:
    """Others who are registered and let their name be seen, as far as each shows it."""
    rows = with_people(Attendee.objects.visible_to(viewer).at(event_key).registered().filter(shown=True))
    rows = rows.filter(user__status=Status.APPROVED).exclude(user=viewer)
    return tuple(sorted(called(row, viewer) for row in rows[:MOST_NAMED]))


def with_people(rows):
    rows = rows.select_related("user__profile__city__country")
    return rows.prefetch_related("user__profile__user__groups")


def called(row: Attendee, reader) -> str:
    """The name under which somebody is read; never an address. Who is no member today has none."""
    if not is_member(row.user):
        return _("Somebody who is no member at present")
    return signature(row.user.profile, reader) if hasattr(row.user, "profile") else _("Member")


def events_of(user) -> dict[str, list[dict[str, Any]]]:
    """What somebody registered for and may still know of: what is ahead, the next first, and what is over."""
    rows = list(Attendee.objects.of(user).filter(state__in=(*STANDING, AttendeeState.DECLINED)))
    pages = pages_of({str(row.event_key) for row in rows}, user)
    entries: list[dict[str, Any]] = [
        {"row": row, "page": pages[str(row.event_key)], "phase": pages[str(row.event_key)].phase}
        for row in rows
        if str(row.event_key) in pages
    ]
    entries.sort(key=lambda entry: (str(entry["page"].starts_on), str(entry["page"].starts_at), entry["page"].title))
    ahead = [entry for entry in entries if entry["phase"] in ("announced", "live")]
    return {"ahead": ahead, "over": [entry for entry in reversed(entries) if entry not in ahead]}
