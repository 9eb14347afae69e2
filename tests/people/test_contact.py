"""Letters between members, without addresses."""

import pytest
from django.core import mail

from members.accounts.actions import set_status
from members.accounts.choices import Status
from members.people import contact
from members.people.models import ContactMessage, Profile
from tests.work import work_off

from .test_directory import same

NEVER = "/members/00000000-0000-4000-8000-000000000000/contact/"


@pytest.fixture
def reachable(make_member):
    return lambda name="Takes Letters", **more: make_member(name, listed=True, contactable=True, **more)


def path_to(user) -> str:
    return f"/members/{user.profile.key}/contact/"


def test_a_letter_reaches_its_reader_and_neither_learns_the_others_address(signed_in, make_member, reachable):
    sender, reader = make_member("Writes Letters"), reachable()
    response = signed_in(sender).post(path_to(reader), {"text": "How did you begin?"}, follow=True)
    work_off()
    (letter,) = mail.outbox
    everything = str(letter.message())
    assert letter.to == [reader.email] and "How did you begin?" in letter.body and "Writes Letters" in letter.body
    assert sender.email not in everything and not letter.reply_to and reader.email not in response.content.decode()
    assert f"/members/{sender.profile.key}/contact/" in letter.body
    assert list(ContactMessage.objects.values_list("text", flat=True)) == [""]


def test_the_reader_can_answer_even_who_is_not_listed(client, make_member, reachable):
    sender, reader = make_member("Not Listed"), reachable()
    client.force_login(reader)
    assert client.get(path_to(sender)).status_code == 404
    contact.write_to(reader.profile, sender=sender, text="How did you begin?")
    assert client.get(path_to(sender)).status_code == 200
    client.post(path_to(sender), {"text": "By listening."})
    work_off()
    assert mail.outbox[-1].to == [sender.email] and "By listening." in mail.outbox[-1].body


def test_who_takes_no_letters_looks_like_nobody(client, signed_in, make_member, reachable):
    closed = make_member("Takes None", listed=True)
    unlisted = make_member("Not Listed", contactable=True)
    gone = reachable("Gone", status=Status.LAPSED)
    writer = make_member()
    client = signed_in(writer)
    for one in (closed, unlisted, gone, writer):
        path = path_to(one)
        assert same(client.get(path), client.get(NEVER), path, NEVER)
        assert client.post(path, {"text": "Hello"}).status_code == 404
    assert client.get(path_to(reachable())).status_code == 200
    assert not ContactMessage.objects.exists()


def test_visitors_write_to_nobody(client, reachable):
    response = client.post(path_to(reachable()), {"text": "Hello"})
    assert response.status_code == 302 and not ContactMessage.objects.exists()


def test_rate_04_five_letters_a_day_and_three_an_hour_to_one(signed_in, make_member, reachable, time_machine):
    time_machine.move_to("2026-05-04 10:00 +0000")
    reader = reachable("Much Asked")
    for number in range(4):
        status = signed_in(make_member()).post(path_to(reader), {"text": f"Letter {number}"}).status_code
    assert status == 429
    sender = make_member()
    client = signed_in(sender)
    answers = [client.post(path_to(reachable()), {"text": "A letter"}).status_code for _number in range(6)]
    assert answers == [302] * 5 + [429]
    time_machine.move_to("2026-05-05 10:01 +0000")
    client.force_login(sender)
    assert client.post(path_to(reader), {"text": "A letter"}).status_code == 302


def test_the_same_letter_sent_twice_is_one_letter(signed_in, make_member, reachable):
    client, reader = signed_in(make_member()), reachable()
    for _twice in range(2):
        client.post(path_to(reader), {"text": "Once is enough"})
    work_off()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("what", ["sender", "reader", "refusal"])
def test_priv_08_rights_are_asked_again_when_a_letter_is_handed_over(make_member, reachable, manager, what):
    sender, reader = make_member(), reachable()
    contact.write_to(reader.profile, sender=sender, text="A letter")
    if what == "refusal":
        Profile.objects.filter(user=reader).update(contactable=False)
    else:
        set_status({"sender": sender, "reader": reader}[what], Status.SUSPENDED, by=manager)
    work_off()
    assert [letter for letter in mail.outbox if "A letter" in letter.body] == []
    assert ContactMessage.objects.get().text == ""


@pytest.mark.parametrize("text", ["", " \u200b ", "x" * 3001])
def test_an_empty_or_endless_letter_gets_a_sentence(signed_in, make_member, reachable, text):
    response = signed_in(make_member()).post(path_to(reachable()), {"text": text})
    assert response.status_code == 400 and not ContactMessage.objects.exists()
