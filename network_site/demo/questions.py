"""The demonstration's questions to the network, in different states, brought about by the verbs that people use."""

import uuid
from typing import Any

from members.asking.actions import ask
from members.asking.closing import close
from members.asking.models import Question
from members.asking.notes import hand_in, publish
from members.asking.routing import answer_call, pass_on
from members.discussions.writing import reply
from network_site.themes.models import Theme
from practices.models import PracticePage

from .reading import BrokenContent
from .spaces import HOSTS, address_of
from .submissions import SPACE as KEYS
from .submissions import somebody


def make_question(values: dict[str, Any]) -> None:
    """Ask one question and take it as far as its file says; one that is there already is left as it is."""
    key = uuid.uuid5(KEYS, f"question {values['title']}")
    asker = somebody(address_of(values["by"]))
    if Question.objects.filter(asker=asker, form_key=key).exists():
        return
    content = dict(values)
    people, answers = content.pop("asked", []), content.pop("answers", [])
    closing, note = content.pop("closing", None), content.pop("note", None)
    themes = Theme.objects.filter(slug__in=content.pop("themes"))
    question = ask(by=asker, form_key=key, values=content, themes=themes, reasons={})
    if not people:
        return
    first, second = (somebody(address) for address in HOSTS)
    profiles = [somebody(address_of(role)).profile for role in people]
    question = pass_on(question, profiles, by=first, second=second.profile)
    thread = question.thread
    if thread is None:
        return
    for number, row in enumerate(answers):
        user = somebody(address_of(row["by"]))
        answer_call(question, by=user, agree=True)
        reply(thread, by=user, form_key=uuid.uuid5(key, str(number)), text=row["text"], language=row.get("language", ""))  # fmt: skip
    if closing:
        question = close(question, by=asker, helpful=thread.posts.filter(number=2), **closing)
    if note:
        make_note(question, asker, note, first)


def make_note(question: Question, asker, values: dict[str, Any], facilitator) -> None:
    """A public note, looked at and published."""
    content = {"language": question.language} | values
    titles = content.pop("practices", [])
    keys = [str(page.translation_key) for page in PracticePage.objects.live().filter(title__in=titles)]
    if len(set(keys)) != len(titles):
        raise BrokenContent(f"“{values['title']}” links to a practice that is not there.")
    note = hand_in(question, by=asker, values=content, practices=keys, reasons={}, consent=True)
    publish(note, by=facilitator, revision=note.revision)
