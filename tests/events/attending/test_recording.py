"""A recording for members or for those who were registered: nobody else is told that there is one."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from events.attending import cancel
from events.models import ClosedRecording
from events.recordings import keep_recording
from members.accounts.roles import Role

from ...work import work_off
from .conftest import registers, told
from .test_room import page_of

THERE = "A recording of an event for which you registered is there."
URL = "https://video.example/zanzibarry"


def keep(event, by, audience="registrants", **more):
    values = {"audience": audience, "url": URL, "minutes": 40, "transcript": "What zanzibarry said."} | more
    return keep_recording(event.translation_key, values, by=by)


@pytest.mark.parametrize("audience", ["registrants", "members"])
def test_it_stands_on_the_page_for_those_it_is_for_and_for_others_the_page_is_the_same(
    event, anna, ben, organiser, facilitator, make_member, audience
):
    registers(event, anna)
    readers = {"nobody": None, "lapsed": make_member(status="lapsed"), "ben": ben, "anna": anna, "organiser": organiser}
    before = {name: page_of(event, user) for name, user in readers.items()}
    keep(event, organiser, audience)
    after = {name: page_of(event, user) for name, user in readers.items()}
    told_of = {name for name in readers if before[name] != after[name]}
    assert told_of == {"anna", "organiser"} | ({"ben"} if audience == "members" else set())
    assert all(URL in after[name] and "What zanzibarry said." in after[name] for name in told_of)


def test_who_cancelled_has_it_no_more_with_the_next_request(event, anna, organiser):
    registers(event, anna)
    keep(event, organiser)
    assert URL in page_of(event, anna)
    cancel(event.translation_key, by=anna)
    assert URL not in page_of(event, anna)


def test_who_was_registered_hears_of_it_once_and_no_letter_says_of_what(event, anna, ben, organiser):
    registers(event, anna)
    work_off()
    mail.outbox.clear()
    keep(event, organiser)
    keep(event, organiser, minutes=41)
    work_off()
    assert told(anna).count(THERE) == 1
    assert told(ben) == []
    assert [letter.to[0] for letter in mail.outbox] == [anna.email]
    assert "zanzibarry" not in str(mail.outbox[0].message())
    assert event.title not in str(mail.outbox[0].message())


def test_taken_away_it_is_gone_for_everybody_and_so_is_what_was_told(event, anna, organiser):
    registers(event, anna)
    keep(event, organiser)
    keep(event, organiser, url="", transcript="")
    assert not ClosedRecording.objects.exists()
    assert URL not in page_of(event, anna)
    assert THERE not in told(anna)


def test_only_organisers_of_the_event_keep_it(event, anna, facilitator, make_member):
    registers(event, anna)
    address = reverse("events:recording", args=[event.translation_key])
    for user in (anna, facilitator, make_member(roles=[Role.MEMBER_MANAGER])):
        client = Client()
        client.force_login(user)
        assert client.get(address).status_code == client.post(address, {"url": URL}).status_code == 404
        with pytest.raises(PermissionDenied):
            keep(event, user)
    assert Client().get(address).status_code == 404
    assert not ClosedRecording.objects.exists()


def test_an_organiser_keeps_it_by_the_form_and_a_wrong_address_is_answered_with_all_that_was_typed(event, organiser):
    client, address = Client(), reverse("events:recording", args=[event.translation_key])
    client.force_login(organiser)
    data = {"audience": "members", "url": "javascript:alert(1)", "minutes": "40", "transcript": "All that was said."}
    refused = client.post(address, data)
    assert refused.status_code == 422
    assert "All that was said." in refused.content.decode()
    assert client.post(address, data | {"url": "video.example/1"}).status_code == 302
    row = ClosedRecording.objects.get()
    assert (row.audience, row.url, row.minutes) == ("members", "https://video.example/1", 40)
    assert "https://video.example/1" in client.get(address).content.decode()


def test_neither_the_data_nor_the_search_nor_the_cms_hold_it(event, organiser, client):
    keep(event, organiser, "members")
    cms = Client()
    cms.force_login(organiser)
    for browser, address in (
        (client, f"/api/v1/events/{event.pk}"),
        (client, "/feeds/events.atom"),
        (client, reverse("events:calendar", args=[event.slug])),
        (cms, f"/admin/pages/{event.pk}/edit/"),
        (cms, "/admin/api/main/pages/?fields=*"),
    ):
        response = browser.get(address)
        assert response.status_code == 200, address
        assert "zanzibarry" not in response.content.decode(), address
