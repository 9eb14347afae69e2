from .adoption import Adoption, AdoptionStep
from .content import PracticeContent
from .indicator import Indicator
from .page import PracticeIndexPage, PracticePage, PracticeReference, PracticeTheme
from .review import Assignment, AssignmentState, Decision, Expertise, Outcome, Remark, Review, Reviewer
from .submission import Authorship, FieldNote, MarkAnswer, Step, Submission, SubmissionVersion

__all__ = [
    "Adoption",
    "AdoptionStep",
    "Assignment",
    "AssignmentState",
    "Authorship",
    "Decision",
    "Expertise",
    "FieldNote",
    "Indicator",
    "MarkAnswer",
    "Outcome",
    "PracticeContent",
    "PracticeIndexPage",
    "PracticePage",
    "PracticeReference",
    "PracticeTheme",
    "Remark",
    "Review",
    "Reviewer",
    "Step",
    "Submission",
    "SubmissionVersion",
]
