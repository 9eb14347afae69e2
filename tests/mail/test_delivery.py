"""Letters get away: once at least, never two that look like two, and with patience when a server has a bad day."""

import email
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from network_site.mail import delivery
from network_site.mail.delivery import deliver_due, forget_done, send_later, set_aside
from network_site.mail.kinds import KINDS, Kind
from network_site.mail.models import Letter, LetterState

from ..site import free_port
from ..work import work_off

KIND = "accounts/mail/written"
pytestmark = pytest.mark.django_db


def write(**more) -> Letter:
    values = {"subject": "A word", "text": "For you."}
    return send_later(KIND, **({"address": "reader@causeway.test", "values": values} | more))


def again(letter: Letter) -> Letter:
    """Some time later the worker comes by."""
    Letter.objects.filter(pk=letter.pk, state=LetterState.WAITING).update(next_at=timezone.now())
    deliver_due()
    letter.refresh_from_db()
    return letter


def test_a_letter_is_sent_and_neither_address_nor_words_stay():
    letter = write()
    work_off()
    letter.refresh_from_db()
    assert mail.outbox[0].to == ["reader@causeway.test"]
    assert (letter.state, letter.address, letter.values) == (LetterState.SENT, "", {})


def test_what_is_undone_sends_no_letter():
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    work_off()
    assert not Letter.objects.exists()
    assert not mail.outbox


def test_one_cause_writes_one_letter():
    assert write(once="cause") is not None
    assert write(once="cause") is None
    work_off()
    assert len(mail.outbox) == 1


def test_a_kind_that_nobody_named_is_refused_at_once():
    with pytest.raises(LookupError):
        send_later("nobody/knows", address="reader@causeway.test")


@pytest.mark.parametrize("mood", ["hang", "defer", "drop", "silent", "busy", "full", "turn down"])
def test_a_server_with_a_bad_day_gets_the_letter_later_under_the_same_number(sink, mood):
    sink.mood = mood
    letter, begun = write(), time.monotonic()
    work_off()
    assert time.monotonic() - begun < 4, "no server holds the worker longer than it may"
    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING
    assert letter.trouble
    assert "reader" not in letter.trouble
    assert timedelta(seconds=50) < letter.next_at - timezone.now() < timedelta(seconds=70)
    sink.mood = "take"
    assert again(letter).state == LetterState.SENT
    numbers = {email.message_from_string(text)["Message-ID"] for text in sink.taken}
    assert numbers == {f"<{letter.key}@localhost>"}
    assert len(sink.taken) == (2 if mood == "drop" else 1)


def test_where_no_server_is_there_the_letter_waits_for_one(sink, settings):
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    letter = write()
    work_off()
    letter.refresh_from_db()
    assert (letter.state, letter.trouble) == (LetterState.WAITING, "ConnectionRefusedError")
    settings.EMAIL_PORT = there
    assert again(letter).state == LetterState.SENT
    assert len(sink.taken) == 1


def test_a_server_is_waited_for_shorter_than_a_letter_is_held():
    assert timedelta(seconds=settings.EMAIL_TIMEOUT) * 10 < delivery.CLAIM


def test_an_address_that_a_server_refuses_for_good_is_set_aside_at_once_with_an_alarm(sink, caplog):
    heard = []

    def hear(sender, letter, **kwargs):
        heard.append(letter)

    set_aside.connect(hear)
    sink.mood = "refuse"
    letter = write()
    work_off()
    letter.refresh_from_db()
    assert (letter.state, heard) == (LetterState.SET_ASIDE, [letter])
    assert "set aside" in caplog.text
    assert "reader@causeway.test" not in caplog.text
    set_aside.disconnect(hear)


def test_waiting_grows_to_six_hours_and_ends_after_three_days(sink):
    sink.mood = "defer"
    letter, waits = write(), []
    for _time in range(12):
        again(letter)
        waits.append(round((letter.next_at - timezone.now()).total_seconds() / 60))
    assert waits[:4] == [1, 2, 4, 8]
    assert waits[-1] == 360
    Letter.objects.filter(pk=letter.pk).update(created_at=timezone.now() - delivery.GIVE_UP)
    assert again(letter).state == LetterState.SET_ASIDE


def test_a_process_that_ended_in_the_middle_leaves_a_letter_that_is_sent_later():
    letter = write()
    assert delivery.claimed(letter.pk) is not None
    assert delivery.claimed(letter.pk) is None, "nobody else takes what is held"
    work_off()
    assert not mail.outbox
    Letter.objects.filter(pk=letter.pk).update(next_at=timezone.now() - timedelta(seconds=1))
    assert deliver_due() == 1
    assert len(mail.outbox) == 1


def test_a_letter_that_may_not_be_sent_any_more_is_dropped(monkeypatch):
    monkeypatch.setitem(KINDS, KIND, Kind(KIND, lambda letter: None))
    letter = write()
    work_off()
    letter.refresh_from_db()
    assert (letter.state, letter.values, mail.outbox) == (LetterState.DROPPED, {}, [])


def test_a_fault_of_ours_loses_no_letter(monkeypatch):
    def fails(letter):
        raise ZeroDivisionError("with somebody's name in it")

    written = KINDS[KIND]
    monkeypatch.setitem(KINDS, KIND, Kind(KIND, fails))
    letter = write()
    work_off()
    letter.refresh_from_db()
    assert (letter.state, letter.trouble) == (LetterState.WAITING, "ZeroDivisionError")
    monkeypatch.setitem(KINDS, KIND, written)
    assert again(letter).state == LetterState.SENT


def test_a_letter_that_waits_is_tried_again_by_the_worker_itself(monkeypatch):
    def unwilling(self, messages):
        raise OSError

    monkeypatch.setattr(EmailBackend, "send_messages", unwilling)
    letter = write()
    work_off()
    letter.refresh_from_db()
    later = DBTaskResult.objects.get(run_after=letter.next_at)
    assert later.args_kwargs["args"] == [letter.pk]


def test_xss_11_a_letter_has_text_and_html_and_asks_no_other_place(client):
    write(values={"subject": "One\nBcc: other@causeway.test", "text": "<b>bold</b> http://localhost:8000/x/"})
    work_off()
    (message,) = mail.outbox
    assert message.subject == "One Bcc: other@causeway.test"
    html = message.alternatives[0][0]
    assert "&lt;b&gt;" in html
    assert "<img" not in html
    assert "stylesheet" not in html
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert not message.cc + message.bcc


def test_what_was_sent_a_month_ago_is_forgotten():
    letter = write()
    work_off()
    assert forget_done() == 0
    Letter.objects.filter(pk=letter.pk).update(done_at=timezone.now() - timedelta(days=31))
    assert forget_done() == 1


def test_the_command_says_what_it_did(capsys):
    from django.core.management import call_command

    write()
    call_command("deliver_letters")
    assert "1 letters tried" in capsys.readouterr().out


def test_what_was_set_aside_is_an_alarm_until_somebody_has_it_tried_again(sink):
    from django.core.management import call_command

    sink.mood = "refuse"
    write()
    work_off()
    with pytest.raises(SystemExit) as end:
        call_command("deliver_letters")
    assert end.value.code == 1
    sink.mood = "take"
    call_command("deliver_letters", "--again")
    assert Letter.objects.get().state == LetterState.SENT
