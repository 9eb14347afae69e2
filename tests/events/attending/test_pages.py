"""What a member, an organiser and a visitor find on the pages of an event, and how it is sent."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Attendee
from events.organising import decline
from members.accounts.roles import Role

from ...builders import make_home
from .conftest import full_of, in_days, registers, state_of


def send(client, event, **data):
    return client.post(reverse("events:registration", args=[event.translation_key]), data)


def text(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def attendees(event) -> str:
    return reverse("events:attendees", args=[event.translation_key])


def test_a_member_registers_and_cancels_on_the_page_of_the_event(event, anna, signed_in):
    client = signed_in(anna)
    assert ">Register</button>" in text(client, event.url)
    response = send(client, event, do="register")
    assert (response.status_code, response.url) == (302, f"{event.url}#registration")
    page = text(client, event.url)
    assert "You are registered." in page
    assert ">Register</button>" not in page
    send(client, event, do="cancel")
    assert state_of(event, anna) == "cancelled"
    assert ">Register</button>" in text(client, event.url)


@pytest.mark.parametrize(
    ("registration", "words"), [("approval", ">Ask to take part</button>"), ("invitation", "invited by the organisers")]
)
def test_the_page_says_what_the_event_asks_for(make_coming, anna, signed_in, registration, words):
    event = make_coming(registration=registration)
    assert words in text(signed_in(anna), event.url)


def test_a_refusal_is_one_sentence_on_the_page(make_coming, anna, signed_in):
    event = make_coming(registration="invitation")
    response = signed_in(anna).post(
        reverse("events:registration", args=[event.translation_key]), {"do": "register"}, follow=True
    )
    assert response.status_code == 200
    assert "invited by its organisers" in response.content.decode()
    assert not Attendee.objects.exists()


def test_visitors_are_shown_where_to_sign_in_and_the_same_bytes_whoever_comes(make_coming, make_member, client):
    event = make_coming(capacity=6)
    before = text(client, event.url)
    assert "/accounts/login/?next=" in before
    full_of(event, make_member, 7)
    assert text(client, event.url) == before


def test_a_member_who_is_not_registered_is_told_the_same_whoever_comes(event, make_member, anna, signed_in):
    client = signed_in(anna)
    bare = lambda page: page.split('name="csrfmiddlewaretoken"')[0] + page.split("</form>")[-1]  # noqa: E731
    before = bare(text(client, event.url))
    registers(event, *(make_member("Zanzibarry Name") for _one in range(3)), shown=True)
    assert bare(text(client, event.url)) == before


def test_pages_of_ones_own_part_are_kept_by_no_cache(event, anna, organiser, signed_in):
    registers(event, anna)
    client = signed_in(anna)
    for address in (event.url, reverse("events:mine")):
        assert client.get(address)["Cache-Control"] == "private, no-store"
    assert signed_in(organiser).get(attendees(event))["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("who", ["nobody", "pending", "lapsed"])
def test_to_who_is_no_member_the_form_is_not_there(event, make_member, who):
    client = Client()
    if who != "nobody":
        client.force_login(make_member(status=who))
    assert send(client, event, do="register").status_code == 404
    assert client.get(reverse("events:mine")).status_code in (302, 404)
    assert not Attendee.objects.exists()


def test_bad_input_is_answered_as_nothing(event, anna, organiser, signed_in):
    client = signed_in(anna)
    assert send(client, event, do="conquer").status_code == 404
    assert client.get(reverse("events:registration", args=[event.translation_key])).status_code == 404
    assert client.post(attendees(event), {"do": "approve", "which": "x"}).status_code == 404
    client = signed_in(organiser)
    assert client.post(attendees(event), {"do": "approve", "which": "x"}).status_code == 404
    assert client.post(attendees(event), {"do": "invite", "which": str(event.translation_key)}).status_code == 404


def test_names_are_shown_to_who_is_registered_and_only_of_who_ticked_it(event, anna, ben, make_member, signed_in):
    registers(event, make_member("Shy Guest"))
    registers(event, make_member("Open Guest"), shown=True)
    registers(event, ben)
    registered, outside = text(signed_in(ben), event.url), text(signed_in(anna), event.url)
    assert "Open Guest" in registered
    assert "Shy Guest" not in registered
    assert "Guest" not in outside


def test_the_tick_is_taken_back_at_any_time(event, anna, ben, signed_in):
    registers(event, anna, shown=True)
    registers(event, ben)
    assert "Anna Attends" in text(signed_in(ben), event.url)
    send(signed_in(anna), event, do="show")
    assert "Anna Attends" not in text(signed_in(ben), event.url)


def test_my_events_are_empty_then_hold_what_is_ahead_and_what_is_over(event, anna, make_coming, signed_in):
    client = signed_in(anna)
    assert "You have not registered for anything." in text(client, reverse("events:mine"))
    over = make_coming("Early talk", starts_on=in_days(-2))
    with time_machine.travel(over.start - datetime.timedelta(days=1), tick=False):
        registers(over, anna)
    registers(event, anna)
    page = text(client, reverse("events:mine"))
    assert page.index("Evening talk") < page.index('id="over"') < page.index("Early talk")
    assert reverse("events:calendar", args=[event.slug]) in page


def test_the_calendar_entry_is_found_in_another_language_too(home, event, anna, signed_in):
    make_home("fr")
    registers(event, anna)
    client = signed_in(anna)
    (address,) = re.findall(r'href="([^"]+\.ics)"', text(client, "/fr/account/events/").split("<main")[1])
    assert client.get(address).status_code == 200


def test_of_an_event_that_was_taken_away_my_events_name_nothing(event, anna, signed_in):
    registers(event, anna)
    event.unpublish()
    assert "Evening talk" not in text(signed_in(anna), reverse("events:mine"))


def test_my_account_leads_to_my_events(anna, signed_in):
    assert reverse("events:mine") in text(signed_in(anna), reverse("people:account"))


def test_an_organiser_reads_who_comes_without_any_address(event, anna, make_member, organiser, signed_in):
    registers(event, anna, make_member("Protected Person", protected_name=True))
    page = text(signed_in(organiser), attendees(event))
    assert "Anna Attends" in page
    assert "Protected Person" not in page
    assert "@people.test" not in page.replace(organiser.email, "")
    assert attendees(event) in text(signed_in(organiser), event.url)


def test_to_everybody_else_the_list_does_not_exist(event, anna, facilitator, manager, signed_in):
    registers(event, anna)
    for user in (anna, facilitator, manager):
        assert signed_in(user).get(attendees(event)).status_code == 404
        assert attendees(event) not in text(signed_in(user), event.url)


@pytest.fixture
def manager(make_member):
    return make_member("The desk", roles=[Role.MEMBER_MANAGER])


def test_an_organiser_lets_in_declines_with_words_and_invites(
    make_coming, anna, ben, make_member, organiser, signed_in
):
    event = make_coming(registration="approval")
    registers(event, anna, ben)
    guest = make_member("Gita Guest", listed=True)
    client, rows = signed_in(organiser), {row.user: row.key for row in Attendee.objects.all()}
    client.post(attendees(event), {"do": "approve", "which": rows[anna]})
    client.post(attendees(event), {"do": "decline", "which": rows[ben], "words": "It is full, sadly."})
    assert "Gita Guest" in text(client, f"{attendees(event)}?name=gita")
    client.post(attendees(event), {"do": "invite", "which": guest.profile.key})
    assert [state_of(event, user) for user in (anna, ben, guest)] == ["registered", "declined", "invited"]
    assert "It is full, sadly." in text(signed_in(ben), event.url)
    assert "It is full, sadly." not in text(signed_in(anna), event.url)


def test_a_decline_without_words_is_answered_and_nothing_is_lost(event, anna, organiser, signed_in):
    registers(event, anna)
    client = signed_in(organiser)
    response = client.post(attendees(event), {"do": "decline", "which": Attendee.objects.get().key, "words": " "})
    assert response.status_code == 422
    assert "Say in a few words why" in response.content.decode()
    assert state_of(event, anna) == "registered"


def test_words_of_organisers_are_shown_as_words(event, anna, organiser, signed_in):
    registers(event, anna)
    decline(Attendee.objects.get(), by=organiser, words="<script>alert(1)</script>")
    assert "<script>alert(1)" not in text(signed_in(anna), event.url)


def test_an_event_called_off_says_so_on_its_page_its_card_and_in_calendars(make_coming, anna, signed_in, client):
    event = make_coming(called_off=True)
    page = text(client, event.url)
    assert "This event does not take place." in page
    assert "EventCancelled" in page
    assert "Members of the network register here." not in page
    assert "does not take place" in text(client, "/events/")
    assert "STATUS:CANCELLED" in text(client, reverse("events:calendar", args=[event.slug]))
    assert ">Register</button>" not in text(signed_in(anna), event.url)


@pytest.mark.parametrize("where", ["event", "attendees", "mine"])
def test_pages_ask_as_many_questions_for_fifty_as_for_five(make_coming, make_member, anna, organiser, where):
    event, counts, client = make_coming(), [], Client()
    registers(event, anna, shown=True)
    client.force_login({"event": anna, "attendees": organiser, "mine": anna}[where])
    address = {"event": event.url, "attendees": attendees(event), "mine": reverse("events:mine")}[where]
    for number in (5, 45):
        if where == "mine":
            for _one in range(number):
                registers(make_coming(), anna)
        else:
            registers(event, *(make_member() for _one in range(number)), shown=True)
        text(client, address)
        with CaptureQueriesContext(connection) as asked:
            text(client, address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
