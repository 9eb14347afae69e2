"""The demonstration's workshop: what members write and reviewers judge, brought along by the verbs that people use."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from network_site.themes.models import Theme
from practices import assigning, coauthors, hiding, renewal, reviewing, submitting, vetting
from practices.criteria import CRITERIA
from practices.models import Expertise, Renewal, RenewalAnswer, Reviewer, Submission
from practices.readiness import CHECKLIST, open_marks

from .reading import BrokenContent

SPACE = uuid.UUID("0f6a2f0e-3c77-4f6f-9a3b-6d0d5b8f4c11")
AUTHOR = "member-lipovgrad@causeway.example"
ASKED_ALONG = "member-borj-nassim@causeway.example"
FOCAL_POINT = "focal-point@causeway.example"
GUARD, EDITOR = "safeguarding@causeway.example", "editor@causeway.example"
REVIEWERS = {
    "reviewer@causeway.example": Expertise.PRACTITIONER,
    "reviewer-evaluation@causeway.example": Expertise.EVALUATION,
}
WORDS = ("Could be started from this text.", "What failed is told.", "The conditions are named.")
# The stations on the way, in order; those after a slash branch off at the one before it.
WAY = ("draft", "submitted", "safeguarding", "triage", "in_review", "decision", "published")
BRANCHES = {
    "withdrawn": "draft", "locked": "safeguarding", "declined": "triage", "changes": "decision",
    "suspended": "published", "archived": "published", "without-owner": "published",
}  # fmt: skip


def somebody(address: str):
    try:
        return get_user_model().objects.get(email=address)
    except ObjectDoesNotExist as error:
        raise BrokenContent(f"The demonstration has nobody called {address}.") from error


@transaction.atomic
def make_submission(values: dict[str, Any]) -> None:
    """Write one submission and bring it to its station; one that is there already is left as it is."""
    key = uuid.uuid5(SPACE, values["title"])
    if Submission.objects.filter(form_key=key).exists():
        return
    for address, expertise in REVIEWERS.items():
        Reviewer.objects.get_or_create(user=somebody(address), defaults={"expertise": expertise})
    content = dict(values)
    until, title = content.pop("until"), content.pop("title")
    found = {name: content.pop(name, "") for name in ("evidence", "strengths", "cautions")}
    author = somebody(AUTHOR)
    submission = submitting.begin(author, form_key=key, title=title)
    content |= {"themes": [theme.pk for theme in Theme.objects.exclude(parent=None).order_by("slug")[:2]]}
    if "lessons" in content:
        content["lessons"] = [
            {"type": "item", "value": line, "id": str(uuid.uuid5(key, line))} for line in content["lessons"]
        ]
    submission = submitting.save(submission, content, by=author, based_on=submission.revision)
    bring(submission, BRANCHES.get(until, until), found)
    branch(Submission.objects.get(pk=submission.pk), until)


def bring(submission: Submission, station: str, found: dict[str, str]) -> None:
    """Along the way, station by station."""
    last = WAY.index(station)
    steps = (hand_in, cosign, clear, ask_reviewers, judge, lambda row: publish(row, found))
    for step in steps[:last]:
        step(Submission.objects.get(pk=submission.pk))


def hand_in(submission: Submission) -> None:
    author = somebody(AUTHOR)
    for mark in open_marks(submission):
        submitting.keep_mark(submission, mark.fingerprint, "Invented for the demonstration.", by=author)
    ticks = [name for name, _words in CHECKLIST]
    submitting.submit(submission, by=author, based_on=submission.revision, checklist=ticks, rights=True)


def cosign(submission: Submission) -> None:
    vetting.cosign(submission, by=somebody(FOCAL_POINT))


def clear(submission: Submission) -> None:
    vetting.safeguard(submission, "clear", by=somebody(GUARD))


def ask_reviewers(submission: Submission) -> None:
    editor = somebody(EDITOR)
    submission = vetting.take_on(submission, by=editor)
    for address in REVIEWERS:
        assigning.assign(submission, somebody(address), by=editor)


def judge(submission: Submission) -> None:
    for row in submission.assignments.filter(round=submission.round):
        reviewing.declare(row, by=row.reviewer, conflict=False)
        words = {one.name: WORDS[number % len(WORDS)] for number, one in enumerate(CRITERIA)}
        values = {"scores": {one.name: 2 for one in CRITERIA}, "words": words, "evidence": "E1"}
        reviewing.save_review(row, by=row.reviewer, values=values)
        reviewing.hand_in(row, by=row.reviewer)


def publish(submission: Submission, found: dict[str, str]) -> None:
    letter = "It is published. Both reviewers could start from your text."
    vetting.accept(submission, by=somebody(EDITOR), letter=letter, checked=True, **found)


def branch(submission: Submission, until: str) -> None:
    """Off the way, for those that went another one."""
    if until in ("draft", "withdrawn", "locked", "triage", "declined", "changes"):
        before_publication(submission, until)
    elif until in ("suspended", "archived", "without-owner"):
        after_publication(submission, until)


def before_publication(submission: Submission, until: str) -> None:
    """Declined, locked, sent back or withdrawn; a draft that somebody else is asked to write, and one that waits too long."""
    editor, author = somebody(EDITOR), somebody(AUTHOR)
    if until == "draft":
        coauthors.ask_along(submission, by=author, address=ASKED_ALONG)
    elif until == "withdrawn":
        submitting.withdraw(submission, by=author)
    elif until == "locked":
        note = "Two families could be recognised from this. We would like to talk to you before it goes on."
        vetting.safeguard(submission, "lock", by=somebody(GUARD), note=note)
    elif until == "declined":
        vetting.decline(submission, by=editor, note="It is a kind gift, but says little about the network's subjects.")
    elif until == "changes":
        note = "Good and short. Tell us who reads the letters if a trainee is in danger."
        vetting.ask_changes(
            submission, by=editor, note=note, notes={"what_is_done": "Who decides when a letter is opened early?"}
        )
    elif until == "triage":
        Submission.objects.filter(pk=submission.pk).update(due_on=timezone.localdate() - timedelta(days=3))


def after_publication(submission: Submission, until: str) -> None:
    """Hidden by the safeguarding desk, put into the archive, or without anybody who looks after it."""
    practice = submission.practice
    if practice is None:
        raise BrokenContent(f"“{submission.title}” was not published.")
    if until == "suspended":
        hiding.hide_now(practice, by=somebody(GUARD), reason="A picture showed a door that neighbours know.")
    elif until == "archived":
        renewal.archive(practice.translation_key, by=somebody(EDITOR), note="The programme ended and nobody answers.")
    else:
        today = timezone.localdate()
        row, _made = Renewal.objects.get_or_create(
            practice_key=practice.translation_key, valid_until=practice.valid_until or today, number=1,
            defaults={"user": somebody(AUTHOR), "sent_on": today},
        )  # fmt: skip
        renewal.answer(row, RenewalAnswer.WRONG)
