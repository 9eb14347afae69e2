"""A member registers for an event, waits, asks, accepts, cancels; nobody else knows."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from events.attending import cancel, register
from events.choices import AttendeeState, Seats
from events.models import Attendee
from events.organising import approve, decline, invite
from events.places import seats
from members.accounts.audit import Action
from members.accounts.models import AuditEntry

from .conftest import full_of, in_days, publish, registers, state_of, told


def row_of(event, user) -> Attendee:
    return Attendee.objects.get(event_key=event.translation_key, user=user)


def test_a_member_registers_for_an_open_event_and_is_told(event, anna):
    register(event.translation_key, by=anna)
    assert state_of(event, anna) == "registered"
    assert told(anna) == ["You are registered for an event."]


def test_registering_twice_is_once(event, anna):
    registers(event, anna, anna)
    assert Attendee.objects.count() == 1
    assert AuditEntry.objects.filter(action=Action.ATTENDEE_MOVED).count() == 1
    assert len(told(anna)) == 1


@pytest.mark.parametrize("status", ["pending", "lapsed", "suspended"])
def test_only_members_register(event, make_member, status):
    with pytest.raises(PermissionDenied):
        register(event.translation_key, by=make_member(status=status))
    assert not Attendee.objects.exists()


def test_when_it_is_full_one_waits_and_moves_up_when_somebody_cancels(make_coming, anna, ben, make_member):
    event = make_coming(capacity=1)
    registers(event, anna, ben, late := make_member("Late Comer"))
    assert [state_of(event, user) for user in (anna, ben, late)] == ["registered", "waiting", "waiting"]
    assert told(ben) == ["The event is full: you are on its waiting list."]
    cancel(event.translation_key, by=anna)
    assert [state_of(event, user) for user in (anna, ben, late)] == ["cancelled", "registered", "waiting"]
    assert "A place has become free, and it is yours." in told(ben)
    assert "The event is full: you are on its waiting list." not in told(ben)
    assert told(late) == ["The event is full: you are on its waiting list."]


def test_who_cancels_from_the_waiting_list_takes_no_place_from_anybody(make_coming, anna, ben):
    event = make_coming(capacity=1)
    registers(event, anna, ben)
    cancel(event.translation_key, by=ben)
    assert [state_of(event, user) for user in (anna, ben)] == ["registered", "cancelled"]


def test_who_is_suspended_meanwhile_is_passed_over(make_coming, anna, ben, make_member):
    event = make_coming(capacity=1)
    registers(event, anna, ben, third := make_member())
    ben.status = "suspended"
    ben.save()
    cancel(event.translation_key, by=anna)
    assert [state_of(event, user) for user in (ben, third)] == ["waiting", "registered"]


def test_more_places_are_given_to_who_has_waited_longest(make_coming, anna, ben):
    event = make_coming(capacity=1)
    registers(event, anna, ben)
    publish(event, capacity=2)
    assert state_of(event, ben) == "registered"


def test_on_request_somebody_asks_and_an_organiser_answers(make_coming, anna, ben, organiser):
    event = make_coming(registration="approval")
    registers(event, anna, ben)
    assert state_of(event, anna) == state_of(event, ben) == "asked"
    assert told(organiser) == ["Somebody asks to take part in an event and waits for an answer."]
    approve(row_of(event, anna), by=organiser)
    decline(row_of(event, ben), by=organiser, words="We are many from your city already.")
    assert told(anna) == ["The organisers say yes: you are registered."]
    assert told(ben) == ["The organisers decline, and write why."]
    assert row_of(event, ben).note == "We are many from your city already."
    assert told(organiser) == []


def test_a_decline_needs_words(make_coming, anna, organiser):
    event = make_coming(registration="approval")
    registers(event, anna)
    with pytest.raises(ValidationError):
        decline(row_of(event, anna), by=organiser, words="  ")
    assert state_of(event, anna) == "asked"


def test_who_was_declined_does_not_come_back_by_themselves_but_by_invitation(event, anna, organiser):
    registers(event, anna)
    decline(row_of(event, anna), by=organiser, words="Not this time.")
    with pytest.raises(ValidationError):
        register(event.translation_key, by=anna)
    invite(event.translation_key, anna.profile, by=organiser)
    register(event.translation_key, by=anna)
    assert state_of(event, anna) == "registered"


def test_by_invitation_only_who_was_invited_comes(make_coming, anna, ben, organiser):
    event = make_coming(registration="invitation")
    invite(event.translation_key, anna.profile, by=organiser)
    assert told(anna) == ["You are invited to an event."]
    register(event.translation_key, by=anna)
    with pytest.raises(ValidationError):
        register(event.translation_key, by=ben)
    assert (state_of(event, anna), state_of(event, ben)) == ("registered", "")


@pytest.mark.parametrize("verb", ["approve", "decline", "invite"])
def test_only_organisers_of_the_event_answer_and_invite(make_coming, anna, ben, facilitator, verb):
    event = make_coming(registration="approval")
    registers(event, anna)
    for user in (anna, ben, facilitator):
        with pytest.raises(PermissionDenied):
            {
                "approve": lambda user=user: approve(row_of(event, anna), by=user),
                "decline": lambda user=user: decline(row_of(event, anna), by=user, words="No."),
                "invite": lambda user=user: invite(event.translation_key, ben.profile, by=user),
            }[verb]()
    assert (state_of(event, anna), state_of(event, ben)) == ("asked", "")


def test_an_organiser_without_a_second_factor_sees_and_decides_nothing(event, anna, make_member, organiser):
    from allauth.mfa.models import Authenticator

    registers(event, anna)
    assert Attendee.objects.visible_to(organiser).exists()
    Authenticator.objects.filter(user=organiser).delete()
    fresh = type(organiser).objects.get(pk=organiser.pk)
    assert not Attendee.objects.visible_to(fresh).exists()
    with pytest.raises(PermissionDenied):
        invite(event.translation_key, anna.profile, by=fresh)


def test_when_the_event_has_begun_nobody_registers_any_more(event, anna, ben):
    with time_machine.travel(event.start - datetime.timedelta(minutes=1), tick=False):
        register(event.translation_key, by=anna)
    with time_machine.travel(event.start + datetime.timedelta(minutes=1), tick=False), pytest.raises(PermissionDenied):
        register(event.translation_key, by=ben)
    assert (state_of(event, anna), state_of(event, ben)) == ("registered", "")


@pytest.mark.parametrize("fields", [{"registration": ""}, {"called_off": True}, {"live": False}, {"starts_on": None}])
def test_an_event_that_takes_no_registrations_takes_none(make_coming, anna, fields):
    values = {"starts_at": None} if "starts_on" in fields else {}
    event = make_coming(**values | fields)
    with pytest.raises(PermissionDenied):
        register(event.translation_key, by=anna)


def test_all_languages_of_an_event_are_one_event(make_coming, make_event, anna):
    event = make_coming(capacity=1)
    make_event(
        "Soirée", language="fr", translation_key=event.translation_key, registration="open", starts_on=in_days(10)
    )
    registers(event, anna)
    assert Attendee.objects.get().state == AttendeeState.REGISTERED


def test_members_are_told_of_the_places_in_words_that_count_nobody(make_coming, make_member):
    event = make_coming(capacity=20)
    for count, expected in ((0, Seats.FREE), (4, Seats.FREE), (14, Seats.FEW), (2, Seats.FULL)):
        full_of(event, make_member, count)
        assert seats(event) == expected


def test_of_fewer_than_five_nothing_is_told_even_if_they_fill_it(make_coming, make_member):
    event = make_coming(capacity=4)
    full_of(event, make_member, 4)
    assert seats(event) == Seats.FREE


def test_the_log_says_that_somebody_registered_and_not_for_what(event, anna):
    registers(event, anna)
    entry = AuditEntry.objects.get(action=Action.ATTENDEE_MOVED)
    assert (entry.actor, entry.result, entry.facts) == (str(anna.key), "registered", {})
    assert str(event.translation_key) not in (entry.thing_id, *entry.facts.values())
