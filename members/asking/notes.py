"""Public notes: written by who asked, looked at by a facilitator, and off the site the moment their writer wishes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from members.accounts.audit import Action, record
from members.discussions.about import thing_of
from members.discussions.choices import AboutKind
from members.discussions.refusing import Meanwhile, demand, line_of, note_of, text_of
from members.discussions.writing import language_of

from .choices import NoteState, Privacy
from .marks import answered
from .models import Note, NoteLink, Question
from .permissions import can_publish, can_withdraw_note, can_write_note
from .telling import tell_author, tell_of_note
from .words import ask_others, send_back

LONGEST = 3000
MOST_LINKS = 8


def locked(note: Note) -> Note:
    """The row as it stands now, held until the transaction ends."""
    return Note.objects.select_for_update(of=("self",)).select_related("question", "asker").get(pk=note.pk)


def begun(question: Question, by) -> Note:
    """The one note of a question, begun if it is not there yet."""
    demand(can_write_note(by, question), _("A public note is made of a question that you have closed."))
    values = {"asker": by, "language": question.language}
    note, made = Note.objects.get_or_create(question=question, defaults=values)
    if made:
        note.themes.set(question.themes.all())
    return note


@transaction.atomic
def hand_in(
    question: Question,
    *,
    by,
    values: Mapping[str, Any],
    practices: Iterable[str],
    reasons: Mapping[str, Any],
    consent: bool,
) -> Note:
    """Write a note and hand it to the facilitators; whose words stand in it is asked first. The same again changes nothing."""
    note = locked(begun(question, by))
    if not consent:
        raise ValidationError(_("Agree that everybody may read it, or leave it among you."), code="consent")
    new = {"title": line_of(values.get("title", ""), 140)} | {
        name: text_of(values.get(name, ""), LONGEST) for name in ("situation", "tried", "helped")
    }
    links = known_practices(practices)
    if note.state in (NoteState.HANDED, NoteState.PUBLISHED) and note.texts == new and links == keys_of(note):
        return note
    language = language_of(values.get("language", ""))
    note.kept = answered(new, language, reasons)
    for name, value in new.items():
        setattr(note, name, value)
    note.language, note.state, note.message, note.handed_at = language, NoteState.HANDED, "", timezone.now()
    note.revision += 1
    note.save()
    note.links.all().delete()
    NoteLink.objects.bulk_create([NoteLink(note=note, kind=AboutKind.PRACTICE, key=key) for key in links])
    record(Action.NOTE_MOVED, actor=teller(note, by), thing=note, result=note.state)
    ask_others(note)
    if Note.objects.agreed().filter(pk=note.pk).exists():
        tell_of_note(note)
    return note


def teller(note: Note, user):
    """Who stands in the audit log for what the writer does: nobody, unless they asked with their name."""
    return user if note.question is not None and note.question.privacy == Privacy.NAMED else None


def keys_of(note: Note) -> list[str]:
    return list(note.links.values_list("key", flat=True))


def known_practices(keys: Iterable[str]) -> list[str]:
    """Of some keys those of practices that anybody may read, each once."""
    found = [key for key in dict.fromkeys(keys) if thing_of(AboutKind.PRACTICE, key, None)]
    if len(found) > MOST_LINKS:
        raise ValidationError(_("Eight practices at most."), code="practices")
    return found


def keys_at(text: str) -> list[str]:
    """The keys of pages at some addresses of this site, by the last part of each; which of them are practices is asked later."""
    slugs = [line.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2] for line in text.split()[:20]]
    found = Page.objects.filter(slug__in=[slug for slug in slugs if slug]).values_list("translation_key", flat=True)
    return [str(key) for key in found[:50]]


@transaction.atomic
def publish(note: Note, *, by, revision: int) -> Note:
    """Let everybody read a note, as it was when it was looked at: raises Meanwhile where it has changed since."""
    note = locked(note)
    if note.state == NoteState.PUBLISHED:
        return note
    demand(can_publish(by, note), _("This note cannot be published now."))
    if note.revision != revision:
        raise Meanwhile
    note.state, note.published_at = NoteState.PUBLISHED, timezone.now()
    note.save(update_fields=["state", "published_at"])
    record(Action.NOTE_MOVED, actor=by, thing=note, result=note.state)
    tell_author(note, "out")
    return note


@transaction.atomic
def give_back(note: Note, *, by, message: str) -> Note:
    """Ask its writer to change something, with words that say what."""
    note = locked(note)
    if note.state == NoteState.WRITING:
        return note
    demand(can_publish(by, note), _("This note cannot be published now."))
    send_back(note, note_of(message, demanded=True))
    return note


@transaction.atomic
def withdraw_note(note: Note, *, by) -> None:
    """Take a note off the site for good, words and all; what was copied meanwhile nobody can take back."""
    note = locked(note)
    if note.state == NoteState.WITHDRAWN:
        return
    demand(can_withdraw_note(by, note), _("This note cannot be withdrawn by you."))
    own = note.asker_id == by.pk
    blank(note)
    record(Action.NOTE_MOVED, actor=teller(note, by) if own else by, thing=note, result=note.state)
    if not own:
        tell_author(note, "gone")


def blank(note: Note) -> None:
    """Leave nothing of a note but its address."""
    note.title = note.situation = note.tried = note.helped = note.message = ""
    note.kept, note.state = [], NoteState.WITHDRAWN
    note.revision += 1
    note.save()
    note.links.all().delete()
    note.others_words.all().delete()
    note.themes.clear()
