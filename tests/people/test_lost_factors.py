"""Who lost a second factor gets back in by two of the staff and a day's wait, and whoever did not ask can say stop."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.utils import timezone

from members.accounts.models import AuditEntry, FactorReset
from members.accounts.roles import Role

from ..answers import bare
from ..builders import with_second_factor
from ..work import work_off

OPEN = "/members/manage/lost-factors/"


@pytest.fixture
def lost(make_member):
    return with_second_factor(make_member("Somebody without a telephone"))


@pytest.fixture
def other_manager(make_member):
    return make_member("The other desk", roles=[Role.MEMBER_MANAGER])


def begin(client, manager, lost, check="video"):
    client.force_login(manager)
    return client.post(f"/members/manage/members/{lost.profile.key}/lost-factor/", {"check": check})


def press(client, user, verb):
    client.logout()
    client.force_login(user)
    return client.post(OPEN, {"do": verb, "reset": str(FactorReset.objects.latest("pk").key)}, follow=True)


def test_auth_16_two_managers_and_a_day_remove_a_lost_factor(client, manager, other_manager, lost, time_machine):
    assert begin(client, manager, lost).url == OPEN
    press(client, other_manager, "confirm")
    assert "A day must pass" in press(client, manager, "finish").content.decode()
    assert Authenticator.objects.filter(user=lost).exists()
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    press(client, manager, "finish")
    assert not Authenticator.objects.filter(user=lost).exists()


def test_auth_16_the_one_who_began_cannot_confirm(client, manager, lost):
    begin(client, manager, lost)
    assert "Confirm" not in client.get(OPEN).content.decode()
    assert "Another member of staff" in press(client, manager, "confirm").content.decode()
    assert FactorReset.objects.get().confirmed_at is None


def test_auth_16_how_it_was_checked_is_said_and_logged(client, manager, lost):
    refused = begin(client, manager, lost, check="")
    assert refused.status_code == 422
    assert "how you made sure" in refused.content.decode()
    assert not FactorReset.objects.exists()
    begin(client, manager, lost, check="in-person")
    assert AuditEntry.objects.get(action="factor-reset-asked").facts["check"] == "in-person"


def test_auth_16_every_address_hears_of_every_step(client, manager, other_manager, lost, time_machine):
    EmailAddress.objects.create(user=lost, email="private@people.test", verified=True)
    EmailAddress.objects.create(user=lost, email="never-confirmed@people.test", verified=False)
    begin(client, manager, lost)
    press(client, other_manager, "confirm")
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    press(client, manager, "finish")
    work_off()
    told = [address for message in mail.outbox for address in message.to]
    assert sorted(told) == sorted([lost.email, "private@people.test"] * 3)
    assert not any(lost.profile.display_name in message.body for message in mail.outbox)


def test_auth_16_the_member_stops_it_from_the_notice_without_signing_in(
    client, manager, other_manager, lost, time_machine
):
    begin(client, manager, lost)
    press(client, other_manager, "confirm")
    client.logout()
    work_off()
    address = re.search(r"/account/lost-factor/[^\s]+/", mail.outbox[0].body).group()
    assert "stop it" in client.get(address).content.decode()
    assert FactorReset.objects.get().cancelled_at is None
    client.post(address)
    assert FactorReset.objects.get().cancelled_at is not None
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    press(client, manager, "finish")
    assert Authenticator.objects.filter(user=lost).exists()


@pytest.mark.parametrize("token", ["x", "forged:1abc:sig", "%00"])
def test_a_forged_link_stops_nothing_and_tells_nothing(client, manager, lost, token):
    begin(client, manager, lost)
    client.logout()
    assert client.get(f"/account/lost-factor/{token}/").status_code in (400, 404)
    client.post(f"/account/lost-factor/{token}/")
    assert FactorReset.objects.get().cancelled_at is None


def test_nobody_removes_their_own_factor_or_that_of_who_has_none(client, manager, other_manager, make_member):
    assert begin(client, manager, manager).status_code == 422
    assert begin(client, manager, make_member()).status_code == 422
    assert not FactorReset.objects.exists()


def test_a_manager_cannot_open_an_administrator_s_account_this_way(client, manager, django_user_model, make_member):
    top = make_member("The administrator")
    top.is_superuser = True
    top.save()
    with_second_factor(top)
    assert begin(client, manager, top).status_code == 422
    assert not FactorReset.objects.exists()


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.FOCAL_POINT])
def test_these_pages_do_not_exist_for_others(client, make_member, lost, role, make_city):
    client.force_login(make_member(roles=[role] if role else [], city=make_city()))
    missing = bare(client.get("/members/manage/nothing-here/"), "/members/manage/nothing-here/")
    assert missing[0] == 404
    for address in (OPEN, f"/members/manage/members/{lost.profile.key}/lost-factor/"):
        assert bare(client.get(address), address) == missing
