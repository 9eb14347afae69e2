"""What reviewers judge by: eight criteria with written anchors and gates. Published as they stand here."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .choices import Extent

MOST = 3


@dataclass(frozen=True)
class Criterion:
    """One criterion: what is asked, what each of 0 to 3 means, and the least with which an entry is published."""

    name: str
    title: Any
    question: Any
    anchors: tuple[Any, Any, Any, Any]
    gate: int = 0
    gate_full: int | None = None

    def least(self, extent: str) -> int:
        return self.gate_full if self.gate_full is not None and extent == Extent.FULL else self.gate


CRITERIA = (
    Criterion(
        "no_harm", _("Do no harm, and safeguarding"), _("Could anybody be recognised, blamed or hurt by the practice or by this text?"),
        (
            _("The practice or the text puts people at risk."),
            _("Risks are named, but nothing is done about the main ones."),
            _("The main risks are named and met; nobody can be recognised."),
            _("Risks are watched while the work goes on, people can complain, and what was learned is told."),
        ), gate=2,
    ),
    Criterion(
        "relevance", _("Relevance"), _("Is this about what cities of the network deal with?"),
        (
            _("Not about the network's subjects."),
            _("Touches them; what it has to do with a city's work is left open."),
            _("A problem many cities have, at a level where a city can act."),
            _("A problem for which cities look in vain for answers now."),
        ), gate=1,
    ),
    Criterion(
        "description", _("Description"), _("Could another city start from this text?"),
        (
            _("It is not clear what is done."),
            _("The idea is clear, the work is not."),
            _("Who does what, with whom and with what means is clear."),
            _("A colleague elsewhere could begin next month."),
        ), gate=1, gate_full=2,
    ),
    Criterion(
        "logic", _("How it is meant to work"), _("Is it said why this should bring about the change?"),
        (
            _("No reason is given."),
            _("A reason is given, but not tied to what is done."),
            _("What is done and what should change hang together."),
            _("The reasons rest on sources, and their weak points are named."),
        ), gate=1,
    ),
    Criterion(
        "honesty", _("Honesty about limits and failures"), _("Does it say what did not work, and what is not known?"),
        (
            _("Only successes are told."),
            _("A limit is named in general words."),
            _("It says what failed, and what is not known."),
            _("Failures are told so that others can avoid them, side effects were looked for."),
        ), gate=1,
    ),
    Criterion(
        "participation", _("Participation and partnership"), _("Did the people concerned, and the other agencies, have a say?"),
        (
            _("Made for people, without them."),
            _("They were asked once, or partners are named only."),
            _("They take part in what is decided; partners know their part."),
            _("They help to lead it, and it shows in what was changed."),
        ),
    ),
    Criterion(
        "transferability", _("Transferability"), _("Is it clear what it needs, and where it would not fit?"),
        (
            _("Tied to one place or person; that is not said."),
            _("Some conditions are named."),
            _("What it needs and where it may not fit is said."),
            _("What is core and what can be changed is said, from experience."),
        ), gate=1,
    ),
    Criterion(
        "sustainability", _("Sustainability"), _("Can it go on when the project money or its founder is gone?"),
        (
            _("It ends with its funding, and nothing remains."),
            _("Hopes to go on."),
            _("Has a home, staff and money for the next years."),
            _("Belongs to the ordinary work of an office or organisation."),
        ),
    ),
)  # fmt: skip
BY_NAME = {criterion.name: criterion for criterion in CRITERIA}


def gates_missed(scores: dict[str, list[int]], extent: str) -> list[Criterion]:
    """The criteria whose gate an entry has not reached: the mean of the reviewers' scores counts."""
    return [
        criterion
        for criterion in CRITERIA
        if not scores.get(criterion.name) or mean(scores[criterion.name]) < criterion.least(extent)
    ]


def mean(scores: list[int]) -> float:
    return sum(scores) / len(scores)


def disagree(scores: dict[str, list[int]], levels: list[str]) -> bool:
    """Whether two reviewers are two points apart on a criterion, or see different levels of evidence."""
    return len(set(levels)) > 1 or any(max(found) - min(found) >= 2 for found in scores.values() if found)
