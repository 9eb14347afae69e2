"""What a submission still lacks before it can be handed in: one table, shown while it is written and asked at the end."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network_site.safeguarding.handed_in import FileState
from network_site.safeguarding.screening import FieldMark, fingerprint, screen_fields

from . import choices
from .models import Submission
from .rules import faults
from .versions import PLAIN, field_of, label_of, texts

# Asked of everybody, and asked of full entries besides.
SNAPSHOT = (
    "claim", "summary", "lead_organisation", "lead_kind", "place", "scale", "started", "running_state", "problem", "target_groups",
    "themes", "what_is_done", "cost_band", "what_did_not_work", "lessons", "may_not_fit",
)  # fmt: skip
FULL = ("building_blocks", "logic", "safeguarding", "outcomes", "conditions", "staffing")
MOST_THEMES = 5
FILE = "file: "

# Ticked for one version, by whoever hands it in, and once more before it is published.
CHECKLIST: tuple[tuple[str, Any], ...] = (
    ("names", gettext_lazy("Nobody is named who has not agreed to it, and no initials stand for anybody.")),
    ("dates", gettext_lazy("No birthdays and no exact days of what happened to a person.")),
    ("places", gettext_lazy("No addresses and no place so small that everybody knows who is meant.")),
    ("numbers", gettext_lazy("No case numbers, plates or identity numbers, and no group of fewer than ten people.")),
    ("faces", gettext_lazy("Nobody can be recognised in a picture who has not agreed to it.")),
    (
        "rare",
        gettext_lazy("No combination that is true of one person only, such as “the only returnee in the village”."),
    ),
)


@dataclass(frozen=True)
class Lack:
    """One thing to be done: the field, and a sentence."""

    field: str
    sentence: str

    @property
    def label(self) -> str:
        return _("Where") if self.field == "place" else label_of(self.field)


@dataclass(frozen=True)
class OpenMark:
    """Something the screening marked, and whether somebody has said why it may stay."""

    field: str
    found: FieldMark
    fingerprint: str
    reason: str = ""

    @property
    def in_text(self) -> bool:
        """Whether it stands in what is written here, and not in a file."""
        return not self.field.startswith(FILE)

    @property
    def label(self) -> str:
        return self.field.removeprefix(FILE) if self.field.startswith(FILE) else label_of(self.field)


def lacks(submission: Submission) -> list[Lack]:
    """Everything that keeps a submission from being handed in, but for marks and ticks."""
    found = [*missing(submission), *too_long(submission)]
    found += [Lack(field, sentence) for field, sentence in faults(submission).items()]
    if submission.attachments.filter(state=FileState.WAITING).exists():
        found.append(
            Lack("materials", _("A file is still being cleaned. Wait a moment, and look at it before you hand it in."))
        )
    return found


def missing(submission: Submission) -> Iterator[Lack]:
    asked = (*SNAPSHOT, *FULL) if submission.extent == choices.Extent.FULL else SNAPSHOT
    for name in asked:
        if not answered(submission, name):
            yield Lack(name, _("This is still empty. Answer it, or write why it is not known yet."))
    if any(not part.value.get("direction") for part in submission.outcomes):
        yield Lack(
            "outcomes", _("Say of each outcome in which direction it went; “no change” and “worse” are answers.")
        )
    if submission.themes.count() > MOST_THEMES:
        yield Lack("themes", _("With more than five themes none of them says much; keep the closest."))


def answered(submission: Submission, name: str) -> bool:
    """Whether a question has an answer; a reason why it is not known yet is one."""
    if (submission.not_known or {}).get(name):
        return True
    if name == "place":
        named = submission.cities.exists() and not submission.place_withheld
        return named or submission.country_id is not None
    if name == "themes":
        return submission.themes.exists()
    if name == "lead_organisation" and submission.anonymous:
        return True
    return bool(getattr(submission, name))


def too_long(submission: Submission) -> Iterator[Lack]:
    """Fields that break their own limits; a draft may, an entry may not."""
    for name in PLAIN:
        field = field_of(name)
        value = getattr(submission, name)
        if value in (None, "", [], {}) or name == "not_known":
            continue
        try:
            field.run_validators(value)
        except ValidationError as error:
            yield Lack(name, " ".join(error.messages))


def texts_of_files(submission: Submission) -> dict[str, str]:
    """The names and words of files, which are screened like everything else."""
    rows = submission.attachments.filter(state=FileState.CLEAN)
    return {f"{FILE}{row.name}": f"{row.name.rpartition('.')[0]}.\n{row.text}" for row in rows}


def marks(submission: Submission) -> list[OpenMark]:
    """What the screening marks in the whole text now; marks that were kept carry the reason."""
    reasons = {row.fingerprint: row.reason for row in submission.mark_answers.order_by("at")}
    found = screen_fields(texts(submission) | texts_of_files(submission), submission.language)
    keyed = [(row, fingerprint(row.mark, row.field)) for row in found]
    return [OpenMark(row.field, row, key, reasons.get(key, "")) for row, key in keyed]


def open_marks(submission: Submission) -> list[OpenMark]:
    """Those about which nobody has said anything yet."""
    return [mark for mark in marks(submission) if not mark.reason]
