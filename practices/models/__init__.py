from .adoption import Adoption, AdoptionStep
from .content import PracticeContent
from .page import PracticeIndexPage, PracticePage, PracticeReference, PracticeTheme

__all__ = [
    "Adoption",
    "AdoptionStep",
    "PracticeContent",
    "PracticeIndexPage",
    "PracticePage",
    "PracticeReference",
    "PracticeTheme",
]
