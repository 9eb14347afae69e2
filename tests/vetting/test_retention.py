"""What nobody needs any more is forgotten, after notice, and without a word of it in the log."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from members.accounts.actions import set_status
from members.accounts.audit import AuditEntry
from members.accounts.choices import Status
from practices import submitting, vetting
from practices.models import Submission
from practices.retention import DECLINED_DAYS, DRAFT_DAYS, NOTICE_DAYS

from ..work import work_off
from .conftest import write_along

pytestmark = pytest.mark.django_db


def forget(days: int) -> None:
    """The nightly command, so many days from now."""
    with time_machine.travel(timezone.now() + datetime.timedelta(days=days, hours=1)):
        call_command("forget_old_submissions", verbosity=0)
        work_off()


def letters() -> list[list[str]]:
    return [letter.to for letter in mail.outbox]


def test_a_draft_that_nobody_touches_is_announced_and_two_weeks_later_deleted(make_submission, author):
    draft = make_submission()
    forget(DRAFT_DAYS - NOTICE_DAYS - 1)
    assert letters() == []
    forget(DRAFT_DAYS - NOTICE_DAYS)
    forget(DRAFT_DAYS - NOTICE_DAYS)
    assert letters() == [[author.email]]
    assert draft.title not in str(mail.outbox[0].message())
    assert str(draft.key) in mail.outbox[0].body
    forget(DRAFT_DAYS - 1)
    assert Submission.objects.exists()
    forget(DRAFT_DAYS)
    forget(DRAFT_DAYS)
    assert not Submission.objects.exists()


def test_a_draft_is_never_deleted_without_notice_however_late_the_command_comes(make_submission):
    make_submission()
    forget(400)
    assert Submission.objects.exists()
    assert len(mail.outbox) == 1
    forget(400 + NOTICE_DAYS)
    assert not Submission.objects.exists()


def test_any_change_begins_the_time_anew(make_submission, author):
    draft = make_submission()
    forget(DRAFT_DAYS - NOTICE_DAYS)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=DRAFT_DAYS - 2)):
        submitting.save(draft, {"problem": "Still there."}, by=author, based_on=draft.revision)
    forget(DRAFT_DAYS + 5)
    assert Submission.objects.exists()
    forget(2 * DRAFT_DAYS - NOTICE_DAYS)
    assert len(mail.outbox) == 2
    assert Submission.objects.exists()


def test_everybody_who_writes_is_told_and_whoever_left_is_not(make_submission, author, make_member):
    friend, gone = make_member(), make_member()
    draft = make_submission()
    for one in (friend, gone):
        write_along(draft, one, by=author)
    work_off()
    mail.outbox.clear()
    set_status(gone, Status.SUSPENDED, by=None)
    forget(DRAFT_DAYS - NOTICE_DAYS)
    assert sorted(letters()) == sorted([[author.email], [friend.email]])


def test_what_was_handed_in_is_no_draft(make_submission, bring, author, editor):
    waiting = bring(make_submission("Waits"), "triage")
    asked = vetting.ask_changes(bring(make_submission("Asked"), "triage"), by=editor, note="More, please.")
    mail.outbox.clear()
    forget(400)
    forget(500)
    assert set(Submission.objects.all()) == {waiting, asked}


def test_what_was_declined_goes_after_ninety_days_and_not_while_an_appeal_is_open(make_submission, bring, editor):
    vetting.decline(bring(make_submission()), by=editor, note="Too thin.")
    forget(DECLINED_DAYS - 1)
    assert Submission.objects.exists()
    forget(DECLINED_DAYS)
    assert not Submission.objects.exists()


def test_the_log_keeps_that_it_was_deleted_and_no_word_of_it(make_submission):
    draft = make_submission()
    forget(400)
    forget(400 + NOTICE_DAYS)
    announced, forgotten = AuditEntry.objects.filter(thing_id=str(draft.key), action__startswith="submission").order_by(
        "pk"
    )
    assert (announced.action, forgotten.action, forgotten.result) == (
        "submission-announced",
        "submission-forgotten",
        "draft",
    )
    assert (forgotten.actor, forgotten.facts) == ("", {})
