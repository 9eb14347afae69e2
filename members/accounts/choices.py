"""What an account can be, and how it may change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    PENDING = "pending", _("waiting for approval")
    APPROVED = "approved", _("member")
    LAPSED = "lapsed", _("lapsed")
    SUSPENDED = "suspended", _("suspended")
    LEFT = "left", _("former member")


# From which state an account may go to which; every other move is refused.
MOVES = {
    Status.PENDING: frozenset({Status.APPROVED, Status.SUSPENDED, Status.LEFT}),
    Status.APPROVED: frozenset({Status.LAPSED, Status.SUSPENDED, Status.LEFT}),
    Status.LAPSED: frozenset({Status.APPROVED, Status.SUSPENDED, Status.LEFT}),
    Status.SUSPENDED: frozenset({Status.APPROVED, Status.LEFT}),
    Status.LEFT: frozenset(),
}


class Action(models.TextChoices):
    """What is written into the audit log: that it happened, never what it said."""

    SIGNED_IN = "signed-in", _("signed in")
    SIGN_IN_FAILED = "sign-in-failed", _("sign-in failed")
    PASSWORD_CHANGED = "password-changed", _("password changed")
    PASSWORD_RESET = "password-reset", _("password reset")
    ADDRESS_CHANGED = "address-changed", _("e-mail address changed")
    FACTOR_ADDED = "factor-added", _("second factor added")
    FACTOR_REMOVED = "factor-removed", _("second factor removed")
    RECOVERY_CODE_USED = "recovery-code-used", _("recovery code used")
    FACTOR_RESET_ASKED = "factor-reset-asked", _("removal of a lost second factor asked")
    FACTOR_RESET_CONFIRMED = "factor-reset-confirmed", _("removal of a lost second factor confirmed")
    FACTOR_RESET_CANCELLED = "factor-reset-cancelled", _("removal of a lost second factor stopped")
    FACTOR_RESET_DONE = "factor-reset-done", _("lost second factor removed")
    STATUS = "status", _("state of an account changed")
    ROLE = "role", _("role changed")
    ADMINISTRATOR_MADE = "administrator-made", _("administrator made")
    SESSIONS_ENDED = "sessions-ended", _("sessions ended")
    JOIN_REQUESTED = "join-requested", _("asked to join")
    JOIN_APPROVED = "join-approved", _("request to join approved")
    JOIN_DECLINED = "join-declined", _("request to join declined")
    INVITED = "invited", _("invited")
    INVITATION_REVOKED = "invitation-revoked", _("invitation revoked")
    INVITATION_ACCEPTED = "invitation-accepted", _("invitation accepted")
    LETTER_SENT = "letter-sent", _("letter sent")
    CEILING_REACHED = "ceiling-reached", _("ceiling of the directory reached")
    MEMBER_PLACED = "member-placed", _("member placed in a city")
    MEMBER_LAPSED = "member-lapsed", _("membership lapsed")
    MEMBER_CONFIRMED = "member-confirmed", _("membership confirmed")
    MEMBER_LEFT = "member-left", _("left the network")
    DATA_EXPORTED = "data-exported", _("own data taken")
    ADDRESS_REVEALED = "address-revealed", _("address revealed")
    SUBMISSION_MOVED = "submission-moved", _("submission moved")
    AUTHORSHIP_READ = "authorship-read", _("authorship read")
    COAUTHOR_ASKED = "coauthor-asked", _("asked to write along")
    COAUTHOR_JOINED = "coauthor-joined", _("writes along")
    COAUTHOR_DECLINED = "coauthor-declined", _("declined to write along")
    COAUTHOR_LEFT = "coauthor-left", _("writes along no more")
    SUBMISSION_ANNOUNCED = "submission-announced", _("deletion of a draft announced")
    SUBMISSION_FORGOTTEN = "submission-forgotten", _("old submission deleted")
    REVIEWER_ASSIGNED = "reviewer-assigned", _("reviewer assigned")
    REVIEWER_REMOVED = "reviewer-removed", _("reviewer removed")
    CONFLICT_DECLARED = "conflict-declared", _("conflict of interest declared")
    PRACTICE_RENEWED = "practice-renewed", _("practice answered for")
    PRACTICE_TAKEN_OVER = "practice-taken-over", _("practice taken over")
    PRACTICE_ARCHIVED = "practice-archived", _("practice moved into or out of the archive")
    PRACTICE_HIDDEN = "practice-hidden", _("practice hidden at once")
    PRACTICE_SHOWN = "practice-shown", _("practice shown again")
    PRACTICE_TAKEN_DOWN = "practice-taken-down", _("practice taken off the site")
    CONCERN = "concern", _("somebody concerned asked to look at a practice")
    REDACTED = "redacted", _("words blackened")
    PRACTICE_PUBLISHED = "practice-published", _("practice published")
    CITY_PROFILE = "city-profile", _("profile of a city changed")
    CITY_CONFIRMED = "city-confirmed", _("profile of a city confirmed")
    VISIBILITY = "visibility", _("who sees a profile changed")
    ADOPTION_DECLARED = "adoption-declared", _("adoption declared")
    ADOPTION_MOVED = "adoption-moved", _("adoption moved to another state")
    ADOPTION_DESCRIBED = "adoption-described", _("adoption described")
    ADOPTION_CONFIRMED = "adoption-confirmed", _("adoption confirmed by the owner")
    ADOPTION_REFUSED = "adoption-refused", _("adoption not recognised by the owner")
    ADOPTION_WITHDRAWN = "adoption-withdrawn", _("adoption withdrawn")
    ATTENDEE_MOVED = "attendee-moved", _("somebody registered for an event, or no more")
    RECORDING_KEPT = "recording-kept", _("recording for some kept or taken away")
    SPACE_OPENED = "space-opened", _("space opened")
    SPACE_CHANGED = "space-changed", _("settings of a space changed")
    SPACE_MEMBER_MOVED = "space-member-moved", _("somebody came into or went out of a space")
    THREAD_STARTED = "thread-started", _("thread started")
    THREAD_MOVED = "thread-moved", _("thread moved, answered, locked or archived")
    POST_WRITTEN = "post-written", _("post written")
    POST_EDITED = "post-edited", _("post changed")
    POST_REPORTED = "post-reported", _("post reported")
    POST_MODERATED = "post-moderated", _("post moderated")
    QUESTION_ASKED = "question-asked", _("the network asked")
    QUESTION_MOVED = "question-moved", _("question to the network passed on, closed or taken back")
    NOTE_MOVED = "note-moved", _("public note handed in, published or taken back")
    GLASS_BROKEN = "glass-broken", _("closed space opened in an emergency")
    GLASS_READ = "glass-read", _("author of a post read in an emergency")


class IdentityCheck(models.TextChoices):
    """How the staff made sure that whoever lost a second factor is who they say."""

    IN_PERSON = "in-person", _("met in person")
    VIDEO = "video", _("a video call with somebody who knows them")
    FOCAL_POINT = "focal-point", _("their city’s focal point vouched for them, asked by us")
    OFFICE = "office", _("called back through their office’s public number")
