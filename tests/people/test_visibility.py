"""What one person sees of another."""

import pytest
from django.contrib.auth.models import AnonymousUser

from members.accounts.choices import Status
from members.accounts.roles import Role
from members.people.choices import Audience
from members.people.fields import FIELDS
from members.people.models import Profile
from members.people.visibility import seen_as, seen_by

EVERYTHING = {
    "organisation": "An office", "function": "Coordinator", "sector": "youth", "languages": ["fr"],
    "offers": "A guided visit", "capacity": "An hour a month", "biography": "Twenty years of it.",
}  # fmt: skip


@pytest.fixture
def full(make_member, make_city, make_theme):
    """Makes a listed member with every field filled, told to whom one says."""
    theme, city = make_theme("Youth"), make_city("Aktau")

    def make(**kwargs):
        values = EVERYTHING | {name: [theme] for name in ("works_on", "can_help", "looks_for")}
        return make_member(**{"city": city, "listed": True} | values | kwargs).profile

    return make


def test_a_fresh_profile_tells_nothing_to_anybody(make_member, full):
    profile = full()
    viewer = make_member()
    assert seen_by(profile, viewer)["fields"] == {}


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_each_field_told_to_members_is_seen_by_a_member_and_only_it(make_member, full, field):
    profile = full(tells=[field])
    assert list(seen_by(profile, make_member())["fields"]) == [field]


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_a_field_for_my_city_is_seen_there_and_nowhere_else(make_member, make_city, full, field):
    profile = full(close=[field])
    colleague, stranger = make_member(city=profile.city), make_member(city=make_city("Oran", "FR"))
    assert list(seen_by(profile, colleague)["fields"]) == [field]
    assert seen_by(profile, stranger)["fields"] == {}


def test_visitors_and_people_who_are_out_see_nothing_members_do(make_member, full):
    profile = full(tells=[field.name for field in FIELDS])
    for viewer in (AnonymousUser(), None, *(make_member(status=s) for s in Status if s != Status.APPROVED)):
        assert seen_by(profile, viewer) == {}
        assert not Profile.objects.visible_to(viewer).exists()
    assert len(seen_by(profile, make_member())["fields"]) == len(FIELDS)


def test_the_owner_sees_everything_even_when_not_listed(full):
    profile = full(listed=False)
    assert len(seen_by(profile, profile.user)["fields"]) == len(FIELDS)


def test_a_member_manager_sees_on_the_site_what_a_member_sees(make_member, manager, full):
    profile = full(tells=["function"])
    assert list(seen_by(profile, manager)["fields"]) == ["function"]
    assert seen_as(profile, Audience.MANAGER) == seen_as(profile, Audience.MEMBER)


def test_who_is_not_listed_is_not_seen(make_member, full):
    assert seen_by(full(listed=False, tells=["function"]), make_member()) == {}


def test_a_protected_name_is_role_and_city_as_far_as_the_city_is_told(make_member, full):
    viewer = make_member()
    told, hidden = full(protected_name=True, tells=["city"]), full(protected_name=True)
    assert seen_by(told, viewer)["name"] == "Member, Aktau, Kazakhstan"
    assert seen_by(hidden, viewer)["name"] == "Member"
    point = full(protected_name=True, roles=[Role.FOCAL_POINT])
    assert seen_by(point, viewer)["name"] == "Focal point"


def test_an_unpublished_city_is_not_told(make_member, make_city):
    secret = make_city("Hidden Town", live=False)
    profile = make_member(city=secret, listed=True, tells=["city"]).profile
    assert seen_by(profile, make_member())["fields"] == {}


def test_an_audience_that_nobody_knows_is_nobody(make_member, full):
    profile = full()
    profile.visibility = {"function": "everybody", "city": None}
    assert seen_by(profile, make_member())["fields"] == {}


def test_where_an_audience_is_chosen_the_page_says_who_is_meant_by_spaces(client, make_member):
    client.force_login(make_member())
    for path in ("/account/profile/", "/account/profile/seen/"):
        assert "closed spaces that show names" in client.get(path).content.decode()
