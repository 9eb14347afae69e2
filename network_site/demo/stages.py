"""Where a submission of the demonstration leaves the straight way: each branch with the station it leaves at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from practices import assigning, coauthors, hiding, refusing, remarks, renewal, reviewing, stewards, submitting, vetting
from practices.criteria import CRITERIA
from practices.models import PracticePage, Renewal, RenewalAnswer, Submission
from practices.readiness import CHECKLIST, open_marks

from .people_of_the_desk import ASKED_ALONG, AUTHOR, EDITOR, FOCAL_POINT, GUARD, MORE_REVIEWERS, somebody
from .reading import BrokenContent

WORDS = ("Could be started from this text.", "What failed is told.", "The conditions are named.")


@dataclass(frozen=True)
class Branch:
    station: str
    go: Callable[[Submission], None]


def asked_along(row: Submission) -> None:
    coauthors.ask_along(row, by=somebody(AUTHOR), address=ASKED_ALONG)


def withdrawn(row: Submission) -> None:
    submitting.withdraw(row, by=somebody(AUTHOR))


def locked(row: Submission) -> None:
    note = "Two families could be recognised from this. We would like to talk to you before it goes on."
    vetting.safeguard(row, "lock", by=somebody(GUARD), note=note)


def late(row: Submission) -> None:
    """It waits for a first look, and longer than it should."""
    refusing.refuse_reviewer(row, by=somebody(AUTHOR), address=next(iter(MORE_REVIEWERS)))
    Submission.objects.filter(pk=row.pk).update(due_on=timezone.localdate() - timedelta(days=3))


def declined(row: Submission) -> None:
    vetting.decline(row, by=somebody(EDITOR), note="It is a kind gift, but says little about the network's subjects.")


def sent_back(row: Submission) -> None:
    note = "Good and short. Tell us who reads the letters if a trainee is in danger."
    asked = {"what_is_done": "Who decides when a letter is opened early?"}
    vetting.ask_changes(row, by=somebody(EDITOR), note=note, notes=asked)
    remarks.say(
        row, "The trainer decides, together with the head of the workshop. I will write it in.", by=somebody(AUTHOR)
    )


def judge(row: Submission, levels: tuple[str, str] = ("E1", "E1")) -> None:
    """Both reviewers of the round hand in, each with a level of evidence."""
    rows = row.assignments.filter(round=row.round).order_by("pk")
    for judging, level in zip(rows, levels, strict=True):
        reviewing.declare(judging, by=judging.reviewer, conflict=False)
        words = {one.name: WORDS[number % len(WORDS)] for number, one in enumerate(CRITERIA)}
        values = {"scores": {one.name: 2 for one in CRITERIA}, "words": words, "evidence": level}
        reviewing.save_review(judging, by=judging.reviewer, values=values)
        reviewing.hand_in(judging, by=judging.reviewer)


def apart(row: Submission) -> None:
    """Two reviewers who see different levels of evidence: a third one is needed."""
    judge(row, ("E1", "E3"))


def appealed(row: Submission) -> None:
    editor = somebody(EDITOR)
    vetting.decline(row, by=editor, note="Both reviewers could not see what the homework hour adds to the training.")
    why = "The hour is the point: nobody trains who has not sat at the table. Please read the second part again."
    vetting.appeal(Submission.objects.get(pk=row.pk), by=somebody(AUTHOR), note=why)
    for address in MORE_REVIEWERS:
        assigning.assign(Submission.objects.get(pk=row.pk), somebody(address), by=editor)


def hidden(row: Submission) -> None:
    hiding.hide_now(page_of(row), by=somebody(GUARD), reason="A picture showed a door that neighbours know.")


def taken_down(row: Submission) -> None:
    hiding.take_down(row, by=somebody(AUTHOR))


def archived(row: Submission) -> None:
    renewal.archive(page_of(row).translation_key, by=somebody(EDITOR), note="The programme ended and nobody answers.")


def without_owner(row: Submission) -> None:
    answered(row, RenewalAnswer.WRONG)


def offered(row: Submission) -> None:
    """Nobody looks after it, and an editor has asked somebody to."""
    without_owner(row)
    stewards.name_owner(page_of(row), by=somebody(EDITOR), address=ASKED_ALONG)


def due(row: Submission) -> None:
    page, today = page_of(row), timezone.localdate()
    renewal.amend(page, valid_until=today + timedelta(days=40))
    renewal.ask(page.translation_key, today + timedelta(days=40), today)


def overdue(row: Submission) -> None:
    renewal.amend(page_of(row), valid_until=timezone.localdate() - timedelta(days=45))


def renewed(row: Submission) -> None:
    answered(row, RenewalAnswer.RUNNING)


def ended(row: Submission) -> None:
    answered(
        row, RenewalAnswer.ENDED, "The night line now stops at the same squares, so the bus is not needed any more."
    )


def answered(row: Submission, answer: RenewalAnswer, why: str = "") -> None:
    page, today = page_of(row), timezone.localdate()
    asked, _made = Renewal.objects.get_or_create(
        practice_key=page.translation_key, valid_until=page.valid_until or today, number=1,
        defaults={"user": somebody(AUTHOR), "sent_on": today},
    )  # fmt: skip
    renewal.answer(asked, answer, why=why)


def changing(row: Submission) -> None:
    """A change to what is published waits for a first look, with what is different."""
    author = somebody(AUTHOR)
    change = submitting.begin_change(page_of(row), by=author)
    values = {
        "what_did_not_work": "A tournament with prizes: those who lost did not come back. A second table without rules is used more."
    }
    change = submitting.save(change, values, by=author, based_on=change.revision)
    for mark in open_marks(change):
        submitting.keep_mark(change, mark.fingerprint, "Invented for the demonstration.", by=author)
    ticks = [name for name, _words in CHECKLIST]
    change = submitting.submit(change, by=author, based_on=change.revision, checklist=ticks, rights=True)
    vetting.cosign(change, by=somebody(FOCAL_POINT))


def page_of(row: Submission) -> PracticePage:
    if row.practice is None:
        raise BrokenContent(f"“{row.title}” was not published.")
    return PracticePage.objects.get(pk=row.practice.pk)


BRANCHES = {
    "draft": Branch("draft", asked_along),
    "withdrawn": Branch("draft", withdrawn),
    "locked": Branch("safeguarding", locked),
    "triage": Branch("triage", late),
    "declined": Branch("triage", declined),
    "changes": Branch("decision", sent_back),
    "apart": Branch("in_review", apart),
    "appealed": Branch("decision", appealed),
    "changing": Branch("published", changing),
    "suspended": Branch("published", hidden),
    "taken-down": Branch("published", taken_down),
    "archived": Branch("published", archived),
    "without-owner": Branch("published", without_owner),
    "offered": Branch("published", offered),
    "due": Branch("published", due),
    "overdue": Branch("published", overdue),
    "renewed": Branch("published", renewed),
    "ended": Branch("published", ended),
}
