"""An event as something members talk about."""

from members.discussions.about import Thing, about_kind, page_of_key

from .models import EventPage


@about_kind("event")
def event(key: str, viewer) -> Thing | None:
    return page_of_key(EventPage, "event", key, viewer)
