"""What those who registered hear when an event is published again, called off or taken from the site."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from .choices import STANDING, Phase
from .models import Attendee, EventPage
from .places import held, move_up
from .telling import CHANGED, OFF, RECORD, tell_all
from .when import GONE, signature
from .when import OFF as CALLED_OFF


def on_published(sender, instance: EventPage, **kwargs) -> None:
    event_changed(instance.translation_key)


def on_unpublished(sender, instance: EventPage, **kwargs) -> None:
    if instance.phase == Phase.ANNOUNCED:
        event_changed(instance.translation_key)


@transaction.atomic
def event_changed(event_key: UUID) -> None:
    """Tell each who is registered, waits, asked or is invited, once, what they were not told yet; fill new places."""
    page = held(event_key)
    if page is None or page.phase == Phase.ANNOUNCED:
        tell_of_change(event_key, signature(page) if page else GONE)
        move_up(page)
    elif page.phase == Phase.RECORDED and page.last_number and page.starts_on:
        rows = Attendee.objects.at(event_key).registered().select_related("user")
        tell_all(RECORD, [row.user for row in rows], event_key, "there")


def tell_of_change(event_key: UUID, now: str) -> None:
    rows = Attendee.objects.at(event_key).filter(state__in=STANDING).exclude(told=now).select_related("user")
    people = [row.user for row in rows]
    if people:
        kind = OFF if now in (CALLED_OFF, GONE) else CHANGED
        tell_all(kind, people, event_key, f"{timezone.now():%Y%m%d%H%M%S%f}")
        rows.update(told=now)
