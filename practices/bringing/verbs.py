"""What a writer does with a text that exists already: begin from it, place what is left over, drop it, be done with it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from network_site.reading.document import Document

from ..left_over import forget_source
from ..models import BroughtText, Submission
from ..moving import demand, locked
from ..parts_form import is_lines
from ..permissions import can_write
from ..steps import STEPS
from ..submitting import begin, save
from ..versions import read
from ..writing_form import nameable_cities
from .cutting import cut
from .known import Known
from .placing import fill, shortened, titles_of
from .ways import as_items


@transaction.atomic
def bring_in(user, *, form_key, document: Document, title: str, language: str, extent: str) -> Submission:
    """Start a draft from a document. The same form sent twice is the same draft, and fills it once.

    Raises ValidationError where neither the form nor the document has a title.
    """
    own, parts = cut(document)
    titles = titles_of(title, document, own, parts)
    if not titles:
        raise ValidationError(_("This text has no title. Write one above."), code="title")
    begun = begin(user, form_key=form_key, title=shortened(titles[0]), language=language, extent=extent)
    submission = locked(begun)
    if submission.revision > 1 or BroughtText.objects.filter(submission=submission).exists():
        return submission
    filled = fill(titles, parts, extent=submission.extent, known=Known(nameable_cities(submission)))
    rows = [row.row() for row in filled.left]
    BroughtText.objects.create(submission=submission, text=document.text, left_over=rows)
    return save(submission, filled.values, by=user, based_on=submission.revision)


def open_places(submission: Submission) -> list[str]:
    """The fields into which a writer can put words that are left over: texts and lists of sentences."""
    names = [name for step in STEPS for name in step.fields_for(submission.extent)]
    return [name for name in names if takes_words(name)]


def takes_words(name: str) -> bool:
    return is_lines(name) or isinstance(Submission._meta.get_field(name), models.TextField)


@transaction.atomic
def place(submission: Submission, row_id: str, name: str, *, by) -> Submission:
    """Put words that are left over at the end of a field. Placed already, nothing happens."""
    submission, brought, row = held(submission, row_id, by=by)
    if row is None:
        return submission
    if name not in open_places(submission):
        raise ValidationError(_("Choose where these words belong."), code="field")
    words = "\n".join(filter(None, [row["heading"] if row["why"] == "nowhere" else "", row["text"]]))
    before = read(submission)[name]
    after: Any = [*before, *as_items(words.split("\n"))] if is_lines(name) else f"{before}\n\n{words}".strip()
    submission = save(submission, {name: after}, by=by, based_on=submission.revision)
    take_out(brought, row_id)
    return submission


@transaction.atomic
def drop(submission: Submission, row_id: str, *, by) -> None:
    """Say that words are not needed. Dropped already, nothing happens."""
    _submission, brought, row = held(submission, row_id, by=by)
    if row is not None:
        take_out(brought, row_id)


@transaction.atomic
def put_away(submission: Submission, *, by) -> None:
    """Be done with the text that was brought in; not while words of it wait for a place."""
    submission = locked(submission)
    demand(can_write(by, submission), _("This cannot be changed now."))
    brought = BroughtText.objects.select_for_update().filter(submission=submission).first()
    if brought and brought.left_over:
        raise ValidationError(_("Some words have no place yet. Place them, or drop them."), code="left")
    forget_source(submission)


def held(submission: Submission, row_id: str, *, by) -> tuple[Submission, Any, dict | None]:
    """The submission and its text as they stand now, and the words that are meant, if they are still left over."""
    submission = locked(submission)
    demand(can_write(by, submission), _("This cannot be changed now."))
    brought = BroughtText.objects.select_for_update().filter(submission=submission).first()
    rows = brought.left_over if brought else []
    return submission, brought, next((row for row in rows if row["id"] == row_id), None)


def take_out(brought: BroughtText, row_id: str) -> None:
    brought.left_over = [row for row in brought.left_over if row["id"] != row_id]
    brought.save(update_fields=["left_over"])
