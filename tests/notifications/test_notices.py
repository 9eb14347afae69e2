"""One place for what concerns somebody: theirs alone, told only while they may know it, by mail only that something happened."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from members.accounts.choices import Status
from members.notifications.actions import notify
from members.notifications.choices import MailList, Wish
from members.notifications.digests import send_digests
from members.notifications.kinds import KINDS, NoticeKind, Told
from members.notifications.models import Channel, Notice, Preference
from members.notifications.preferences import strictest
from network_site.mail.models import Letter, LetterState

from ..people.conftest import make_member, signed_in  # noqa: F401
from ..work import work_off

SECRET = "zanzibarry"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def known(monkeypatch):
    """What readers may be told; taking something out of it takes the right away."""
    open_to_readers = {
        "one": Told(f"News about {SECRET}.", f"The {SECRET} evening", "/one/"),
        "two": Told("More.", "Two", "/two/"),
    }

    def tell(user, targets):
        return {target: open_to_readers[target] for target in targets if target in open_to_readers}

    monkeypatch.setitem(KINDS, "asked", NoticeKind("asked", tell))
    monkeypatch.setitem(KINDS, "spoken", NoticeKind("spoken", tell, MailList.SPACES))
    return open_to_readers


@pytest.fixture
def reader(make_member):  # noqa: F811
    return make_member("A reader")


def shown(reader) -> str:
    browser = Client()
    browser.force_login(reader)
    return browser.get("/notices/").content.decode()


def test_a_notice_stands_in_one_place_and_its_mail_says_only_that_something_happened(known, reader):
    notice = notify("asked", reader, target="one", cause="a")
    work_off()
    assert SECRET in shown(reader)
    (message,) = mail.outbox
    assert SECRET not in str(message.message())
    assert f"/notices/{notice.key}/" in message.body


def test_one_cause_tells_somebody_once(known, reader):
    for _time in range(2):
        notify("asked", reader, target="one", cause="a")
    work_off()
    assert (Notice.objects.count(), len(mail.outbox)) == (1, 1)


def test_one_thing_is_one_line_however_often_it_happened(known, reader):
    for number in range(5):
        notify("asked", reader, target="one", cause=str(number))
    assert shown(reader).count('class="notice-line') == 1


def test_another_member_sees_and_opens_nothing_of_it(known, reader, make_member):  # noqa: F811
    notice = notify("asked", reader, target="one", cause="a")
    other, mine = Client(), Client()
    other.force_login(make_member("Somebody else"))
    mine.force_login(reader)
    assert SECRET not in other.get("/notices/").content.decode()
    assert other.get(f"/notices/{notice.key}/").status_code == 404
    assert mine.get(f"/notices/{notice.key}/")["Location"] == "/one/"
    other.post("/notices/", {"notice": str(notice.key)})
    notice.refresh_from_db()
    assert notice.read_at is None


def test_priv_08_who_lost_the_right_is_neither_told_nor_counted_nor_mailed(known, reader):
    notice = notify("asked", reader, target="one", cause="a")
    del known["one"]
    work_off()
    assert not mail.outbox
    assert Letter.objects.get().state == LetterState.DROPPED
    assert SECRET not in shown(reader)
    browser = Client()
    browser.force_login(reader)
    assert browser.get("/notices/count/").json() == {"unread": 0}
    assert browser.get(f"/notices/{notice.key}/").status_code == 404


def test_priv_08_a_member_who_lapsed_meanwhile_gets_no_mail(known, reader):
    notify("asked", reader, target="one", cause="a")
    reader.status = Status.LAPSED
    reader.save()
    work_off()
    assert not mail.outbox
    assert notify("asked", reader, target="two", cause="b") is None


def test_what_was_read_before_the_mail_went_is_not_mailed(known, reader):
    notify("asked", reader, target="one", cause="a")
    browser = Client()
    browser.force_login(reader)
    browser.post("/notices/", {"all": "1"})
    work_off()
    assert not mail.outbox


def test_reading_is_marked_line_by_line_or_all_at_once_and_never_by_looking(known, reader):
    one, _two = (notify("asked", reader, target=target, cause=target) for target in ("one", "two"))
    browser = Client()
    browser.force_login(reader)
    browser.get("/notices/")
    browser.get(f"/notices/{one.key}/")
    assert browser.get("/notices/count/").json() == {"unread": 2}
    assert browser.post("/notices/", {"notice": str(one.key)}, headers={"X-Quietly": "1"}).status_code == 204
    assert browser.get("/notices/count/").json() == {"unread": 1}
    browser.post("/notices/", {"notice": ["no key", "", "\x00"]})
    browser.post("/notices/", {"all": "1"})
    assert browser.get("/notices/count/").json() == {"unread": 0}
    assert SECRET in browser.get("/notices/").content.decode()


@pytest.mark.parametrize(
    ("place", "own", "mails"),
    [("at_once", "at_once", 1), ("weekly", "at_once", 0), ("at_once", "weekly", 0), ("at_once", "never", 0)],
)
def test_the_quieter_of_two_wishes_holds(known, reader, place, own, mails):
    Channel.objects.create(user=reader, name=MailList.SPACES, wish=own)
    notice = notify("spoken", reader, target="one", cause="a", wish=Wish(place))
    work_off()
    assert len(mail.outbox) == mails
    assert notice.mail == strictest(Wish(place), Wish(own))


def test_what_is_asked_of_somebody_is_not_muted(known, reader):
    for name in MailList:
        Channel.objects.create(user=reader, name=name, wish=Wish.NEVER)
    notify("asked", reader, target="one", cause="a")
    work_off()
    assert len(mail.outbox) == 1
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_priv_10_one_post_without_signing_in_stops_one_list_and_opening_the_link_stops_none(known, reader):
    Channel.objects.create(user=reader, name=MailList.SPACES, wish=Wish.AT_ONCE)
    notify("spoken", reader, target="one", cause="a")
    work_off()
    heads = mail.outbox[0].extra_headers
    assert heads["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = "/" + heads["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    stranger = Client(enforce_csrf_checks=True)
    page = stranger.get(address)
    assert page.status_code == 200
    assert reader.email not in page.content.decode()
    assert Channel.objects.get(name=MailList.SPACES).wish == Wish.AT_ONCE
    assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Channel.objects.get(name=MailList.SPACES).wish == Wish.NEVER
    assert stranger.post(f"/notices/stop/{uuid4()}/").status_code == 404
    notify("spoken", reader, target="two", cause="b")
    work_off()
    assert len(mail.outbox) == 1


def weekly(reader, **more) -> None:
    notify("spoken", reader, target="one", cause="a", wish=Wish.WEEKLY, **more)
    Notice.objects.update(created_at=MONDAY - timedelta(hours=1))


def test_con_06_once_a_week_one_mail_on_the_day_and_in_the_morning_of_the_reader(known, reader):
    weekly(reader)
    assert send_digests(MONDAY - timedelta(days=1)) == 0
    assert send_digests(MONDAY - timedelta(hours=4)) == 0
    assert send_digests(MONDAY) == 1
    assert send_digests(MONDAY + timedelta(hours=2)) == 0
    work_off()
    (message,) = mail.outbox
    assert SECRET not in str(message.message())
    assert "List-Unsubscribe" in message.extra_headers


def test_the_week_has_the_day_the_zone_and_the_language_one_chose(known, reader):
    weekly(reader)
    Preference.objects.create(user=reader, language="fr", time_zone="Asia/Almaty", digest_day=1)
    assert send_digests(MONDAY) == 0  # Monday afternoon there
    assert send_digests(MONDAY + timedelta(hours=16)) == 0  # six on Tuesday morning there
    assert send_digests(MONDAY + timedelta(hours=18)) == 1
    work_off()
    assert "à dessein" in mail.outbox[0].body


def test_priv_08_a_week_in_which_everything_was_taken_back_sends_nothing(known, reader):
    weekly(reader)
    assert send_digests(MONDAY) == 1
    del known["one"]
    work_off()
    assert not mail.outbox


def test_a_week_without_news_sends_nothing(known, reader):
    assert send_digests(MONDAY) == 0


def test_a_member_chooses_how_to_hear_and_a_wrong_answer_gets_a_sentence(reader):
    browser = Client()
    browser.force_login(reader)
    values = {
        "language": "ar",
        "time_zone": "Africa/Nairobi",
        "digest_day": "4",
        "spaces": "never",
        "following": "weekly",
    }
    assert browser.post("/notices/settings/", values).status_code == 302
    kept = Preference.objects.get(user=reader)
    assert (kept.language, kept.time_zone, kept.digest_day) == ("ar", "Africa/Nairobi", 4)
    assert Channel.objects.get(user=reader, name=MailList.SPACES).wish == Wish.NEVER
    answer = browser.post("/notices/settings/", values | {"time_zone": "Nowhere/Land"})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_nobody_but_members_has_notices(client, make_member):  # noqa: F811
    for address in ("/notices/", "/notices/settings/"):
        assert client.get(address).status_code == 302
    assert client.get("/notices/count/").status_code == 404
    client.force_login(make_member(status=Status.LAPSED))
    assert client.get("/notices/").status_code == 302
    assert client.get("/notices/count/").status_code == 404


def test_an_empty_place_says_what_will_stand_there(reader):
    assert "Nothing yet" in shown(reader)


@pytest.mark.parametrize("count", [5, 50])
def test_the_place_asks_as_much_with_fifty_as_with_five(known, reader, django_assert_max_num_queries, count):
    for number in range(count):
        notify("asked", reader, target="one", cause=str(number))
    browser = Client()
    browser.force_login(reader)
    browser.get("/notices/")
    with django_assert_max_num_queries(12):
        browser.get("/notices/")


def test_a_letter_s_time_is_kept_until_half_a_year(known, reader):
    notify("asked", reader, target="one", cause="a")
    Notice.objects.update(created_at=timezone.now() - timedelta(days=181))
    from members.notifications.digests import forget_old_notices

    assert forget_old_notices() == 1


def test_administrators_are_told_on_the_site_of_mail_that_nobody_takes_and_others_are_not(reader, make_member):  # noqa: F811
    from members.accounts.roles import Role
    from network_site.mail.delivery import send_later, set_aside

    admin = make_member(roles=[Role.ADMINISTRATOR])
    letter = send_later("accounts/mail/written", address="x@causeway.test")
    set_aside.send(Letter, letter=letter)
    assert "could not be delivered" in shown(admin)
    assert "could not be delivered" not in shown(reader)
