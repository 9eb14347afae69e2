"""The list of works on an event's record, as something that can be exported."""

from django.db.models import QuerySet

from .models import EventPage


def cited_by_event(works: QuerySet, key: str) -> QuerySet:
    """The works of a visible event's list; of any other, none."""
    page = (
        EventPage.objects.visible_to(None).filter(pk=key).first()
        if key.isascii() and key.isdigit() and len(key) < 12
        else None
    )
    return works.filter(event_citations__page=page).distinct() if page else works.none()
