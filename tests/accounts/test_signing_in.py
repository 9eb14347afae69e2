"""Who gets in, by which door, and what the others are told."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import Resolver404, resolve

from members.accounts.adapter import AccountAdapter
from members.accounts.checks import one_way_in, other_ways_in
from members.accounts.choices import Status
from members.accounts.lookalikes import looks_like_another
from members.accounts.models import AuditEntry, User

from ..work import work_off
from .conftest import PASSWORD

STATES = [Status.PENDING, Status.LAPSED, Status.SUSPENDED, Status.LEFT]


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def told(response) -> tuple:
    """An answer without what differs between any two: tokens and what the reader typed."""
    text = re.sub(r'value="[^"]*"', "", response.content.decode())
    headers = {name: value for name, value in response.headers.items() if name not in ("Content-Length", "Expires")}
    return response.status_code, re.sub(r'nonce="[^"]*"', "", text), headers, sorted(response.cookies)


def test_an_approved_member_signs_in_and_out(client, make_user, sign_in):
    make_user()
    assert sign_in("member@town.test").status_code == 302
    assert is_in(client)
    response = client.post("/accounts/logout/")
    assert not is_in(client)
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_hdr_03_signing_out_is_never_a_link(client, make_user, sign_in):
    make_user()
    sign_in("member@town.test")
    client.get("/accounts/logout/")
    assert is_in(client)


def test_auth_01_no_other_sign_in_reset_or_password_view_is_mounted():
    assert other_ways_in() == []
    assert one_way_in(None) == []


def test_auth_01_the_check_would_find_another_way_in(settings):
    settings.ROOT_URLCONF = "tests.accounts.another_way_in"
    assert [error.id for error in one_way_in(None)] == ["accounts.E001"]


@pytest.mark.parametrize(
    "path",
    [
        "/admin/login/",
        "/admin/password_reset/",
        "/_util/login/",
        "/django-admin/",
        "/django-admin/login/",
        "/admin/password_reset/confirm/x/y/",
    ],
)
def test_auth_02_a_right_password_posted_at_another_door_opens_nothing(client, make_user, path):
    make_user("editor", "Editors")
    for data in (
        {"username": "editor@town.test", "password": PASSWORD},
        {"login": "editor@town.test", "email": "editor@town.test", "password": PASSWORD},
    ):
        for response in (client.get(path), client.post(path, data)):
            assert response.status_code in (302, 404)
            if response.status_code == 302:
                assert response.url.startswith(("/accounts/login/", "/django-admin/login/"))
        assert not is_in(client)
    assert not mail.outbox


@pytest.mark.parametrize("status", STATES)
def test_auth_21_nobody_but_approved_members_signs_in(client, make_user, sign_in, status):
    make_user(status=status)
    assert sign_in("member@town.test").status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("status", STATES)
def test_auth_10_a_right_password_of_a_closed_account_is_answered_like_a_wrong_one(client, make_user, sign_in, status):
    make_user()
    wrong = told(sign_in("member@town.test", "something else entirely"))
    unknown = told(Client().post("/accounts/login/", {"login": "nobody@town.test", "password": PASSWORD}))
    make_user("closed", status=status)
    closed = told(Client().post("/accounts/login/", {"login": "closed@town.test", "password": PASSWORD}))
    assert wrong == unknown == closed


@pytest.mark.parametrize("status", [None, *Status])
def test_auth_10_asking_for_a_new_password_is_answered_alike(client, make_user, status):
    usual = told(Client().post("/accounts/password/reset/", {"email": "usual@town.test"}))
    if status:
        make_user(status=status)
    assert told(client.post("/accounts/password/reset/", {"email": "member@town.test"})) == usual
    assert not mail.outbox  # written by the worker, so that no answer takes longer
    work_off()
    texts = [message.body for message in mail.outbox if message.to == ["member@town.test"]]
    assert len(texts) == 1
    assert ("/accounts/password/reset/key/" in texts[0]) == (status == Status.APPROVED)


def test_auth_14_a_link_for_a_new_password_works_once_and_signs_nobody_in(client, make_user):
    user = make_user()
    client.post("/accounts/password/reset/", {"email": user.email})
    work_off()
    link = re.search(r"http\S+(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    new = "nine lanterns under the bridge"
    response = client.post(address, {"password1": new, "password2": new})
    assert response.status_code == 302
    assert not is_in(client)
    user.refresh_from_db()
    assert user.check_password(new)
    again = Client().get(link, follow=True)
    assert "password1" not in again.content.decode()


@pytest.mark.parametrize(
    "password", ["short", "causeway causeway", "password1234", "member@town.test", "x" * 2000, "x" * 1_000_000]
)
def test_auth_12_a_weak_or_endless_password_is_refused_in_a_sentence(client, make_user, sign_in, password):
    user = make_user()
    sign_in(user.email)
    response = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert response.status_code == 200
    assert response.context["form"].errors
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("password", ["наш мост стоит над рекой", "x1 " * 30, "pass phrase with spaces"])
def test_auth_12_any_writing_of_twelve_signs_and_more_is_taken(client, make_user, sign_in, password):
    user = make_user()
    sign_in(user.email)
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": password.strip(), "password2": password.strip()},
    )
    user.refresh_from_db()
    assert user.check_password(password.strip())


def test_an_endless_password_at_the_sign_in_is_a_wrong_one(client, make_user, sign_in):
    make_user()
    assert sign_in("member@town.test", "x" * 1_000_000).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("typed", ["MEMBER@TOWN.TEST", " member@town.test ", "Member@Town.Test"])
def test_auth_22_one_address_however_it_is_typed(client, make_user, sign_in, typed):
    make_user()
    assert sign_in(typed).status_code == 302


@pytest.mark.parametrize("typed", ["ｍember@town.test", "mеmber@town.test", "member@tоwn.test"])
def test_auth_22_an_address_in_another_alphabet_opens_no_account(client, make_user, sign_in, typed):
    make_user()
    assert sign_in(typed).status_code == 200
    assert not is_in(client)
    assert looks_like_another(typed) == (typed != "ｍember@town.test")


def test_auth_22_it_does_not_matter_which_of_two_look_alikes_came_first(db):
    User.objects.create_user("mеmber@town.test", PASSWORD)
    assert looks_like_another("member@town.test")
    assert looks_like_another("membеr@town.test")
    assert not looks_like_another("mеmber@town.test")
    assert not looks_like_another("number@town.test")


def test_auth_22_no_second_account_looks_like_the_first(client, make_user, sign_in):
    make_user()
    user = make_user("other")
    sign_in(user.email)
    response = client.post(
        "/accounts/email/", {"action_add": "", "email": "mеmber@town.test"}
    )  # with a Cyrillic letter
    assert response.context["form"].errors
    assert list(EmailAddress.objects.filter(user=user).values_list("email", flat=True)) == [user.email]
    with pytest.raises(ValidationError, match="another alphabet"):
        AccountAdapter().clean_email("mеmber@town.test")


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "\\\\evil.example",
        "/\\evil.example",
        "/ok\r\nSet-Cookie: a=b",
        "http:evil.example",
        "@evil.example",
    ],
)
def test_auth_25_after_signing_in_nobody_lands_elsewhere(client, make_user, wanted):
    make_user()
    response = client.post("/accounts/login/", {"login": "member@town.test", "password": PASSWORD, "next": wanted})
    assert response.status_code == 302
    assert response.url.startswith("/") and not response.url.startswith(("//", "/\\"))
    assert response.url.isprintable()
    assert client.get("/admin/login/", {"next": wanted}).url in ("/accounts/login/", "/")


def test_auth_18_there_is_no_open_sign_up(client, db):
    for method in (client.get, client.post):
        assert method("/accounts/signup/", {"email": "new@town.test"}).url.startswith("/accounts/login/")
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/signup/passkey/", "/accounts/3rdparty/"])
def test_auth_23_no_code_by_mail_and_no_other_network_lets_anybody_in(path):
    with pytest.raises(Resolver404):
        found = resolve(path)
        assert found.view_name == "wagtail_serve"
        raise Resolver404


def test_rate_01_after_five_wrong_passwords_even_the_right_one_waits_but_a_session_goes_on(client, make_user, sign_in):
    make_user()
    inside = Client()
    inside.post("/accounts/login/", {"login": "member@town.test", "password": PASSWORD})
    for _try in range(6):
        response = sign_in("member@town.test", "wrong and wrong again")
    assert sign_in("member@town.test").status_code in (200, 429)
    assert not is_in(client)
    assert response.status_code in (200, 429)
    assert inside.get("/accounts/password/change/").status_code == 200


def test_rate_02_a_forged_address_of_the_client_changes_nothing(client, make_user, sign_in):
    make_user()
    for number in range(6):
        sign_in("member@town.test", "wrong and wrong again", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    sign_in("member@town.test", HTTP_X_FORWARDED_FOR="10.9.9.9")
    assert not is_in(client)


def test_log_01_signing_in_and_failing_are_written_down_without_addresses(client, make_user, sign_in):
    user = make_user()
    sign_in("nobody@town.test")
    sign_in(user.email)
    rows = list(AuditEntry.objects.order_by("pk").values_list("action", "actor"))
    assert ("sign-in-failed", "") in rows
    assert ("signed-in", str(user.key)) in rows
    assert "town.test" not in str(list(AuditEntry.objects.values()))
