"""Published practices stay alive, or say that they do not: asked in time, answered by a link, taken over, archived."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from members.accounts.actions import set_status
from members.accounts.choices import Status
from members.accounts.models import AuditEntry
from practices import renewal, stewards, submitting, vetting
from practices.choices import Freshness, Vetting
from practices.models import PracticePage, Renewal, Stewardship, Submission
from practices.moves import State
from practices.trust import freshness_of

from ..work import work_off
from .conftest import ACCEPT

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(make_submission, bring, editor):
    page = vetting.accept(bring(make_submission()), by=editor, **ACCEPT).practice
    work_off()
    mail.outbox.clear()
    return page


def left(page: PracticePage, days: int) -> PracticePage:
    """The same practice, so many days before its date."""
    PracticePage.objects.filter(pk=page.pk).update(valid_until=timezone.localdate() + timedelta(days=days))
    return PracticePage.objects.get(pk=page.pk)


def letters() -> list:
    call_command("ask_to_renew", verbosity=0)
    work_off()
    return mail.outbox


def link_in(letter) -> str:
    return re.search(r"/renew/\S+", letter.body)[0]


@pytest.mark.parametrize(("days", "number"), [(61, 0), (60, 1), (30, 1), (14, 1), (-1, 0)])
def test_an_owner_is_asked_before_the_date_and_no_sooner(practice, author, days, number):
    left(practice, days)
    assert len(letters()) == number
    if number:
        assert mail.outbox[0].to == [author.email]
        assert practice.title not in str(mail.outbox[0].message())


def test_twice_on_a_day_is_one_letter_and_the_second_date_brings_a_second(practice, time_machine):
    left(practice, 60)
    letters()
    assert len(letters()) == 1
    time_machine.move_to(timezone.now() + timedelta(days=47))
    assert len(letters()) == 2


def test_still_running_takes_one_press_without_a_password(practice, client):
    left(practice, 10)
    link = link_in(letters()[0])
    assert client.get(link).status_code == 200
    assert PracticePage.objects.get().valid_until == timezone.localdate() + timedelta(
        days=10
    )  # looking changes nothing
    assert client.post(link, {"answer": "running"}).status_code == 200
    page = PracticePage.objects.get()
    assert page.valid_until > timezone.localdate() + timedelta(days=700)
    assert page.confirmed_on == timezone.localdate()
    assert AuditEntry.objects.filter(action="practice-renewed").count() == 1
    assert client.get(link).status_code == client.post(link, {"answer": "wrong"}).status_code == 404


def test_what_an_editor_goes_on_from_says_the_same(practice, client, editor):
    left(practice, 10)
    practice.refresh_from_db()
    practice.save_revision(user=editor)
    client.post(link_in(letters()[0]), {"answer": "running"})
    assert PracticePage.objects.get().get_latest_revision_as_object().confirmed_on == timezone.localdate()


def test_ended_says_why_and_stays_readable(practice, client):
    left(practice, 10)
    link = link_in(letters()[0])
    assert client.post(link, {"answer": "ended", "why": " "}).status_code == 422
    client.post(link, {"answer": "ended", "why": "The money ran out."})
    text = client.get(practice.get_url()).content.decode()
    assert "The money ran out." in text
    assert PracticePage.objects.get().running_state == "ended"


def test_a_sentence_that_might_tell_who_somebody_is_is_not_shown(practice, client):
    left(practice, 10)
    link = link_in(letters()[0])
    answer = client.post(link, {"answer": "ended", "why": "Call her at +7 701 555 12 34, born 3 May 1994."})
    assert answer.status_code == 422
    assert "might tell who somebody is" in answer.content.decode()
    assert PracticePage.objects.get().running_state == "running"
    assert client.get(link).status_code == 200


def test_an_entry_without_names_does_not_tell_that_its_writer_left(practice, author):
    Submission.objects.update(anonymous=True)
    set_status(author, Status.LAPSED, by=None)
    letters()
    assert not PracticePage.objects.get().needs_owner


def test_what_editors_made_themselves_is_theirs_to_look_after(make_practice):
    make_practice(vetting="vetted")
    letters()
    assert not PracticePage.objects.get().needs_owner


def test_no_answer_is_one_sentence(practice, client):
    left(practice, 10)
    answer = client.post(link_in(letters()[0]), {"answer": "perhaps"})
    assert answer.status_code == 422
    assert "Choose one of the answers." in answer.content.decode()


def test_the_wrong_person_is_asked_no_more_and_the_practice_says_so(practice, client, author, make_member):
    left(practice, 60)
    client.post(link_in(letters()[0]), {"answer": "wrong"})
    page = PracticePage.objects.get()
    assert freshness_of(page) == Freshness.NO_OWNER
    assert "Nobody looks after this entry any more" in client.get(page.get_url()).content.decode()
    left(practice, 14)
    assert len(letters()) == 1
    member = Client()
    member.force_login(make_member())
    assert page.title in member.get("/needs-an-owner/").content.decode()


@pytest.mark.parametrize("token", ["x", "a:b:c", "ImEi:1uXYZ:forged", "0f6a2f0e-3c77-4f6f-9a3b-6d0d5b8f4c11:forged"])
def test_a_forged_link_is_a_missing_page(client, practice, token):
    assert (
        client.get(f"/renew/{token}/").status_code
        == client.post(f"/renew/{token}/", {"answer": "running"}).status_code
        == 404
    )


def test_a_link_dies_after_28_days_with_a_newer_one_and_with_the_right(practice, client, author, time_machine):
    left(practice, 60)
    first = link_in(letters()[0])
    time_machine.move_to(timezone.now() + timedelta(days=29))
    assert client.get(first).status_code == 404
    time_machine.move_to(timezone.now() + timedelta(days=18))
    second = link_in(letters()[1])
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    set_status(author, Status.SUSPENDED, by=None)
    assert client.get(second).status_code == 404


def test_the_link_is_the_same_however_often_it_is_worded(practice, client, time_machine):
    left(practice, 60)
    letters()
    row = Renewal.objects.get()
    first = renewal.token_of(row)
    time_machine.move_to(timezone.now() + timedelta(days=20))
    assert renewal.token_of(row) == first
    assert client.get(f"/renew/{first}/").status_code == 200


def test_who_is_no_member_gets_no_letter_and_the_practice_needs_somebody(practice, author):
    set_status(author, Status.LAPSED, by=None)
    left(practice, 60)
    assert letters() == []
    assert PracticePage.objects.get().needs_owner


def test_a_member_of_the_city_takes_it_over_and_may_change_it(practice, author, town, make_member, make_city, client):
    set_status(author, Status.LAPSED, by=None)
    letters()
    own, other = make_member(city=town), make_member(city=make_city("Oran", "FR"))
    page = PracticePage.objects.get()
    for nobody in (other, make_member()):
        client.force_login(nobody)
        assert "Take it over" not in client.get("/needs-an-owner/").content.decode()
        assert client.post("/needs-an-owner/", {"practice": page.pk}).status_code == 404
        with pytest.raises(PermissionDenied):
            stewards.take_over(page, by=nobody)
    assert not submitting.can_change(own, page)
    client.force_login(own)
    assert "Take it over" in client.get("/needs-an-owner/").content.decode()
    client.post("/needs-an-owner/", {"practice": page.pk})
    assert Stewardship.objects.get().user == own
    page = PracticePage.objects.get()
    assert not page.needs_owner
    assert submitting.can_change(own, page)
    assert stewards.take_over(page, by=own) == Stewardship.objects.get()
    left(page, 60)
    assert letters()[-1].to == [own.email]
    assert "somebody looks after every practice" in client.get("/needs-an-owner/").content.decode()


def test_a_withheld_place_is_not_told_by_who_may_take_it_over(practice, author, town, make_member, client):
    PracticePage.objects.update(place_withheld=True)
    set_status(author, Status.LAPSED, by=None)
    letters()
    client.force_login(make_member(city=town))
    assert "Take it over" not in client.get("/needs-an-owner/").content.decode()
    assert client.post("/needs-an-owner/", {"practice": practice.pk}).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "0", "99999999999999999"])
def test_taking_over_what_is_not_there_is_a_missing_page(client, home, make_member, key):
    client.force_login(make_member())
    assert client.post("/needs-an-owner/", {"practice": key}).status_code == 404


def test_the_board_is_for_members(client, home):
    assert client.get("/needs-an-owner/").status_code == 404


def test_after_a_year_the_archive_is_proposed_and_never_done_by_itself(practice, editor, client):
    left(practice, -364)
    client.force_login(editor)
    assert practice.title not in client.get("/desk/archive/").content.decode()
    left(practice, -366)
    letters()
    assert practice.title in client.get("/desk/archive/").content.decode()
    assert PracticePage.objects.get().vetting == Vetting.VETTED


def test_what_is_archived_stays_readable_and_leaves_lists_feeds_plain_search_and_sitemap(
    worker, practice, editor, client
):
    worker()
    lists = ("/practices/", "/feeds/practices.atom", "/sitemap-pages.xml", "/search/?q=door+evening")
    assert all(practice.slug in client.get(address).content.decode() for address in lists)
    desk = Client()
    desk.force_login(editor)
    assert desk.post("/desk/archive/", {"practice": practice.pk, "do": "archive", "note": " "}).status_code == 422
    desk.post("/desk/archive/", {"practice": practice.pk, "do": "archive", "note": "Nobody answers."})
    worker()
    assert not any(practice.slug in client.get(address).content.decode() for address in lists)
    assert "in the archive" in client.get(practice.get_url()).content.decode()
    for asked in ("/practices/?freshness=archived", "/search/?q=door&freshness=archived", "/search/?vetting=archived"):
        assert practice.slug in client.get(asked).content.decode()
    assert Submission.objects.get().state == State.ARCHIVED
    desk.post("/desk/archive/", {"practice": practice.pk, "do": "unarchive", "note": "Somebody does."})
    worker()
    assert all(practice.slug in client.get(address).content.decode() for address in lists)
    assert Submission.objects.get().state == State.PUBLISHED


def test_nobody_but_editors_archives(practice, author, guard, make_member, client):
    for nobody in (author, guard, make_member()):
        client.force_login(nobody)
        assert client.get("/desk/archive/").status_code == 404
        with pytest.raises(PermissionDenied):
            renewal.archive(practice.translation_key, by=nobody, note="Because.")
    with pytest.raises(PermissionDenied):
        renewal.unarchive(practice.translation_key, by=author, note="Because.")


@pytest.mark.parametrize(
    ("days", "fields", "state"),
    [
        (400, {}, "current"), (60, {}, "due"), (0, {}, "due"), (-1, {}, "overdue"), (-1, {"needs_owner": True}, "no-owner"),
        (400, {"vetting": "archived"}, "archived"), (400, {"vetting": "archived", "needs_owner": True}, "archived"),
    ],
)  # fmt: skip
def test_a_card_and_the_filter_say_the_same_of_freshness(practice, client, days, fields, state):
    PracticePage.objects.update(**fields)
    page = left(practice, days)
    assert freshness_of(page) == state
    for value in Freshness.values:
        shown = practice.slug in client.get(f"/practices/?freshness={value}").content.decode()
        assert shown == (value == state)


def test_the_board_asks_no_more_for_fifty(practice, make_practice, make_member, client, django_assert_max_num_queries):
    client.force_login(make_member())
    for count in (5, 45):
        for _number in range(count):
            make_practice(vetting="vetted", needs_owner=True)
        client.get("/needs-an-owner/")
        with django_assert_max_num_queries(12):
            client.get("/needs-an-owner/")


def test_an_answer_given_twice_at_once_is_one(practice):
    left(practice, 10)
    letters()
    row = Renewal.objects.get()
    renewal.answer(row, "running")
    assert renewal.answer(row, "wrong").answer == "running"
