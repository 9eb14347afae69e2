from .attendee import Attendee
from .imported import ImportedRecord
from .page import EventIndexPage, EventPage
from .parts import EventResource, Speaker, SummaryDocument, Takeaway, TakeawayTheme
from .recording import ClosedRecording
from .series import Series

__all__ = [
    "Attendee",
    "ClosedRecording",
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
