from .attendee import Attendee
from .imported import ImportedRecord
from .page import EventIndexPage, EventPage
from .parts import EventResource, Speaker, SummaryDocument, Takeaway, TakeawayTheme
from .series import Series

__all__ = [
    "Attendee",
    "EventIndexPage",
    "EventPage",
    "EventResource",
    "ImportedRecord",
    "Series",
    "Speaker",
    "SummaryDocument",
    "Takeaway",
    "TakeawayTheme",
]
