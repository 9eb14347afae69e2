"""What makes the notices of events, each by the verb that people use, and what takes the right to hear of it away."""

import datetime

from django.utils import timezone

from events.attending import cancel, register
from events.changing import event_changed
from events.models import Attendee, EventPage, Takeaway
from events.organising import approve, decline, invite
from events.recordings import keep_recording
from events.reminding import remind
from members.accounts.roles import Role
from network_site.demo.roles import prepare_roles

from .causes import REASON, TEXT, TITLE, lost, notice_of, person

OWN = (
    "event-registered", "event-waiting", "event-moved-up", "event-approved", "event-declined", "event-invited", "event-changed",
    "event-off", "event-tomorrow", "event-record", "event-recording",
)  # fmt: skip


def coming(get, days: int = 10, registration: str = "open", **fields) -> EventPage:
    day = timezone.localdate() + datetime.timedelta(days=days)
    values = {"starts_on": day, "starts_at": datetime.time(14), "place": f"Hall {TEXT}", "registration": registration}
    return get("make_event")(f"Talk {TITLE}", **values | fields)


def organiser(get):
    get("home")
    prepare_roles()
    return person(get, "Organiser", roles=[Role.ORGANISER])


def comes(event: EventPage, user):
    register(event.translation_key, by=user)
    return user


def took_part(get) -> tuple[EventPage, object]:
    """An event that is over, and somebody who was registered."""
    event, user = coming(get), person(get)
    comes(event, user)
    EventPage.objects.filter(pk=event.pk).update(starts_on=timezone.localdate() - datetime.timedelta(days=2))
    return EventPage.objects.get(pk=event.pk), user


@notice_of("event-registered")
def registers(get):
    return comes(coming(get), person(get))


@notice_of("event-waiting")
def it_is_full(get):
    event = coming(get, capacity=1)
    comes(event, person(get, "First"))
    return comes(event, person(get))


@notice_of("event-moved-up")
def a_place_becomes_free(get):
    event, first = coming(get, capacity=1), person(get, "First")
    comes(event, first)
    user = comes(event, person(get))
    cancel(event.translation_key, by=first)
    return user


@notice_of("event-asks")
def somebody_asks(get):
    host = organiser(get)
    comes(coming(get, registration="approval"), person(get))
    return host


@notice_of("event-approved")
def organisers_say_yes(get):
    host, user = organiser(get), person(get)
    comes(coming(get, registration="approval"), user)
    approve(Attendee.objects.get(), by=host)
    return user


@notice_of("event-declined")
def organisers_decline(get):
    host, user = organiser(get), person(get)
    comes(coming(get, registration="approval"), user)
    decline(Attendee.objects.get(), by=host, words=f"Because of {REASON}.")
    return user


@notice_of("event-invited")
def is_invited(get):
    host, user = organiser(get), person(get, listed=True)
    invite(coming(get, registration="invitation").translation_key, user.profile, by=host)
    return user


@notice_of("event-changed")
def it_is_on_another_day(get):
    event = coming(get)
    user = comes(event, person(get))
    EventPage.objects.filter(pk=event.pk).update(starts_on=event.starts_on + datetime.timedelta(days=1))
    event_changed(event.translation_key)
    return user


@notice_of("event-off")
def it_does_not_take_place(get):
    event = coming(get)
    user = comes(event, person(get))
    EventPage.objects.filter(pk=event.pk).update(called_off=True)
    event_changed(event.translation_key)
    return user


@notice_of("event-tomorrow")
def it_is_tomorrow(get):
    event = coming(get, days=1, time_zone="UTC")
    user = comes(event, person(get))
    remind(datetime.datetime.combine(timezone.localdate(), datetime.time(9), datetime.UTC))
    return user


@notice_of("event-record")
def its_record_is_there(get):
    event, user = took_part(get)
    event.takeaways.add(Takeaway(headline=f"Begin {TEXT}."))
    event.save_revision().publish()
    return user


@notice_of("event-recording")
def a_recording_is_there(get):
    host = organiser(get)
    event, user = took_part(get)
    values = {"audience": "registrants", "url": "https://video.example/x", "minutes": 60, "transcript": f"Of {TEXT}."}
    keep_recording(event.translation_key, values, by=host)
    return user


@lost(*OWN)
def the_row_is_forgotten(get, user):
    Attendee.objects.filter(user=user).delete()


@lost("event-registered", "event-moved-up", "event-approved", "event-tomorrow", "event-changed", "event-waiting")
def comes_no_more(get, user):
    cancel(EventPage.objects.get().translation_key, by=user)


@lost("event-asks")
def organises_no_more(get, user):
    user.groups.clear()
