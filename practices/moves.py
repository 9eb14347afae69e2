"""Where a submission can stand, and every way from one place to another: one table, and nothing beside it."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waits for the city to co-sign")
    SAFEGUARDING = "safeguarding", _("safeguarding check")
    TRIAGE = "triage", _("first look by an editor")
    IN_REVIEW = "in_review", _("in review")
    DECISION = "decision", _("waits for a decision")
    CHANGES = "changes", _("changes requested")
    PUBLISHED = "published", _("published")
    DECLINED = "declined", _("declined")
    LOCKED = "locked", _("locked by safeguarding")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SUSPENDED = "suspended", _("suspended")
    ARCHIVED = "archived", _("archived")


class Side(models.TextChoices):
    """Who moves, in the words of the table and of the timeline; never a name."""

    OWNER = "owner", _("the contributor")
    CITY = "city", _("the city's focal point")
    SAFEGUARDING = "safeguarding", _("a safeguarding editor")
    EDITOR = "editor", _("an editor")
    REVIEWER = "reviewer", _("the reviewers")
    SITE = "site", _("the site")


@dataclass(frozen=True)
class Move:
    """One way from some states to one other; `note` says that words for the owner are demanded."""

    name: str
    sources: frozenset[State]
    target: State
    side: Side
    note: bool = False
    days: int = 0  # within which the next step is due; 0 where nobody waits


WRITING = frozenset({State.DRAFT, State.CHANGES})
WAITING = frozenset({State.SUBMITTED, State.SAFEGUARDING, State.TRIAGE, State.IN_REVIEW, State.DECISION})
OPEN = WRITING | WAITING | {State.LOCKED}
# Until then its author may say who is not to judge it.
BEFORE_JUDGED = WRITING | {State.SUBMITTED, State.SAFEGUARDING, State.TRIAGE, State.IN_REVIEW}
# What its author may take back; what is published is taken down, which is another thing.
TAKEN_BACK = WRITING | WAITING | {State.DECLINED, State.LOCKED}
ON_SITE = frozenset({State.PUBLISHED, State.SUSPENDED, State.ARCHIVED})

MOVES = {
    move.name: move
    for move in (
        Move("submit", WRITING, State.SUBMITTED, Side.OWNER, days=10),
        Move("cosign", frozenset({State.SUBMITTED}), State.SAFEGUARDING, Side.CITY, days=5),
        Move("return", frozenset({State.SUBMITTED}), State.CHANGES, Side.CITY, note=True),
        Move("clear", frozenset({State.SAFEGUARDING}), State.TRIAGE, Side.SAFEGUARDING, days=14),
        Move("make_safe", frozenset({State.SAFEGUARDING}), State.CHANGES, Side.SAFEGUARDING, note=True),
        Move("lock", frozenset({State.SAFEGUARDING}), State.LOCKED, Side.SAFEGUARDING, note=True),
        Move("unlock", frozenset({State.LOCKED}), State.CHANGES, Side.SAFEGUARDING, note=True),
        Move("take_on", frozenset({State.TRIAGE}), State.IN_REVIEW, Side.EDITOR, days=21),
        Move("decline", frozenset({State.TRIAGE, State.DECISION}), State.DECLINED, Side.EDITOR, note=True),
        Move("ask_changes", frozenset({State.TRIAGE, State.IN_REVIEW, State.DECISION}), State.CHANGES, Side.EDITOR, note=True),
        Move("reviewed", frozenset({State.IN_REVIEW}), State.DECISION, Side.SITE, days=10),
        Move("review_again", frozenset({State.DECISION}), State.IN_REVIEW, Side.EDITOR, days=21),
        Move("accept", frozenset({State.DECISION}), State.PUBLISHED, Side.EDITOR, note=True),
        Move("appeal", frozenset({State.DECLINED}), State.IN_REVIEW, Side.OWNER, note=True, days=21),
        Move("withdraw", TAKEN_BACK, State.WITHDRAWN, Side.OWNER),
        Move("take_down", ON_SITE, State.WITHDRAWN, Side.OWNER),
        Move("suspend", frozenset({State.PUBLISHED, State.ARCHIVED}), State.SUSPENDED, Side.EDITOR, note=True),
        Move("reinstate", frozenset({State.SUSPENDED, State.ARCHIVED}), State.PUBLISHED, Side.EDITOR, note=True),
        Move("archive", frozenset({State.PUBLISHED, State.SUSPENDED}), State.ARCHIVED, Side.EDITOR, note=True),
    )
}  # fmt: skip

# Who has it next, for the owner's timeline.
NEXT = {
    State.DRAFT: Side.OWNER,
    State.CHANGES: Side.OWNER,
    State.SUBMITTED: Side.CITY,
    State.SAFEGUARDING: Side.SAFEGUARDING,
    State.LOCKED: Side.SAFEGUARDING,
    State.TRIAGE: Side.EDITOR,
    State.IN_REVIEW: Side.REVIEWER,
    State.DECISION: Side.EDITOR,
}

# How long each station takes at most, in days, as it is promised to contributors and as the desk's clock runs.
WITHIN = {move.target: move.days for move in MOVES.values() if move.days}


def may_move(state: str, name: str) -> bool:
    """Whether the table knows this way from this state."""
    return State(state) in MOVES[name].sources
