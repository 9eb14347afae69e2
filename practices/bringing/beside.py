"""What stands beside the form while a brought-in text is placed."""

from dataclasses import dataclass

from ..models import BroughtText, Submission
from ..steps import STEPS
from ..versions import label_of, read
from .filled import WHY
from .placing import over_limit
from .verbs import open_places, takes_words


@dataclass(frozen=True)
class Beside:
    """The text, the words that wait for a place, and the fields that hold more words than they may."""

    text: str
    left: list[dict]
    places: list[tuple[str, list[tuple[str, str]]]]
    long: list[dict]


def beside(submission: Submission) -> Beside | None:
    """What to show of the text a draft was begun from; None where there is none, or no more."""
    row = BroughtText.objects.filter(submission=submission).first()
    if row is None:
        return None
    left = [one | {"reason": WHY.get(one["why"], WHY["nowhere"])} for one in row.left_over]
    return Beside(row.text, left, places(submission) if left else [], too_many_words(submission))


def places(submission: Submission) -> list[tuple[str, list[tuple[str, str]]]]:
    """Where left-over words can go, by the steps of the form."""
    offered = set(open_places(submission))
    grouped = [
        (str(step.title), [(name, label_of(name)) for name in step.fields_for(submission.extent) if name in offered])
        for step in STEPS
    ]
    return [(title, names) for title, names in grouped if names]


def too_many_words(submission: Submission) -> list[dict]:
    """The texts that are longer than their limit: said here, and never cut."""
    content = read(submission)
    found = []
    for step in STEPS:
        for name in step.fields_for(submission.extent):
            over = over_limit(name, content[name]) if takes_words(name) and isinstance(content[name], str) else None
            if over:
                found.append(
                    {"label": label_of(name), "step": step.name, "name": name, "count": over[0], "limit": over[1]}
                )
    return found
