"""Accounts in every state, and a way to sign in like a person."""

from time import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import Group

from members.accounts.choices import Status
from members.accounts.models import User

from ..builders import SECRET, with_second_factor

PASSWORD = "seven boats on a quiet lake"


@pytest.fixture
def make_user(db):
    """Make an account with a name, a state and roles."""

    def make(name: str = "member", *roles: str, status: str = Status.APPROVED, factor: bool = False) -> User:
        user = User.objects.create_user(f"{name}@town.test", PASSWORD, status=status)
        user.groups.add(*(Group.objects.get_or_create(name=role)[0] for role in roles))
        return with_second_factor(user) if factor else user

    return make


@pytest.fixture
def sign_in(client):
    """Post address and password to the one sign-in."""

    def post(address: str, password: str = PASSWORD, **extra):
        return client.post("/accounts/login/", {"login": address, "password": password}, **extra)

    return post


@pytest.fixture
def code():
    """The code that a code generator shows now, or some steps of thirty seconds away."""
    return lambda steps=0: format_hotp_value(hotp_value(SECRET, int(time()) // 30 + steps))
