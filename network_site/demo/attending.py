"""Who comes to the demonstration's events, and the room of one of them, brought about by the verbs that people use."""

import uuid
from typing import Any

from events.attending import register
from events.models import Attendee, EventPage
from events.permissions import takes_registrations
from events.rooms import enter_room, open_room

from .reading import BrokenContent
from .spaces import address_of, make_thread
from .submissions import SPACE as KEYS
from .submissions import somebody

ORGANISER, FACILITATOR = "organiser@causeway.example", "facilitator@causeway.example"


def make_attending(values: dict[str, Any]) -> None:
    """Let people register, in order, and open the room; an event for which somebody registered is left as it is."""
    page = EventPage.objects.filter(slug=values["event"]).first()
    if page is None:
        raise BrokenContent(f"There is no event “{values['event']}”.")
    if not takes_registrations(page) or Attendee.objects.at(page.translation_key).exists():
        return
    shown = values.get("shown", [])
    for role in values["people"]:
        register(page.translation_key, by=somebody(address_of(role)), shown=role in shown)
    if "room" in values:
        make_room(page, dict(values["room"]))


def make_room(page: EventPage, values: dict[str, Any]) -> None:
    """The event's room, with those inside who came by themselves, and what they say there."""
    threads, inside = values.pop("threads", []), values.pop("inside", [])
    hosts = [somebody(ORGANISER), somebody(FACILITATOR)]
    key = uuid.uuid5(KEYS, f"room {page.slug}")
    space = open_room(page.translation_key, by=hosts[0], form_key=key, along=hosts[1].profile, values=values)
    for role in inside:
        enter_room(page.translation_key, by=somebody(address_of(role)))
    for number, thread in enumerate(threads):
        make_thread(space, thread, uuid.uuid5(key, str(number)), hosts)
