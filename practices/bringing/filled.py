"""The form as far as a text fills it, and the words that have no place in it yet."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from .cutting import Part

LONGEST_TITLE = 110

WHY = {
    "nowhere": _("No question of the form answers to this heading."),
    "full": _("Only a full entry asks this."),
    "long": _("Too long for its question."),
    "list": _("None of the choices of its question says this."),
    "shape": _("Its question has parts, and the text does not say which is which."),
    "taken": _("Its question is answered already."),
}


@dataclass
class LeftOver:
    """Words that have no place yet: under which heading they stood, why they are left, and the field they may be meant for."""

    heading: str
    text: str
    why: str = "nowhere"
    field: str = ""

    def row(self) -> dict[str, str]:
        return {
            "id": uuid.uuid4().hex,
            "heading": self.heading[:200],
            "text": self.text,
            "why": self.why,
            "field": self.field,
        }


@dataclass
class Filled:
    """The form as far as a text fills it."""

    values: dict[str, Any] = field(default_factory=dict)
    left: list[LeftOver] = field(default_factory=list)

    def leave(self, part: Part, why: str, text: str | None = None) -> None:
        words = part.text if text is None else text
        if words.strip() or part.heading:
            self.left.append(LeftOver(part.heading, words, why, "" if why == "nowhere" else part.field))
