"""What is kept of somebody's events when they take their data along, or leave the network."""

from typing import Any

from .choices import AttendeeState
from .models import Attendee
from .notices import pages_of
from .places import held, move_up


def own_events(sender, user, **kwargs) -> list[tuple[str, Any]]:
    """What somebody registered for; of an event that they may not know of any more only its key."""
    rows = list(Attendee.objects.visible_to(user).filter(user=user))
    titles = pages_of({str(row.event_key) for row in rows}, user)
    told = [
        {
            "event": titles[str(row.event_key)].title if str(row.event_key) in titles else row.event_key,
            "state": row.state,
            "since": row.since,
            "name_shown": row.shown,
            "words_of_the_organisers": row.note,
        }
        for row in rows
    ]
    return [("events.json", told)] if told else []


def on_leaving(sender, user, **kwargs) -> None:
    """All of it goes at once, and whoever waited gets the place."""
    for row in Attendee.objects.filter(user=user).order_by("event_key"):
        page = held(row.event_key)
        row.delete()
        if row.state == AttendeeState.REGISTERED:
            move_up(page)
