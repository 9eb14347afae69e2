"""Every way from one state to another, as tables: how people come into a space, what is done to a thread and to a post."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .choices import MembershipState as M
from .choices import PostState as P
from .choices import ThreadState as T

NONE = ""  # somebody who never stood to the space in any way


@dataclass(frozen=True)
class Way:
    """How somebody gets from one standing to another: by themselves, or by a facilitator."""

    name: str
    sources: frozenset[str]
    target: M
    own: bool


# Whom a facilitator turned down or removed comes back only by being invited.
WAYS = {
    way.name: way
    for way in (
        Way("join", frozenset({NONE, M.LEFT, M.INVITED, M.ASKED}), M.IN, own=True),
        Way("enter", frozenset({NONE, M.LEFT, M.INVITED, M.ASKED}), M.IN, own=True),
        Way("ask", frozenset({NONE, M.LEFT}), M.ASKED, own=True),
        Way("accept", frozenset({M.INVITED}), M.IN, own=True),
        Way("turn_down", frozenset({M.INVITED}), M.LEFT, own=True),
        Way("leave", frozenset({M.IN, M.ASKED}), M.LEFT, own=True),
        Way("invite", frozenset({NONE, M.LEFT, M.DECLINED}), M.INVITED, own=False),
        Way("admit", frozenset({M.ASKED}), M.IN, own=False),
        Way("decline", frozenset({M.ASKED}), M.DECLINED, own=False),
        Way("put_out", frozenset({M.IN, M.INVITED, M.ASKED}), M.LEFT, own=False),
        Way("remove", frozenset({M.IN, M.INVITED}), M.DECLINED, own=False),
    )
}


@dataclass(frozen=True)
class Turn:
    """What facilitators do to a thread: the field that changes, and to what; None is worked out from what it holds."""

    name: str
    field: str
    value: str | bool | None


TURNS = {
    turn.name: turn
    for turn in (
        Turn("lock", "locked", True),
        Turn("unlock", "locked", False),
        Turn("archive", "state", T.ARCHIVED),
        Turn("reopen", "state", None),
    )
}


@dataclass(frozen=True)
class Measure:
    """What facilitators do to a post. `note`: its author gets words; `settles`: reports about it are handled by it."""

    name: str
    sources: frozenset[P]
    target: P | None = None
    told: Any = ""  # what the author reads over the words
    note: bool = True
    settles: bool = True


STANDING = frozenset({P.SHOWN, P.WAITING, P.HIDDEN})
MEASURES = {
    measure.name: measure
    for measure in (
        Measure("approve", frozenset({P.WAITING}), P.SHOWN, told=_("let through"), note=False, settles=False),
        Measure("show", frozenset({P.HIDDEN}), P.SHOWN, told=_("shown again"), note=False, settles=False),
        Measure("hide", frozenset({P.SHOWN, P.WAITING}), P.HIDDEN, told=_("hidden by a facilitator")),
        Measure("edit", STANDING, told=_("changed by a facilitator")),
        Measure("warn", STANDING, told=_("a facilitator writes to you")),
        Measure("ask_suspension", STANDING, told=_("the administrators are asked to suspend you")),
    )
}
