"""Once a year each member says that they are still there."""

import re
from datetime import date

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from members.accounts.choices import Status
from members.people.models import Profile
from tests.work import work_off


@pytest.fixture
def on(time_machine):
    """Let the daily command and the worker run on a day, and return the letters of that day."""

    def run(day: str) -> list:
        time_machine.move_to(f"{day} 06:00 +0000", tick=False)
        before = len(mail.outbox)
        call_command("ask_to_confirm", verbosity=0)
        call_command("ask_to_confirm", verbosity=0)
        work_off()
        return mail.outbox[before:]

    return run


def link_in(letter) -> str:
    return re.search(r"https?://[^/\s]+(/account/confirm/\S+?/)(?=\s|\"|$)", letter.body).group(1)


def test_a_member_is_asked_after_a_year_and_one_click_keeps_them_for_another(client, make_member, on):
    member = make_member(confirmed_on=date(2026, 1, 1))
    assert on("2026-12-31") == []
    (letter,) = on("2027-01-01")
    assert letter.to == [member.email]
    link = link_in(letter)
    assert client.get(link).status_code == 200
    assert Profile.objects.get().confirmed_on == date(2026, 1, 1)  # opening alone changes nothing
    assert client.post(link).status_code == 200
    assert Profile.objects.get().confirmed_on == date(2027, 1, 1)
    assert on("2027-02-20") == [] and len(on("2028-01-02")) == 1


def test_a_link_works_once_and_a_forged_one_never(client, make_member, on):
    make_member(confirmed_on=date(2026, 1, 1))
    link = link_in(on("2027-01-02")[0])
    client.post(link)
    for dead in (link, link[:-3] + "xx/", "/account/confirm/nonsense/"):
        for response in (client.get(dead), client.post(dead)):
            assert response.status_code == 404 and "cannot be used" in response.content.decode()


def test_who_stays_silent_lapses_after_two_reminders_and_is_signed_out(client, make_member, on):
    member = make_member(confirmed_on=date(2026, 1, 1))
    client.force_login(member)
    assert [len(on(day)) for day in ("2027-01-01", "2027-01-10", "2027-01-15", "2027-01-29", "2027-02-11")] == [
        1, 0, 1, 1, 0,
    ]  # fmt: skip
    member.refresh_from_db()
    assert member.status == Status.APPROVED
    on("2027-02-12")
    member.refresh_from_db()
    assert member.status == Status.LAPSED and client.get("/account/").status_code == 302
    late = Client().post(link_in(mail.outbox[0]))
    assert late.status_code == 404


def test_the_last_reminder_still_keeps_who_answers(client, make_member, on):
    member = make_member(confirmed_on=date(2026, 1, 1))
    for day in ("2027-01-01", "2027-01-15"):
        on(day)
    (letter,) = on("2027-01-29")
    client.post(link_in(letter))
    assert on("2027-02-12") == []
    member.refresh_from_db()
    assert member.status == Status.APPROVED


def test_people_who_are_out_are_not_asked_and_a_member_without_a_date_begins_their_year(make_member, on):
    make_member(confirmed_on=date(2020, 1, 1), status=Status.SUSPENDED)
    make_member()
    assert on("2027-01-01") == []
    assert Profile.objects.filter(confirmed_on=date(2027, 1, 1)).count() == 1
