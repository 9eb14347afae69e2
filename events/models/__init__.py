from .imported import ImportedRecord
from .page import EventIndexPage, EventPage, Series
from .parts import EventResource, Speaker, SummaryDocument, Takeaway, TakeawayTheme

__all__ = [
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
