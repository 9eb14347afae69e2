from .joining import Invitation, JoinRequest
from .profile import Profile
from .traces import ContactMessage, DataExport, Erasure, Following, ReadingDay, SeenProfile

__all__ = [
    "ContactMessage",
    "DataExport",
    "Erasure",
    "Following",
    "Invitation",
    "JoinRequest",
    "Profile",
    "ReadingDay",
    "SeenProfile",
]
