"""Who is told of what happens with events: rows written in the transaction of their cause, without a word of what it is."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.utils import timezone

from members.accounts.choices import Status
from members.accounts.roles import Role
from members.notifications.actions import notify, notify_all
from members.notifications.choices import Wish

from .models import Attendee, EventPage

REGISTERED, WAITING, MOVED_UP = "event-registered", "event-waiting", "event-moved-up"
APPROVED, DECLINED, INVITED = "event-approved", "event-declined", "event-invited"
CHANGED, OFF, TOMORROW, RECORD = "event-changed", "event-off", "event-tomorrow", "event-record"
ASKS, RECORDING = "event-asks", "event-recording"


def tell(kind: str, row: Attendee) -> Attendee:
    """Tell somebody how they stand to an event now."""
    notify(kind, row.user, target=str(row.event_key), cause=f"{kind}:{row.key}:{row.since:%Y%m%d%H%M%S%f}")
    return row


def tell_all(kind: str, people: Iterable, event_key, cause: str) -> int:
    wishes = dict.fromkeys(people, Wish.AT_ONCE)
    return notify_all(kind, wishes, target=str(event_key), cause=f"{kind}:{event_key}:{cause}")


def tell_organisers(row: Attendee) -> None:
    """Somebody asks to take part: once a day each of the event's organisers hears that an answer is waited for."""
    people = get_user_model().objects.filter(status=Status.APPROVED, groups__name=Role.ORGANISER.value)
    events = EventPage.objects.filter(translation_key=row.event_key)
    theirs = [user for user in people if user.pk != row.user_id and events.organised_by(user).exists()]
    tell_all(ASKS, theirs, row.event_key, f"{timezone.localdate()}")
