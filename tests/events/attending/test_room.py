"""The room of an event: who is registered comes in by themselves, who cancels is out, and nobody else learns of it."""

import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from events.attending import cancel
from events.models import Attendee
from events.organising import decline
from events.rooms import enter_room, open_room
from members.accounts.roles import Role
from members.discussions.joining import leave_space, remove
from members.discussions.models import Membership, Space
from members.people.models import Profile

from ...discussions.conftest import say
from .conftest import registers

VALUES = {"title": "Beside the talk", "purpose": "To go on talking.", "needs_second_factor": False}


@pytest.fixture
def room(event, organiser, facilitator):
    return open_the(event, organiser, facilitator)


def open_the(event, by, facilitator):
    return open_room(event.translation_key, by=by, form_key=uuid.uuid4(), along=facilitator.profile, values=VALUES)


def door(event) -> str:
    return reverse("events:room", args=[event.translation_key])


def page_of(event, user) -> str:
    client = Client()
    if user:
        client.force_login(user)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", client.get(event.url).content.decode())


def test_an_organiser_opens_it_with_a_facilitator_and_it_is_closed_and_hidden(room, organiser, facilitator):
    assert (room.kind, room.listing, room.access, room.joining) == ("event", "hidden", "space", "invitation")
    facilitating = Membership.objects.facilitating().filter(space=room)
    assert {row.user for row in facilitating} == {organiser, facilitator}


def test_an_event_has_one_room(room, event, organiser, facilitator):
    assert open_the(event, organiser, facilitator) == room
    assert Space.objects.count() == 1


def test_only_an_organiser_of_the_event_opens_it(event, anna, facilitator):
    for user in (anna, facilitator):
        with pytest.raises(PermissionDenied):
            open_the(event, user, facilitator)


def test_it_is_not_opened_with_somebody_who_is_no_facilitator(event, organiser, anna):
    with pytest.raises(ValidationError):
        open_the(event, organiser, anna)
    assert not Space.objects.exists()


def test_who_is_registered_comes_in_by_themselves_and_reads(room, event, organiser, anna):
    say(room, organiser, "What did you take along?")
    registers(event, anna)
    assert not Space.objects.open_to(anna).exists()
    enter_room(event.translation_key, by=anna)
    enter_room(event.translation_key, by=anna)
    assert Space.objects.open_to(anna).get() == room


@pytest.mark.parametrize("how", ["cancels", "is declined"])
def test_who_is_registered_no_more_is_out_with_the_next_request(room, event, organiser, anna, how):
    registers(event, anna)
    enter_room(event.translation_key, by=anna)
    client = Client()
    client.force_login(anna)
    assert client.get(room.get_absolute_url()).status_code == 200
    if how == "cancels":
        cancel(event.translation_key, by=anna)
    else:
        decline(Attendee.objects.get(), by=organiser, words="We made a mistake.")
    assert client.get(room.get_absolute_url()).status_code == 404
    assert client.post(door(event)).status_code == 404


def test_whom_its_facilitators_put_out_does_not_come_back_through_the_event(room, event, organiser, anna):
    registers(event, anna)
    enter_room(event.translation_key, by=anna)
    remove(Membership.objects.get(space=room, user=anna), by=organiser)
    assert "Enter the room" not in page_of(event, anna)
    with pytest.raises(PermissionDenied):
        enter_room(event.translation_key, by=anna)


@pytest.mark.parametrize("capacity", [None, 1])
def test_who_waits_asked_or_was_invited_finds_no_room(make_coming, organiser, facilitator, anna, ben, capacity):
    event = make_coming(registration="open" if capacity else "approval", capacity=capacity)
    registers(event, ben, anna)
    without = page_of(event, anna)
    room = open_the(event, organiser, facilitator)
    assert page_of(event, anna) == without
    client = Client()
    client.force_login(anna)
    assert client.post(door(event)).status_code == 404
    assert client.get(room.get_absolute_url()).status_code == 404


def test_to_everybody_who_is_not_registered_the_event_is_the_same_with_a_room_and_without(
    event, organiser, facilitator, anna, ben, make_member
):
    editor = make_member(roles=[Role.EDITOR])
    readers = (None, ben, facilitator, editor, organiser)
    registers(event, anna)
    without = [page_of(event, reader) for reader in readers]
    registered = page_of(event, anna)
    open_the(event, organiser, facilitator)
    assert [page_of(event, reader) for reader in readers] == without
    assert page_of(event, anna) != registered
    assert "Enter the room" in page_of(event, anna)


def test_who_left_the_room_and_is_still_registered_can_come_again(room, event, anna):
    registers(event, anna)
    enter_room(event.translation_key, by=anna)
    leave_space(room, by=anna)
    enter_room(event.translation_key, by=anna)
    assert Space.objects.open_to(anna).exists()


def test_a_facilitator_who_registers_and_cancels_still_runs_the_room(room, event, facilitator):
    registers(event, facilitator)
    cancel(event.translation_key, by=facilitator)
    assert Space.objects.run_by(facilitator).get() == room


def test_an_organiser_opens_it_on_the_page_and_a_wrong_form_is_answered(event, organiser, facilitator):
    client, address = Client(), reverse("events:attendees", args=[event.translation_key])
    client.force_login(organiser)
    data = {"do": "open-room", "form_key": str(uuid.uuid4()), "purpose": "To talk.", "attribution": "role"}
    refused = client.post(address, data | {"title": ""})
    assert refused.status_code == 422
    assert "To talk." in refused.content.decode()
    assert client.post(address, data | {"title": "Beside", "along": str(uuid.uuid4())}).status_code == 422
    assert client.post(address, data | {"title": "Beside", "along": str(facilitator.profile.key)}).status_code == 302
    room = Space.objects.get()
    assert (room.attribution, room.needs_second_factor, room.about_key) == ("role", False, str(event.translation_key))
    assert room.get_absolute_url() in client.get(address).content.decode()


def test_an_organiser_who_is_not_in_it_learns_that_there_is_one_and_no_word_of_it(room, event, make_member):
    other, client = make_member(roles=[Role.ORGANISER]), Client()
    client.force_login(other)
    page = client.get(reverse("events:attendees", args=[event.translation_key])).content.decode()
    assert "There is one, and you are not in it." in page
    assert "Beside the talk" not in page
    assert str(room.key) not in page


def test_facilitators_who_are_not_in_the_directory_are_not_offered(event, organiser, facilitator):
    Profile.objects.filter(user=facilitator).update(listed=False)
    with pytest.raises(ValidationError):
        open_the(event, organiser, facilitator)
