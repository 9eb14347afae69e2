"""Who registered hears what concerns them, in their own time, once, and no letter says of what."""

import datetime
from datetime import UTC

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.attending import cancel
from events.models import Attendee, Takeaway
from events.organising import decline
from events.reminding import forget_attendees, remind
from members.notifications.models import Notice, Preference

from ...work import work_off
from .conftest import in_days, publish, registers, told

MOVED = "The time or the place of an event of yours has changed."
OFF = "An event of yours does not take place."
TOMORROW = "An event for which you registered is tomorrow."
RECORD = "The record of an event for which you registered is there."


def test_no_letter_says_of_which_event(make_coming, anna, organiser):
    event = make_coming("Zanzibarry evening", registration="approval", place="Zanzibarry hall")
    registers(event, anna)
    work_off()
    decline(Attendee.objects.get(), by=organiser, words="Zanzibarry is full.")
    work_off()
    assert {letter.to[0] for letter in mail.outbox} >= {organiser.email, anna.email}
    assert not any("zanzibarry" in str(letter.message()).lower() for letter in mail.outbox)


def test_a_new_time_is_told_to_each_once(event, anna, ben):
    registers(event, anna)
    publish(event, starts_on=in_days(12))
    publish(event)
    assert told(anna).count(MOVED) == 1
    assert Notice.objects.filter(user=anna, kind="event-changed").count() == 1
    assert told(ben) == []


def test_words_that_change_on_the_page_are_no_news(event, anna):
    registers(event, anna)
    publish(event, agenda="14:00 Welcome")
    assert MOVED not in told(anna)


def test_that_it_does_not_take_place_is_told_and_that_it_was_taken_away_without_its_name(event, anna):
    registers(event, anna)
    page = publish(event, called_off=True)
    assert OFF in told(anna)
    page.unpublish()
    assert told(anna) == ["An event of yours was taken from the site."]


def test_who_cancelled_hears_no_more(event, anna):
    registers(event, anna)
    cancel(event.translation_key, by=anna)
    publish(event, called_off=True)
    assert told(anna) == []


def test_what_happened_meanwhile_is_asked_again_when_the_letter_goes(event, anna):
    registers(event, anna)
    cancel(event.translation_key, by=anna)
    work_off()
    assert mail.outbox == []


def at(event, day: int, hour: int) -> datetime.datetime:
    return datetime.datetime.combine(in_days(day), datetime.time(hour), UTC)


def test_the_day_before_who_is_registered_is_reminded_once(event, anna, ben):
    registers(event, anna, ben)
    cancel(event.translation_key, by=ben)
    for day, hour, expected in ((8, 12, 0), (9, 6, 0), (9, 8, 1), (9, 9, 1)):
        with time_machine.travel(at(event, day, hour), tick=False):
            call_command("remind_of_events", verbosity=0)
            assert told(anna).count(TOMORROW) == expected
    assert told(ben) == []


def test_tomorrow_is_where_the_reader_is(make_coming, anna, ben):
    """An event at one in the morning in Paris is the day before in Bogotá."""
    event = make_coming(time_zone="Europe/Paris", starts_at=datetime.time(1))
    Preference.objects.create(user=ben, time_zone="America/Bogota")
    Preference.objects.create(user=anna, time_zone="Europe/Paris")
    registers(event, anna, ben)
    with time_machine.travel(at(event, 8, 14), tick=False):
        remind()
        assert (told(anna).count(TOMORROW), told(ben).count(TOMORROW)) == (0, 1)
    with time_machine.travel(at(event, 9, 14), tick=False):
        remind()
        assert told(anna).count(TOMORROW) == 1


def test_of_an_event_called_off_nobody_is_reminded(event, anna):
    registers(event, anna)
    publish(event, called_off=True)
    with time_machine.travel(at(event, 9, 8), tick=False):
        assert remind() == 0


def test_that_the_record_is_there_is_told_once_it_has_takeaways(event, anna):
    registers(event, anna)
    with time_machine.travel(at(event, 12, 8), tick=False):
        page = publish(event, place="Hall")
        assert RECORD not in told(anna)
        page.takeaways.add(Takeaway(headline="Begin early."))
        page.save_revision().publish()
        publish(page, agenda="Done")
        assert told(anna).count(RECORD) == 1
        assert Notice.objects.filter(user=anna, kind="event-record").count() == 1


@pytest.mark.parametrize(("days", "left"), [(20, {"registered", "cancelled"}), (50, {"registered"}), (400, set())])
def test_who_took_part_is_forgotten_after_a_year_and_who_did_not_after_a_month(event, anna, ben, days, left):
    registers(event, anna, ben)
    cancel(event.translation_key, by=ben)
    forget_attendees(in_days(10 + days))
    assert set(Attendee.objects.values_list("state", flat=True)) == left


def test_with_an_event_that_is_deleted_its_attendees_are_forgotten(event, anna):
    registers(event, anna)
    event.delete()
    forget_attendees()
    assert not Attendee.objects.exists()


def test_reminding_asks_as_many_questions_for_many_as_for_few(event, make_member):
    counts = []
    for number in (5, 50):
        registers(event, *(make_member() for _one in range(number)))
        with (
            time_machine.travel(at(event, 9, 8), tick=False),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            remind()
        counts.append(len(asked))
        Notice.objects.all().delete()
    assert counts[0] == counts[1]
