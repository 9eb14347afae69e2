"""Spaces with people in them, each with the least that a test needs."""

import itertools
import uuid

import pytest

from members.accounts.roles import Role
from members.discussions.choices import MembershipState, Part
from members.discussions.models import Membership, Space
from members.discussions.writing import reply, start_thread

from ..builders import with_second_factor
from ..people.conftest import make_member, signed_in  # noqa: F401

numbers = itertools.count(1)
OPEN_HOUSE = {"listing": "members", "access": "members", "joining": "open", "attribution": "named"}
EASY = {"attribution": "named", "needs_second_factor": False, "first_posts_wait": False}


@pytest.fixture
def hosts(make_member):  # noqa: F811
    """Two who facilitate, as every space has them."""
    return [with_second_factor(make_member(name)) for name in ("Ada Host", "Bo Host")]


@pytest.fixture
def make_space(hosts):
    """A closed, hidden, named space without further hurdles, unless `settings` say otherwise."""

    def make(title="", *, facilitators=None, **settings) -> Space:
        values = {"title": title or f"Space {next(numbers)}", "purpose": "To talk."} | EASY | settings
        space = Space.objects.create(**values)
        for host in hosts if facilitators is None else facilitators:
            put_in(space, host, part=Part.FACILITATOR)
        return space

    return make


def put_in(space: Space, user, *, part=Part.MEMBER, state=MembershipState.IN, **fields) -> Membership:
    return Membership.objects.create(space=space, user=user, part=part, state=state, **fields)


@pytest.fixture
def put():
    return put_in


@pytest.fixture
def space(make_space):
    return make_space("The back room")


@pytest.fixture
def anna(space, make_member):  # noqa: F811
    """Somebody who is in the space."""
    user = make_member("Anna Inside")
    put_in(space, user)
    return user


@pytest.fixture
def ben(space, make_member):  # noqa: F811
    user = make_member("Ben Inside")
    put_in(space, user)
    return user


@pytest.fixture
def outsider(make_member):  # noqa: F811
    return make_member("Otto Outside")


@pytest.fixture
def administrator(make_member):  # noqa: F811
    return make_member("The administrator", roles=[Role.ADMINISTRATOR])


def say(space: Space, by, text="A question.", *, title="How do you begin?", **values):
    """A thread's first post."""
    values = {"title": title, "text": text} | values
    return start_thread(space, by=by, form_key=uuid.uuid4(), values=values)


def answer(thread, by, text="An answer.", **more):
    return reply(thread, by=by, form_key=uuid.uuid4(), text=text, **more)


@pytest.fixture
def thread(space, anna):
    return say(space, anna).thread
