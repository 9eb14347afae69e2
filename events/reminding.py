"""The day before: who is registered is reminded, each by their own calendar. And what is kept of events long over."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.utils import timezone

from members.accounts.choices import Status
from members.notifications.models import Preference
from members.notifications.preferences import zone_of

from .choices import AttendeeState, Phase
from .models import Attendee, EventPage
from .telling import TOMORROW, tell_all
from .when import day_for

FIRST_HOUR = 7  # in the reader's own time
REGISTERED_KEPT = timedelta(days=365)  # after the event
OTHERS_KEPT = timedelta(days=30)


def coming_pages(now: datetime) -> dict:
    """The events of the next days by their key, as the first of each one's translations says."""
    days = (now.date() - timedelta(days=1), now.date() + timedelta(days=3))
    rows = EventPage.objects.visible_to(None).filter(starts_on__range=days, called_off=False).order_by("-pk")
    return {page.translation_key: page for page in rows if page.phase == Phase.ANNOUNCED}


def remind(now: datetime | None = None) -> int:
    """Tell everybody whose event is tomorrow where they are; how often it runs in a day makes no difference."""
    now = now or timezone.now()
    pages = coming_pages(now)
    rows = Attendee.objects.registered().filter(event_key__in=pages, user__status=Status.APPROVED)
    found: dict = defaultdict(list)
    for row in rows.select_related("user__preference"):
        zone = zone_of(getattr(row.user, "preference", None) or Preference())
        here = now.astimezone(zone)
        if here.hour >= FIRST_HOUR and day_for(pages[row.event_key], zone) == here.date() + timedelta(days=1):
            found[row.event_key].append(row.user)
    return sum(tell_all(TOMORROW, people, key, f"{pages[key].starts_on}") for key, people in found.items())


def forget_attendees(today=None) -> int:
    """Who took part is forgotten a year after the event, and thirty days after it who did not; with it, if it is deleted."""
    today = today or timezone.localdate()
    ends = {key: last or first for key, first, last in days_of_events()}
    gone = [
        row.pk
        for row in Attendee.objects.only("pk", "event_key", "state")
        if row.event_key not in ends or over(ends[row.event_key], row.state, today)
    ]
    return Attendee.objects.filter(pk__in=gone).delete()[0]


def days_of_events():
    keys = Attendee.objects.values("event_key")
    rows = EventPage.objects.filter(translation_key__in=keys).order_by("-pk")
    return rows.values_list("translation_key", "starts_on", "ends_on")


def over(day, state: str, today) -> bool:
    kept = REGISTERED_KEPT if state == AttendeeState.REGISTERED else OTHERS_KEPT
    return bool(day) and day + kept < today
