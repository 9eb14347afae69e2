from .content import PracticeContent
from .page import PracticeIndexPage, PracticePage, PracticeReference, PracticeTheme

__all__ = ["PracticeContent", "PracticeIndexPage", "PracticePage", "PracticeReference", "PracticeTheme"]
