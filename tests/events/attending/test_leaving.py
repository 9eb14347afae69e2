"""What becomes of somebody's events when they take their data along, or leave the network."""

import io
import json
import zipfile

from django.test import Client

from events.models import Attendee
from events.organising import decline
from members.people.exporting import archive
from members.people.leaving import leave

from .conftest import registers, state_of


def own(user) -> list:
    with zipfile.ZipFile(io.BytesIO(archive(user))) as zipped:
        return json.loads(zipped.read("events.json")) if "events.json" in zipped.namelist() else []


def test_ones_own_data_hold_ones_own_events_and_nobody_elses(event, anna, ben, organiser):
    registers(event, anna, ben, shown=True)
    decline(Attendee.objects.get(user=anna), by=organiser, words="Next time.")
    (entry,) = own(anna)
    assert (entry["event"], entry["state"], entry["words_of_the_organisers"]) == (
        "Evening talk",
        "declined",
        "Next time.",
    )
    assert "Ben" not in json.dumps(own(anna))
    assert own(organiser) == []


def test_of_an_event_that_was_taken_away_ones_own_data_do_not_name_it(event, anna):
    registers(event, anna)
    event.unpublish()
    assert own(anna)[0]["event"] == str(event.translation_key)


def test_who_leaves_the_network_leaves_no_trace_and_a_place(make_coming, anna, ben):
    event = make_coming(capacity=1)
    registers(event, anna, ben)
    leave(anna, by=anna)
    assert not Attendee.objects.filter(user=anna).exists()
    assert state_of(event, ben) == "registered"


def test_who_is_suspended_reads_nothing_of_their_events(event, anna):
    registers(event, anna)
    client = Client()
    client.force_login(anna)
    anna.status = "suspended"
    anna.save()
    assert "You are registered." not in client.get(event.url).content.decode()
    assert client.get("/account/events/").status_code in (302, 404)
