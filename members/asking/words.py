"""Words of others in a public note: found where they stand word for word, and asked for before anybody else reads them."""

import unicodedata

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.discussions.choices import PostState
from members.discussions.models import Post

from .choices import Consent, NoteState
from .models import Note, NoteWords
from .telling import ask_for_words, tell_author, tell_of_note

RUN = 32  # letters and digits in a row: five or six words of most languages


def letters(text: str) -> tuple[str, list[int]]:
    """A text without spaces, signs and case, and where each of its letters stood."""
    folded = [(one, place) for place, char in enumerate(text) if char.isalnum() for one in char.casefold()]
    return "".join(one for one, _place in folded), [place for _one, place in folded]


def shared(text: str, other: str, run: int = RUN) -> list[str]:
    """The stretches of a text that stand in another word for word, however either is spaced and marked."""
    text = unicodedata.normalize("NFC", text)
    mine, places = letters(text)
    theirs, _places = letters(unicodedata.normalize("NFC", other))
    pieces = {theirs[start : start + run] for start in range(len(theirs) - run + 1)}
    found, start = [], 0
    while start <= len(mine) - run:
        if mine[start : start + run] not in pieces:
            start += 1
            continue
        end = start + run
        while end < len(mine) and mine[end - run + 1 : end + 1] in pieces:
            end += 1
        found.append(text[places[start] : places[end - 1] + 1])
        start = end
    return found


def posts_of_others(note: Note) -> list[Post]:
    if note.question is None or note.question.thread_id is None:
        return []
    rows = Post.objects.filter(thread=note.question.thread_id, state=PostState.SHOWN, author__isnull=False)
    return list(rows.exclude(author=note.asker_id).order_by("number"))


def ask_others(note: Note) -> None:
    """Ask whoever's words stand in a note. Words that stood there before keep their answer; those that do not any more go."""
    wanted = {
        (post.key, words): post.author_id
        for post in posts_of_others(note)
        for text in note.texts.values()
        for words in shared(text, post.text)
    }
    known = {(row.post_key, row.words): row for row in note.others_words.all()}
    for key, row in known.items():
        if key not in wanted:
            row.delete()
    for (post, words), person in wanted.items():
        if (post, words) not in known and person:
            ask_for_words(NoteWords.objects.create(note=note, post_key=post, person_id=person, words=words))


@transaction.atomic
def answer_words(row: NoteWords, *, by, agree: bool) -> NoteWords:
    """Agree that one's words stand in a note, or not. Thinking again takes a note that is published off the site at once."""
    note = Note.objects.select_for_update().get(pk=row.note_id)
    found = NoteWords.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise PermissionDenied(_("This is not asked of you any more."))
    wanted = Consent.GIVEN if agree else Consent.REFUSED
    if found.consent == wanted:
        return found
    found.consent = wanted
    found.save(update_fields=["consent"])
    found.note = note
    if agree and not note.others_words.exclude(consent=Consent.GIVEN).exists():
        tell_of_note(note)
    if not agree and note.state == NoteState.PUBLISHED:
        send_back(note, "")
    return found


def send_back(note: Note, message: str) -> None:
    """Off the site or out of the queue, to be written again by its author, who hears that something happened."""
    note.state, note.message = NoteState.WRITING, message
    note.revision += 1
    note.save(update_fields=["state", "message", "revision"])
    record(Action.NOTE_MOVED, thing=note, result=note.state)
    tell_author(note, "back")
