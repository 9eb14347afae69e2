from .adoption import Adoption, AdoptionStep
from .attachment import Attachment
from .content import PracticeContent
from .indicator import Indicator
from .lesson import Consent, Lesson, Quotation
from .page import PracticeIndexPage, PracticePage, PracticeReference, PracticeTheme
from .protection import Hiding, MembersPart
from .renewal import Renewal, RenewalAnswer, StewardOffer, Stewardship
from .review import Assignment, AssignmentState, Decision, Expertise, Outcome, Remark, Review, Reviewer, ReviewerRefusal
from .submission import Authorship, FieldNote, MarkAnswer, Step, Submission, SubmissionVersion
from .writing import AuthorInvitation, BroughtText

__all__ = [
    "Adoption",
    "AdoptionStep",
    "Assignment",
    "AssignmentState",
    "Attachment",
    "AuthorInvitation",
    "Authorship",
    "BroughtText",
    "Consent",
    "Decision",
    "Expertise",
    "FieldNote",
    "Hiding",
    "Indicator",
    "Lesson",
    "MarkAnswer",
    "MembersPart",
    "Outcome",
    "PracticeContent",
    "PracticeIndexPage",
    "PracticePage",
    "PracticeReference",
    "PracticeTheme",
    "Quotation",
    "Remark",
    "Renewal",
    "RenewalAnswer",
    "Review",
    "Reviewer",
    "ReviewerRefusal",
    "Step",
    "StewardOffer",
    "Stewardship",
    "Submission",
    "SubmissionVersion",
]
