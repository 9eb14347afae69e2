"""“My city and spaces”: who shares a closed room that shows names is told what a profile keeps for those; nobody else is."""

import pytest

from members.accounts.models import User
from members.discussions.joining import leave_space
from members.people.choices import Visibility
from members.people.models import Profile
from members.people.visibility import seen_by

from ..builders import make_city  # noqa: F401

pytestmark = pytest.mark.django_db
CLOSED = {"access": "space", "joining": "invitation", "attribution": "named"}


@pytest.fixture
def telling(make_member):
    """Somebody who tells their city and spaces what they do, and everybody in the directory their organisation."""
    user = make_member("Tess Telling")
    profile, _made = Profile.objects.get_or_create(user=user)
    profile.listed, profile.function, profile.organisation = True, "Street worker", "Youth office"
    profile.visibility |= {"function": Visibility.SPACES.value, "organisation": Visibility.MEMBERS.value}
    profile.save()
    return user


def told(owner, viewer) -> set[str]:
    """The fields that a page tells, and that a list can be filtered by."""
    viewer = User.objects.get(pk=viewer.pk)
    page = set(seen_by(Profile.objects.get(user=owner), viewer)["fields"]) & {"function", "organisation"}
    listed = {
        name
        for name in ("function", "organisation")
        if Profile.objects.telling(name, viewer).filter(user=owner).exists()
    }
    assert page == listed
    return page


def test_who_shares_a_closed_room_with_names_reads_more(telling, make_space, put, make_member):
    inside, outside = make_member("Ina Inside"), make_member("Otto Outside")
    room = make_space(**CLOSED)
    for user in (telling, inside):
        put(room, user)
    assert told(telling, inside) == {"function", "organisation"}
    assert told(telling, outside) == {"organisation"}
    leave_space(room, by=inside)
    assert told(telling, inside) == {"organisation"}


@pytest.mark.parametrize(
    "settings",
    [
        {"attribution": "chatham"},
        {"attribution": "pseudonym"},
        {"attribution": "role"},
        {"joining": "open", "listing": "members"},
        {"access": "members", "listing": "members"},
    ],
)
def test_a_room_without_names_or_with_an_open_door_tells_nobody_more(telling, make_space, put, make_member, settings):
    other = make_member()
    room = make_space(**CLOSED | settings)
    for user in (telling, other):
        put(room, user)
    assert told(telling, other) == {"organisation"}


@pytest.mark.parametrize("state", ["invited", "asked", "left", "declined"])
def test_who_is_not_in_yet_or_any_more_is_no_colleague(telling, make_space, put, make_member, state):
    other = make_member()
    room = make_space(**CLOSED)
    put(room, telling)
    put(room, other, state=state)
    assert told(telling, other) == {"organisation"}


def test_a_room_that_needs_a_factor_one_does_not_have_makes_no_colleagues(telling, make_space, put, make_member):
    other = make_member()
    room = make_space(**CLOSED, needs_second_factor=True)
    for user in (telling, other):
        put(room, user)
    assert told(telling, other) == {"organisation"}
