"""Saying a marked stretch in other words where it stands, without looking for it in the form."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .models import Submission
from .moving import demand, locked
from .permissions import can_write
from .readiness import FILE, marks
from .submitting import save
from .versions import read

MOST = 300


@transaction.atomic
def reword_mark(submission: Submission, fingerprint: str, words: str, *, by) -> Submission:
    """Put other words, or none, where the screening marked something. Words that are gone already need nothing."""
    submission = locked(submission)
    demand(can_write(by, submission), _("This cannot be changed now."))
    found = next((row for row in marks(submission) if row.fingerprint == fingerprint), None)
    if found is None:
        return submission
    if found.field.startswith(FILE):
        raise ValidationError(_("This stands in a file. Change it there, and hand the file in again."))
    mark, words = found.found.mark, " ".join(words.split())[:MOST]
    value = read(submission)[found.field]
    if isinstance(value, str) and value[mark.start : mark.end] == mark.text:
        changed: Any = tidy(value[: mark.start], words, value[mark.end :])
    else:
        changed, _done = replaced(value, mark.text, words)
    return save(submission, {found.field: changed}, by=by, based_on=submission.revision)


def tidy(before: str, words: str, after: str) -> str:
    """Left out, no double space stays behind."""
    if not words and after.startswith(" ") and (not before or before.endswith((" ", "\n"))):
        after = after[1:]
    return before + words + after


def replaced(value: Any, text: str, words: str) -> tuple[Any, bool]:
    """The first place in the parts of a value that holds the text, with other words; whether there was one."""
    if isinstance(value, str):
        before, there, after = value.partition(text)
        return (tidy(before, words, after), True) if there else (value, False)
    if isinstance(value, dict):
        rows: list[tuple[Any, Any]] = list(value.items())
    elif isinstance(value, list):
        rows = list(enumerate(value))
    else:
        return value, False
    changed: dict[Any, Any] = {}
    done = False
    for name, part in rows:
        # Addresses of parts and names of kinds are no words that somebody wrote.
        skip = done or (isinstance(value, dict) and name in ("id", "type"))
        changed[name], hit = (part, False) if skip else replaced(part, text, words)
        done = done or hit
    return (changed if isinstance(value, dict) else list(changed.values())), done
