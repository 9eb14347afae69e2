"""The demonstration's workshop: what members write and reviewers judge, brought along by the verbs that people use."""

import uuid
from typing import Any

from django.db import transaction

from network_site.themes.models import Theme
from practices import assigning, coauthors, submitting, vetting
from practices.models import Reviewer, Submission
from practices.readiness import CHECKLIST, open_marks

from .people_of_the_desk import ASKED_ALONG, AUTHOR, EDITOR, FOCAL_POINT, GUARD, MORE_REVIEWERS, REVIEWERS, somebody
from .stages import BRANCHES, judge

SPACE = uuid.UUID("0f6a2f0e-3c77-4f6f-9a3b-6d0d5b8f4c11")
# The stations on the way, in order.
WAY = ("draft", "submitted", "safeguarding", "triage", "in_review", "decision", "published")


@transaction.atomic
def make_submission(values: dict[str, Any]) -> None:
    """Write one submission and bring it to its station; one that is there already is left as it is."""
    key = uuid.uuid5(SPACE, values["title"])
    if Submission.objects.filter(form_key=key).exists():
        return
    make_reviewers()
    content = dict(values)
    until, title, along = content.pop("until"), content.pop("title"), content.pop("along", {})
    found = {name: content.pop(name, "") for name in ("evidence", "strengths", "cautions")}
    author = somebody(AUTHOR)
    submission = submitting.begin(author, form_key=key, title=title)
    content |= {"themes": [theme.pk for theme in Theme.objects.exclude(parent=None).order_by("slug")[:2]]}
    if "lessons" in content:
        content["lessons"] = [
            {"type": "item", "value": line, "id": str(uuid.uuid5(key, line))} for line in content["lessons"]
        ]
    submission = submitting.save(submission, content, by=author, based_on=submission.revision)
    if along:
        write_along(submission, along)
    branch = BRANCHES.get(until)
    bring(Submission.objects.get(pk=submission.pk), branch.station if branch else until, found)
    if branch:
        branch.go(Submission.objects.get(pk=submission.pk))


def make_reviewers() -> None:
    for address, expertise in (REVIEWERS | MORE_REVIEWERS).items():
        Reviewer.objects.get_or_create(user=somebody(address), defaults={"expertise": expertise, "at_once": 4})


def write_along(submission: Submission, values: dict[str, Any]) -> None:
    """Somebody is asked to write along, says yes, and adds their words."""
    friend = somebody(ASKED_ALONG)
    invitation = coauthors.ask_along(submission, by=somebody(AUTHOR), address=ASKED_ALONG)
    coauthors.accept_invitation(invitation, by=friend)
    submitting.save(submission, values, by=friend, based_on=submission.revision)


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


def publish(submission: Submission, found: dict[str, str]) -> None:
    letter = "It is published. Both reviewers could start from your text."
    vetting.accept(submission, by=somebody(EDITOR), letter=letter, checked=True, **found)
