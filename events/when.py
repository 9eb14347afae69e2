"""When and where an event is, in one line of data: what those who registered were last told."""

import datetime

from .models import EventPage

OFF, GONE = "off", "gone"


def signature(page: EventPage) -> str:
    """Changes when the day, the hour, the place or the way to take part does, or when the event is called off."""
    if page.called_off:
        return OFF
    parts = (page.starts_on, page.starts_at, page.ends_on, page.ends_at, page.time_zone, page.place)
    return "|".join("" if part is None else str(part) for part in parts)[:300]


def day_for(page: EventPage, zone: datetime.tzinfo) -> datetime.date | None:
    """The day on which it begins where the reader is; of one without an hour the day as it is said."""
    return page.start.astimezone(zone).date() if page.start else page.starts_on
