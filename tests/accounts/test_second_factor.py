"""The second factor: who must have one, what opens without, and what is lost with it."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from members.accounts.lost_factors import (
    ask_factor_reset,
    cancel_factor_reset,
    confirm_factor_reset,
    finish_factor_reset,
)
from members.accounts.models import AuditEntry
from network_site.demo.roles import prepare_roles

from ..work import work_off
from .conftest import PASSWORD

STAFF = ["Editors", "Organisers", "Safeguarding editors", "Administrators", "Member managers"]


@pytest.fixture
def roles(home):
    prepare_roles()


@pytest.mark.parametrize("role", STAFF)
def test_auth_04_staff_without_a_second_factor_get_nothing_but_enrolment(client, make_user, roles, role):
    client.force_login(make_user("staff", role))
    for path in ("/admin/", "/admin/pages/", "/admin/reports/site-history/"):
        response = client.get(path)
        assert (response.status_code, response.url) == (302, "/accounts/2fa/")
        assert response.content == b""
    page = client.get("/accounts/2fa/")
    assert page.status_code == 200
    assert "Set up a second factor first" in page.content.decode()


@pytest.mark.parametrize("role", STAFF)
def test_auth_04_with_one_the_cms_opens(client, make_user, roles, role):
    client.force_login(make_user("staff", role, factor=True))
    assert client.get("/admin/").status_code == 200


def test_acl_24_for_a_member_the_cms_does_not_exist(client, make_user, roles):
    client.force_login(make_user())
    missing = client.get("/nowhere/")
    for path in ("/admin/", "/admin/pages/", "/admin/nowhere/", "/admin/images/"):
        response = client.get(path)
        assert response.status_code == 404
        assert response.content.decode().replace(path, "/nowhere/") == missing.content.decode()


def test_the_password_alone_opens_no_session_where_a_factor_is_set_up(client, make_user, sign_in, code):
    make_user(factor=True)
    response = sign_in("member@town.test")
    assert response.url.startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session
    assert client.get("/accounts/password/change/").status_code == 302
    response = client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert response.status_code == 302
    assert "_auth_user_id" in client.session


def test_auth_06_a_code_opens_in_its_own_notation_and_step_and_once(client, make_user, sign_in, code):
    make_user(factor=True)
    sign_in("member@town.test")
    right = code()
    other = [
        right[:3] + " " + right[3:],
        f"+{right[1:]}",
        "".join(chr(ord(one) + 0xFEE0) for one in right),
        f" {right}",
        code(5),
        code(-5),
        "",
    ]
    for wrong in other:
        client.post("/accounts/2fa/authenticate/", {"code": wrong})
        assert "_auth_user_id" not in client.session, wrong
    cache.clear()  # the limit on tries is another test's
    client.post("/accounts/2fa/authenticate/", {"code": right})
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    sign_in("member@town.test")
    client.post("/accounts/2fa/authenticate/", {"code": right})
    assert "_auth_user_id" not in client.session


def test_auth_09_half_way_through_another_password_does_not_mix_the_two(client, make_user, sign_in):
    make_user("first", factor=True)
    other = make_user("second")
    sign_in("first@town.test")
    sign_in("second@town.test")
    assert "_auth_user_id" not in client.session
    client.post("/accounts/logout/")
    client.cookies.clear()
    sign_in("second@town.test")
    assert client.session["_auth_user_id"] == str(other.pk)


def test_auth_07_ten_recovery_codes_are_kept_unreadable(client, make_user, sign_in, code):
    user = make_user(factor=True)
    sign_in(user.email)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/recovery-codes/generate/")
    text = str(Authenticator.objects.filter(user=user).values_list("data", flat=True))
    assert "KRSXG5CT" not in text
    kept = Authenticator.objects.get(user=user, type="recovery_codes").wrap()
    codes = kept.get_unused_codes()
    assert len(codes) == 10
    assert not [one for one in codes if one in text]


def test_auth_19_a_code_generator_is_set_up_only_soon_after_the_password(client, make_user, time_machine):
    user = make_user()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/accounts/2fa/totp/activate/").url.startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    assert "<svg" in page.content.decode()
    time_machine.move_to(timezone.now() + timedelta(minutes=6))
    assert client.get("/accounts/2fa/totp/activate/").url.startswith("/accounts/reauthenticate/")


def test_auth_16_a_lost_factor_goes_only_by_two_of_the_staff_and_after_a_day(make_user, time_machine):
    one, two = make_user("one", "Member managers"), make_user("two", "Administrators")
    lost = make_user("lost", factor=True)
    reset = ask_factor_reset(lost, check="video", by=one)
    assert ask_factor_reset(lost, check="video", by=one) == reset
    with pytest.raises(PermissionDenied):
        confirm_factor_reset(reset, by=one)
    with pytest.raises(ValidationError):
        finish_factor_reset(reset, by=two)
    confirm_factor_reset(reset, by=two)
    with pytest.raises(ValidationError, match="day"):
        finish_factor_reset(reset, by=two)
    assert Authenticator.objects.filter(user=lost).exists()
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    finish_factor_reset(reset, by=one)
    assert not Authenticator.objects.filter(user=lost).exists()
    work_off()
    assert [message.to for message in mail.outbox].count(["lost@town.test"]) == 3
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {
        "factor-reset-asked",
        "factor-reset-confirmed",
        "factor-reset-done",
    }


def test_auth_16_the_member_stops_it(make_user, time_machine):
    one, two, lost = (
        make_user("one", "Member managers"),
        make_user("two", "Member managers"),
        make_user("lost", factor=True),
    )
    reset = ask_factor_reset(lost, check="video", by=one)
    confirm_factor_reset(reset, by=two)
    cancel_factor_reset(reset, by=lost)
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    finish_factor_reset(reset, by=two)
    assert Authenticator.objects.filter(user=lost).exists()


def test_auth_16_a_member_cannot_begin_it(make_user):
    with pytest.raises(PermissionDenied):
        ask_factor_reset(make_user("lost", factor=True), check="video", by=make_user("other"))
