"""Coming in: by asking, by invitation, and by no other way."""

import re

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from members.accounts.choices import Status
from members.accounts.models import User
from members.accounts.roles import Role
from members.people import joining
from members.people.choices import RequestState
from members.people.models import Invitation, JoinRequest
from tests.work import work_off

from .test_directory import plain, same

PASSWORD = "nine herons over a slow river"


@pytest.fixture
def asking(make_city):
    """What somebody writes into the form, for the city of Aktau."""
    city = make_city("Aktau")
    return {
        "address": "new@people.test", "name": "A New Byline", "city": city.pk, "organisation": "",
        "function": "Youth worker", "why": "I would like to learn from others.",
    }  # fmt: skip


@pytest.fixture
def point(make_member, asking):
    """Aktau's focal point."""
    return make_member("The point", city_id=asking["city"], roles=[Role.FOCAL_POINT])


def link_in(letter) -> str:
    return re.search(r"https?://[^/\s]+(/join/[\w-]{40,}/)", letter.body).group(1)


def ask(client, asking, **changes):
    return client.post("/join/", asking | changes)


def invited(by, address="new@people.test", city=None) -> str:
    """Invite, let the worker write the letter, and return the link in it."""
    joining.invite(address, city, by=by)
    work_off()
    return link_in(mail.outbox[-1])


def accept(client, link, password=PASSWORD, **changes):
    return client.post(link, {"name": "A New Byline", "password": password, "again": password} | changes)


def test_a_request_is_approved_and_its_person_sets_a_password_and_is_a_member(client, asking, manager):
    assert ask(client, asking).status_code == 302
    request = JoinRequest.objects.get()
    assert not User.objects.filter(email="new@people.test").exists()
    joining.approve(request, by=manager)
    joining.approve(request, by=manager)
    work_off()
    assert len(mail.outbox) == 1 and mail.outbox[0].to == ["new@people.test"]
    link = link_in(mail.outbox[0])
    assert "A New Byline" in client.get(link).content.decode()
    assert accept(client, link).status_code == 302
    user = User.objects.get(email="new@people.test")
    assert user.status == Status.APPROVED and user.check_password(PASSWORD)
    assert (user.profile.city_id, user.profile.function, user.profile.listed) == (asking["city"], "Youth worker", False)


def test_auth_18_a_request_alone_lets_nobody_in(client, asking):
    ask(client, asking)
    work_off()
    assert not User.objects.filter(email=asking["address"]).exists() and not mail.outbox


def test_a_declined_person_gets_the_reason_and_no_link(client, asking, manager):
    ask(client, asking)
    for _twice in range(2):
        joining.decline(JoinRequest.objects.get(), by=manager, reason="We know no such office.")
    joining.approve(JoinRequest.objects.get(), by=manager)
    work_off()
    assert len(mail.outbox) == 1 and "We know no such office." in mail.outbox[0].body
    assert "/join/" not in mail.outbox[0].body and not Invitation.objects.exists()


def test_the_focal_point_decides_for_their_own_city_and_for_no_other(client, asking, make_city, make_member, point):
    other = make_member(city=make_city("Oran", "FR"), roles=[Role.FOCAL_POINT])
    ask(client, asking)
    request = JoinRequest.objects.get()
    for nobody in (other, make_member(city_id=asking["city"]), make_member(roles=[Role.EDITOR])):
        with pytest.raises(PermissionDenied):
            joining.approve(request, by=nobody)
        with pytest.raises(PermissionDenied):
            joining.decline(request, by=nobody, reason="No.")
    joining.approve(request, by=point)
    assert JoinRequest.objects.get().state == RequestState.APPROVED


def test_the_queue_shows_each_what_they_decide_and_to_others_it_is_not_there(
    client, asking, make_city, make_member, manager, point
):
    ask(client, asking)
    request = JoinRequest.objects.get()
    page = f"/members/manage/requests/{request.key}/"
    for one in (manager, point):
        client.force_login(one)
        assert "A New Byline" in client.get("/members/manage/").content.decode()
        assert client.get(page).status_code == 200
    other = make_member(city=make_city("Oran", "FR"), roles=[Role.FOCAL_POINT])
    client.force_login(other)
    assert "A New Byline" not in client.get("/members/manage/").content.decode()
    never = "/members/manage/requests/00000000-0000-4000-8000-000000000000/"
    assert same(client.get(page), client.get(never), page, never)
    for nobody in (make_member(city_id=asking["city"]), make_member(roles=[Role.EDITOR, Role.REVIEWER])):
        client.force_login(nobody)
        assert client.get("/members/manage/").status_code == client.get(page).status_code == 404
    client.logout()
    assert client.get("/members/manage/").status_code == client.get(page).status_code == 404


def test_addresses_in_the_queue_are_masked_until_somebody_asks_and_that_is_written_down(client, asking, manager):
    from members.accounts.models import AuditEntry

    ask(client, asking)
    client.force_login(manager)
    page = f"/members/manage/requests/{JoinRequest.objects.get().key}/"
    for path in (page, "/members/manage/"):
        text = client.get(path).content.decode()
        assert "n•••@p•••.test" in text and asking["address"] not in text
    before = AuditEntry.objects.filter(actor=str(manager.key)).count()
    assert asking["address"] in client.post(page, {"do": "reveal"}).content.decode()
    assert AuditEntry.objects.filter(actor=str(manager.key)).count() == before + 1


@pytest.mark.parametrize("status", list(Status))
def test_auth_10_asking_answers_the_same_whether_or_not_the_address_is_known(client, asking, make_member, status):
    known = make_member(status=status).email
    one, other = ask(client, asking), ask(client, asking, address=known)
    assert (one.status_code, one["Location"]) == (other.status_code, other["Location"])
    assert one.cookies.keys() == other.cookies.keys()


def test_a_member_who_asks_again_is_told_by_mail_only(client, asking, make_member, manager):
    member = make_member()
    ask(client, asking, address=member.email.upper())
    work_off()
    assert [letter.to for letter in mail.outbox] == [[member.email]]
    client.force_login(manager)
    assert "A New Byline" not in client.get("/members/manage/").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"address": "not an address"}, "valid email"),
        ({"city": "", "organisation": ""}, "Choose your city"),
        ({"city": "777777"}, "Select a valid choice"),
        ({"why": "x" * 1001}, "1000"),
        ({"name": "\u200b\u202e"}, "required"),
    ],
)
def test_a_request_that_cannot_be_read_gets_a_sentence_and_is_not_kept(client, asking, changes, words):
    response = ask(client, asking, **changes)
    assert response.status_code == 400 and words in response.content.decode()
    assert not JoinRequest.objects.exists()


def test_xss_12_what_nobody_can_see_is_taken_out_of_names(client, asking):
    ask(client, asking, name="Good\u202egnitset \u200b\x07Byline", why="One\u2066.\r\nTwo")
    request = JoinRequest.objects.get()
    assert (request.name, request.why) == ("Goodgnitset Byline", "One.\nTwo")


def test_rate_04_an_hour_takes_so_many_requests_and_says_when_it_is_full(client, asking, monkeypatch):
    monkeypatch.setattr(joining, "REQUESTS_AN_HOUR", 2)
    for number in range(3):
        response = ask(client, asking, address=f"new{number}@people.test")
    assert response.status_code == 429 and "in an hour" in response.content.decode()
    with time_machine.travel(timezone.now() + timezone.timedelta(hours=1, minutes=1)):
        assert ask(client, asking, address="late@people.test").status_code == 302


def test_auth_17_a_link_works_once_and_all_dead_links_get_the_same_page(client, make_member, manager):
    used, revoked = invited(manager, "one@people.test"), invited(manager, "two@people.test")
    old, member = invited(manager, "three@people.test"), invited(manager, "four@people.test")
    assert accept(client, used).status_code == 302
    joining.revoke(Invitation.objects.get(address="two@people.test"), by=manager)
    Invitation.objects.filter(address="three@people.test").update(expires_at=timezone.now())
    User.objects.create_user("four@people.test", PASSWORD)
    forged = f"/join/{'A' * 43}/"
    client = Client()
    reference = plain(client.get(forged), forged)
    for link in (used, revoked, old, member, forged):
        for response in (client.get(link), accept(client, link)):
            assert response.status_code == 404 and plain(response, link) == reference
    assert User.objects.filter(email__in=["two@people.test", "three@people.test"]).count() == 0


def test_auth_17_the_inviters_right_is_asked_again_when_the_link_is_used(client, asking, make_member, point):
    from members.cities.models import City

    city = City.objects.get(pk=asking["city"])
    link = invited(point, city=city)
    assert client.get(link).status_code == 200
    point.groups.clear()
    assert client.get(link).status_code == accept(client, link).status_code == 404
    assert not User.objects.filter(email="new@people.test").exists()


def test_auth_17_the_secret_is_long_and_only_its_hash_is_kept(manager):
    link = invited(manager)
    token = link.strip("/").split("/")[-1]
    invitation = Invitation.objects.get()
    assert len(token) >= 43 and token not in str(vars(invitation))
    assert invitation.expires_at - invitation.created_at >= timezone.timedelta(days=13, hours=23)


def test_an_invitation_is_for_14_days(client, manager):
    link = invited(manager)
    with time_machine.travel(timezone.now() + timezone.timedelta(days=13, hours=23)):
        assert client.get(link).status_code == 200
    with time_machine.travel(timezone.now() + timezone.timedelta(days=14, minutes=1)):
        assert client.get(link).status_code == 404


@pytest.mark.parametrize("status", [s for s in Status if s != Status.LAPSED])
def test_auth_17_inviting_a_known_address_looks_the_same_and_sends_nothing(client, make_member, manager, status):
    known = make_member(status=status).email
    client.force_login(manager)
    answers = [client.post("/members/manage/invite/", {"address": a}) for a in ("new@people.test", known)]
    assert [(a.status_code, a["Location"]) for a in answers] == [(302, "/members/manage/")] * 2
    page = client.get("/members/manage/").content.decode()
    assert page.count("n•••@p•••.test") and page.count("p•••@p•••.test")
    work_off()
    assert [letter.to for letter in mail.outbox] == [["new@people.test"]]


def test_a_lapsed_member_comes_back_by_invitation(client, make_member, manager):
    lapsed = make_member("Was Here", status=Status.LAPSED)
    assert accept(client, invited(manager, lapsed.email)).status_code == 302
    lapsed.refresh_from_db()
    assert lapsed.status == Status.APPROVED and lapsed.check_password(PASSWORD)


def test_a_focal_point_invites_into_their_city_only(client, asking, make_city, point):
    other = make_city("Oran", "FR")
    client.force_login(point)
    refused = client.post("/members/manage/invite/", {"address": "new@people.test", "city": other.pk})
    assert refused.status_code == 400 and not Invitation.objects.exists()
    client.post("/members/manage/invite/", {"address": "new@people.test", "city": asking["city"]})
    assert Invitation.objects.get().city_id == asking["city"]
    with pytest.raises(PermissionDenied):
        joining.invite("more@people.test", other, by=point)
    with pytest.raises(PermissionDenied):
        joining.invite("more@people.test", None, by=point)


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("short", "short", "too short"),
        (PASSWORD, PASSWORD + "x", "not the same"),
        ("x" * 1_000_000, "x" * 1_000_000, "at most"),
        ("password1234", "password1234", "common"),
    ],
)
def test_a_password_that_cannot_be_taken_gets_a_sentence(client, manager, password, again, words):
    link = invited(manager)
    response = accept(client, link, password, again=again)
    assert response.status_code == 400 and words in response.content.decode()
    assert not User.objects.filter(email="new@people.test").exists()
    assert accept(client, link).status_code == 302


def test_old_requests_are_forgotten(client, asking, make_member, manager, time_machine):
    from django.core.management import call_command

    time_machine.move_to("2026-05-04 10:00 +0000")
    ask(client, asking)
    ask(client, asking, address="waits@people.test")
    ask(client, asking, address=make_member().email)
    joining.decline(JoinRequest.objects.get(address=asking["address"]), by=manager, reason="No.")
    for day, left in (("2026-05-04 11:00", 3), ("2026-05-06 10:00", 2), ("2027-05-06 10:00", 1)):
        time_machine.move_to(f"{day} +0000")
        call_command("ask_to_confirm", verbosity=0)
        assert JoinRequest.objects.count() == left


def test_rate_04_invitations_have_a_ceiling_for_each_and_for_all(manager, monkeypatch):
    monkeypatch.setattr(joining, "INVITATIONS_A_DAY", 2)
    for number in range(2):
        joining.invite(f"new{number}@people.test", None, by=manager)
    joining.invite("new1@people.test", None, by=manager)  # the same again is the same
    with pytest.raises(joining.TooMany):
        joining.invite("more@people.test", None, by=manager)
    monkeypatch.setattr(joining, "INVITATIONS_A_DAY", 30)
    monkeypatch.setattr(joining, "INVITATIONS_OF_ALL_A_DAY", 2)
    with pytest.raises(joining.TooMany):
        joining.invite("more@people.test", None, by=manager)


def test_what_waits_in_the_queue_of_letters_holds_no_secret_and_no_words(client, asking, make_member, manager):
    from django_tasks_db.models import DBTaskResult

    ask(client, asking)
    ask(client, asking, address="other@people.test")
    joining.approve(JoinRequest.objects.get(address=asking["address"]), by=manager)
    joining.decline(JoinRequest.objects.get(address="other@people.test"), by=manager, reason="A delicate reason")
    work_off()
    queue = str(list(DBTaskResult.objects.values_list("args_kwargs", "return_value")))
    assert "people.test" not in queue and "delicate" not in queue
    assert link_in(mail.outbox[0]).strip("/").split("/")[-1] not in queue


def notices_of(user) -> str:
    browser = Client()
    browser.force_login(user)
    return browser.get("/notices/").content.decode()


def test_who_decides_hears_once_a_day_that_somebody_waits_and_never_who(
    client, asking, manager, point, make_city, make_member
):
    elsewhere = make_member("Another point", city=make_city("Lille", "FR"), roles=[Role.FOCAL_POINT])
    ask(client, asking)
    ask(client, asking, address="second@people.test")
    work_off()
    told = {letter.to[0] for letter in mail.outbox}
    assert told == {manager.email, point.email}
    assert len(mail.outbox) == 2
    assert not any(word in str(letter.message()) for letter in mail.outbox for word in ("A New Byline", "new@people"))
    assert "Somebody asks to join" in notices_of(manager)
    assert "Somebody asks to join" not in notices_of(elsewhere)


def test_once_nobody_waits_the_notice_is_gone(client, asking, manager):
    ask(client, asking)
    work_off()
    joining.decline(JoinRequest.objects.get(), by=manager, reason="Not this time.")
    assert "Somebody asks to join" not in notices_of(manager)
