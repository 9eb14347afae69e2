"""Events ahead, with people who come to them, each with the least that a test needs."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from events.attending import register
from events.models import Attendee
from members.accounts.roles import Role
from members.notifications.reading import lines
from network_site.demo.roles import prepare_roles

from ...discussions.conftest import hosts, make_space, put, space  # noqa: F401
from ...people.conftest import make_member, signed_in  # noqa: F401


def in_days(days: int) -> datetime.date:
    return timezone.localdate(timezone=ZoneInfo("UTC")) + datetime.timedelta(days=days)


@pytest.fixture
def make_coming(make_event):
    """A published event in ten days for which members register, open to all unless said otherwise."""

    def make(title="Evening talk", **fields):
        values = {"registration": "open", "starts_on": in_days(10), "starts_at": datetime.time(14, 0)} | fields
        return make_event(title, **values)

    return make


@pytest.fixture
def event(make_coming):
    return make_coming()


@pytest.fixture
def organiser(make_member, home):  # noqa: F811
    """Somebody who may change events in the CMS, with a second factor."""
    prepare_roles()
    return make_member("Olga Organiser", roles=[Role.ORGANISER], listed=True)


@pytest.fixture
def facilitator(make_member):  # noqa: F811
    return make_member("Fara Facilitator", roles=[Role.FACILITATOR], listed=True)


@pytest.fixture
def anna(make_member):  # noqa: F811
    return make_member("Anna Attends", listed=True)


@pytest.fixture
def ben(make_member):  # noqa: F811
    return make_member("Ben Attends", listed=True)


def state_of(event, user) -> str:
    row = Attendee.objects.filter(event_key=event.translation_key, user=user).first()
    return row.state if row else ""


def registers(event, *users, **more):
    for user in users:
        register(event.translation_key, by=user, **more)


def told(user) -> list[str]:
    return [line.told.sentence for line in lines(user)]


def publish(page, **fields):
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def full_of(event, make_member, count: int) -> list:  # noqa: F811
    people = [make_member() for _number in range(count)]
    registers(event, *people)
    return people
