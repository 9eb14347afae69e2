"""What makes the notices of questions to the network and of public notes, and what takes the right to hear of them away."""

from datetime import timedelta

from django.utils import timezone

from members.accounts.roles import Role
from members.asking.actions import ask, withdraw_question
from members.asking.clock import watch
from members.asking.closing import close
from members.asking.models import Note, NoteWords, Question
from members.asking.notes import give_back, hand_in, withdraw_note
from members.asking.routing import answer_call, pass_on
from members.discussions.writing import reply

from ..builders import make_city, make_theme
from .causes import CITY, PERSON, REASON, TEXT, TITLE, lost, notice_of, person

FORM = "5b0c6f9e-1c2f-4f0c-9a55-0f4a4d1f7c10"


def router(get, name: str = "Router"):
    return person(get, name, roles=[Role.FACILITATOR])


def asked(get) -> Question:
    """A question that waits; there are two who could pass it on."""
    theme = make_theme(f"Theme {TITLE}")
    values = {
        "title": f"How {TITLE}?",
        "situation": f"We have {TEXT}.",
        "tried": f"Words of {REASON}.",
        "language": "en",
    }
    asker = person(get, "Asker", city=make_city(f"Town {CITY}"))
    return ask(by=asker, form_key=FORM, values=values, themes=[theme], reasons=AnyReason())


class AnyReason(dict):
    """Whatever is marked may stay."""

    def get(self, name, otherwise=None):
        return "It is invented."


def passed_on(get) -> Question:
    first, second = router(get), router(get, "Second")
    people = [person(get, f"Helper {number}", listed=True, contactable=True) for number in range(3)]
    return pass_on(asked(get), [user.profile for user in people], by=first, second=second.profile)


def somebody_asked(question: Question):
    return question.routings.first().user


def keeper(question: Question):
    return question.space.memberships.filter(part="facilitator").first().user


@notice_of("question-waits")
def a_question_waits(get):
    user = router(get)
    asked(get)
    return user


@notice_of("question-overdue")
def nobody_answered(get):
    user = router(get)
    asked(get)
    Question.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    watch()
    return user


@lost("question-waits", "question-overdue")
def it_is_taken_back(get, user):
    question = Question.objects.get()
    withdraw_question(question, by=question.asker)


@lost("question-waits", "question-overdue", "note-waits")
def is_a_facilitator_no_more(get, user):
    user.groups.clear()


@notice_of("question-put")
def is_asked_for_help(get):
    return somebody_asked(passed_on(get))


@lost("question-put")
def says_no(get, user):
    answer_call(Question.objects.get(), by=user, agree=False)


@notice_of("question-on-its-way")
def it_is_passed_on(get):
    return passed_on(get).asker


@lost("question-on-its-way")
def it_is_forgotten(get, user):
    Question.objects.all().delete()


def noted(get) -> Note:
    """A note in which words of somebody stand who was asked."""
    question = passed_on(get)
    helper = somebody_asked(question)
    answer_call(question, by=helper, agree=True)
    said = f"Begin with the {TEXT} and leave all the papers in the car for a week."
    reply(question.thread, by=helper, form_key=FORM, text=said)
    question = close(question, by=question.asker, result="helped", words=f"The {TEXT}.")
    values = {
        "title": f"A {TITLE}",
        "situation": f"With {TEXT}.",
        "tried": f"By {REASON}.",
        "helped": said,
        "language": "en",
    }
    return hand_in(question, by=question.asker, values=values, practices=[], reasons=AnyReason(), consent=True)


@notice_of("note-words")
def words_are_asked_for(get):
    noted(get)
    return NoteWords.objects.get().person


@lost("note-words", "note-waits")
def the_note_is_withdrawn(get, user):
    note = Note.objects.get()
    withdraw_note(note, by=note.asker)


@notice_of("note-waits")
def a_note_waits(get):
    from members.asking.words import answer_words

    note = noted(get)
    row = NoteWords.objects.get()
    answer_words(row, by=row.person, agree=True)
    return keeper(note.question)


@notice_of("note-moved")
def a_note_is_given_back(get):
    user = a_note_waits(get)
    note = Note.objects.get()
    give_back(note, by=user, message=f"Because {REASON}, says {PERSON}.")
    return note.asker


@lost("note-moved")
def the_note_is_nobodys(get, user):
    Note.objects.update(asker=None)
