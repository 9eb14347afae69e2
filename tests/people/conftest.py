"""People of each kind, made with the least that a test needs."""

import itertools

import pytest
from django.contrib.auth.models import Group

from members.accounts.choices import Status
from members.accounts.roles import SECOND_FACTOR_ROLES, Role
from members.people.models import Profile

from ..builders import with_second_factor

PASSWORD = "seven stones across a brook"
numbers = itertools.count(1)


@pytest.fixture
def make_member(home, django_user_model):
    """A member with a profile: `tells` are fields everybody may read, `roles` the groups, the rest is the profile's."""

    def make(name: str = "", *, city=None, status=Status.APPROVED, roles=(), tells=(), close=(), **fields):
        number = next(numbers)
        user = django_user_model.objects.create_user(f"person{number}@people.test", PASSWORD, status=status)
        for role in roles:
            user.groups.add(Group.objects.get_or_create(name=role.value)[0])
        if set(roles) & set(SECOND_FACTOR_ROLES):
            with_second_factor(user)
        lists = {key: fields.pop(key) for key in ("works_on", "can_help", "looks_for") if key in fields}
        levels = dict.fromkeys(tells, "members") | dict.fromkeys(close, "spaces")
        profile, _made = Profile.objects.update_or_create(
            user=user,
            defaults={"display_name": name or f"Byline {number}", "city": city, "visibility": levels} | fields,
        )
        for key, themes in lists.items():
            getattr(profile, key).set(themes)
        return user

    return make


@pytest.fixture
def manager(make_member):
    return make_member("The desk", roles=[Role.MEMBER_MANAGER])


@pytest.fixture
def signed_in(client, make_member):
    """A browser in which somebody is signed in: `signed_in(user)`."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
