"""How a verb says no: not allowed, not complete, or somebody else was quicker."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from members.people.plain import plain, visible

LONGEST_POST, LONGEST_NOTE, LONGEST_SUMMARY, LONGEST_TITLE = 20_000, 1_000, 6_000, 110


class Meanwhile(ValidationError):
    """What was opened for writing has changed since; nothing is overwritten, and both texts can be shown."""

    def __init__(self) -> None:
        sentence = _(
            "Somebody changed this while you were writing. Both texts are here; nothing of yours was kept yet."
        )
        super().__init__(sentence, code="meanwhile")


def demand(allowed: bool, sentence: str) -> None:
    """Raise PermissionDenied with the sentence unless something is allowed."""
    if not allowed:
        raise PermissionDenied(sentence)


def text_of(typed: str, most: int = LONGEST_POST) -> str:
    """A text in Markdown without signs that nobody sees; its lines and their indents stay."""
    rows = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join(visible(row.expandtabs(4)).rstrip() for row in rows).strip("\n")
    if not text.strip():
        raise ValidationError(_("Write something first."), code="empty")
    if len(text) > most:
        raise ValidationError(_("This text is too long. Shorten it, or make two of it."), code="long")
    return text


def line_of(typed: str, most: int) -> str:
    """A title: one line, nothing invisible."""
    line = plain(typed)
    if not line:
        raise ValidationError(_("Give it a title."), code="title")
    if len(line) > most:
        raise ValidationError(_("This title is too long."), code="title")
    return line


def note_of(typed: str, *, demanded: bool) -> str:
    """Words for somebody else; where they are demanded, no silence is taken."""
    note = plain(typed, lines=True)[:LONGEST_NOTE]
    if demanded and not note:
        raise ValidationError(_("Say in a few words why: whoever wrote it reads it."), code="note")
    return note
