"""What an event is in schema.org's words: only what is known, and only what its attribution rule lets be told."""

from typing import Any

from .choices import AttributionRule
from .models import EventPage
from .plain import without_markup

ONLINE = "https://schema.org/OnlineEventAttendanceMode"
OFFLINE = "https://schema.org/OfflineEventAttendanceMode"
CANCELLED = "https://schema.org/EventCancelled"
MIXED = "https://schema.org/MixedEventAttendanceMode"


def structured_data(page: EventPage) -> dict[str, Any]:
    """An Event where a day is known; otherwise it is a text about one, an Article."""
    about = without_markup(page.introduction, between=" ")
    data = {
        "@context": "https://schema.org",
        "@type": "Event" if page.starts_on else "Article",
        "name" if page.starts_on else "headline": page.title,
        "url": page.full_url,
        "description": page.search_description or about[:300],
        "inLanguage": page.languages or page.locale.language_code,
    }
    if page.starts_on:
        data |= times(page) | where(page)
        if page.called_off:
            data["eventStatus"] = CANCELLED
        data["performer"] = performers(page)
    if page.organisers:
        data["organizer" if page.starts_on else "publisher"] = {"@type": "Organization", "name": page.organisers}
    if page.published_on and not page.starts_on:
        data["datePublished"] = page.published_on.isoformat()
    return {key: value for key, value in data.items() if value}


def times(page: EventPage) -> dict[str, Any]:
    begins, ends = page.start or page.starts_on, page.end or page.ends_on
    return {"startDate": begins.isoformat() if begins else "", "endDate": ends.isoformat() if ends else ""}


def where(page: EventPage) -> dict[str, Any]:
    """The place or the address online, as far as either is given."""
    places = []
    if page.place:
        places.append({"@type": "Place", "name": page.place})
    if page.join_url:
        places.append({"@type": "VirtualLocation", "url": page.join_url})
    mode = MIXED if len(places) > 1 else OFFLINE if page.place else ONLINE if page.join_url else ""
    return {"location": places[0] if len(places) == 1 else places, "eventAttendanceMode": mode}


def performers(page: EventPage) -> list[dict[str, str]]:
    """Speakers by name only where the event is attributed and they agreed; never under another rule."""
    if page.attribution != AttributionRule.ATTRIBUTED:
        return []
    return [
        {"@type": "Person", "name": speaker.name} for speaker in page.speakers.all() if speaker.name and speaker.consent
    ]
