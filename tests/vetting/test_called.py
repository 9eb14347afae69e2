"""Whoever has it next hears so: the city, the queue's editors, the editor who took it on. Nobody else does."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from members.accounts.roles import Role
from practices import assigning, calling, reviewing, submitting, vetting
from practices.remarks import say

from ..work import work_off
from .conftest import TICKS

pytestmark = pytest.mark.django_db


def told(person) -> str:
    """What stands among somebody's notices."""
    browser = Client()
    browser.force_login(person)
    return browser.get("/notices/").content.decode()


def handed_in(submission, author):
    return submitting.submit(submission, by=author, based_on=submission.revision, checklist=TICKS, rights=True)


def test_the_city_s_focal_point_hears_that_something_waits_until_it_is_answered(
    make_submission, author, make_member, town, make_city
):
    focal, elsewhere = (make_member(city=city, roles=[Role.FOCAL_POINT]) for city in (town, make_city("Lyon", "FR")))
    submission = handed_in(make_submission(), author)
    assert submission.title in told(focal)
    assert submission.title not in told(elsewhere)
    work_off()
    assert [message.to for message in mail.outbox] == [[focal.email]]
    assert submission.title not in str(mail.outbox[0].message())
    vetting.cosign(submission, by=focal)
    assert submission.title not in told(focal)


def test_an_entry_without_names_calls_no_city(make_submission, author, make_member, town):
    focal = make_member(city=town, roles=[Role.FOCAL_POINT])
    handed_in(make_submission(anonymous=True), author)
    assert not focal.notices.exists()


def test_the_desk_hears_once_a_day_that_something_waits(make_submission, bring, author, editor, guard):
    for number in range(3):
        handed_in(make_submission(f"Doors {number}"), author)
    work_off()
    assert [message.to for message in mail.outbox].count([guard.email]) == 1
    assert "Something waits on the desk." in told(guard)
    assert "Doors" not in told(guard)
    assert not editor.notices.exists()
    bring(make_submission("Another"), "triage")
    assert editor.notices.filter(kind="desk-waits").count() == 1


def test_an_empty_queue_is_no_news(make_submission, bring, editor):
    submission = bring(make_submission(), "triage")
    assert "Something waits on the desk." in told(editor)
    vetting.decline(submission, by=editor, note="Not our subject.")
    assert "Something waits on the desk." not in told(editor)


def test_the_editor_who_has_it_hears_of_answers_conflicts_and_the_last_review(
    make_submission, bring, editor, author, judges, make_member, make_reviewer, make_city
):
    submission = bring(make_submission(), "in_review")
    other = make_member(roles=[Role.EDITOR])

    def called() -> int:
        return editor.notices.filter(kind="desk-called").count()

    assert called() == 0
    say(submission, "The costs are per year.", by=author)
    assert called() == 1
    row = submission.assignments.get(reviewer=judges[0])
    reviewing.declare(row, by=judges[0], conflict=True)
    assert called() == 2
    say(submission, "Thank you.", by=editor)
    assert called() == 2
    assigning.assign(submission, make_reviewer(city=make_city("Amman", "JO")), by=editor)
    assert not other.notices.filter(kind="desk-called").exists()
    assert submission.title in told(editor)


def test_who_is_late_is_reminded_once(make_submission, bring, author, editor, judges, make_member, town, time_machine):
    judging = bring(make_submission("Judged"), "in_review")
    focal = make_member(city=town, roles=[Role.FOCAL_POINT])
    waiting = handed_in(make_submission("Waiting"), author)
    call_command("ask_to_renew", verbosity=0)
    assert (focal.notices.count(), judges[0].notices.count(), editor.notices.filter(kind="desk-called").count()) == (
        1,
        1,
        0,
    )
    time_machine.move_to(timezone.now() + timedelta(days=22))
    for _night in range(2):
        call_command("ask_to_renew", verbosity=0)
    assert focal.notices.filter(target=str(waiting.key)).count() == 2
    assert judges[0].notices.count() == 2
    assert editor.notices.filter(kind="desk-called", target=str(judging.key)).count() == 2
    vetting.cosign(waiting, by=focal)
    assert calling.remind() == 2


def test_it_is_told_as_soon_as_the_round_is_complete(make_submission, bring, editor):
    submission = bring(make_submission())
    assert editor.notices.filter(kind="desk-called").count() == 1
    vetting.decline(submission, by=editor, note="Too thin.")
    vetting.appeal(submission, by=submission.authorships.get().user, note="But…")
    assert editor.notices.filter(kind="desk-called").count() == 2
