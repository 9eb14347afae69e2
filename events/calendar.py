"""Events as calendar entries."""

import datetime
import zoneinfo

from icalendar import Calendar, Event

from .models import EventPage

PRODUCT = "-//Causeway//Events//EN"


def entry(page: EventPage) -> Event | None:
    """One public event as an entry; None where no day is known. Speakers are never in it."""
    if not page.starts_on:
        return None
    item = Event()
    item.add("uid", f"event-{page.translation_key}@causeway")
    item.add("summary", page.title)
    item.add("dtstamp", page.last_published_at or datetime.datetime.now(datetime.UTC))
    item.add("dtstart", page.start or page.starts_on)
    if page.end:
        item.add("dtend", page.end)
    elif not page.start:
        item.add("dtend", (page.ends_on or page.starts_on) + datetime.timedelta(days=1))
    item.add("url", page.full_url)
    if page.called_off:
        item.add("status", "CANCELLED")
    if page.place:
        item.add("location", page.place)
    return item


def calendar(pages, name: str) -> bytes:
    """A calendar file (RFC 5545) with the time zones that its entries need."""
    book = Calendar()
    book.add("prodid", PRODUCT)
    book.add("version", "2.0")
    book.add("x-wr-calname", name)
    for page in pages:
        item = entry(page)
        if item:
            book.add_component(item)
    book.add_missing_timezones()
    return book.to_ical()


def zone_label(page: EventPage) -> str:
    """The event's zone in words: its city and its distance from UTC on that day."""
    if not page.start:
        return ""
    offset = page.start.astimezone(zoneinfo.ZoneInfo(page.time_zone)).strftime("%z")
    return f"{page.time_zone.split('/')[-1].replace('_', ' ')}, UTC{offset[:3]}:{offset[3:]}"
