"""What signing in owes beside its own story, requirement by requirement."""

import logging
import os
import re
import subprocess
import sys

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings as site
from django.contrib.auth.hashers import identify_hasher, make_password
from django.core import mail
from django.test import Client

from members.accounts.audit import Action, record
from members.accounts.models import AuditEntry
from members.accounts.roles import Role

from ..work import work_off
from .conftest import PASSWORD


def test_auth_03_the_cms_s_own_password_ways_and_shared_passwords_are_off(settings):
    assert settings.WAGTAIL_PASSWORD_MANAGEMENT_ENABLED is False
    assert settings.WAGTAIL_PASSWORD_RESET_ENABLED is False
    assert settings.WAGTAILUSERS_PASSWORD_ENABLED is False
    assert (
        settings.WAGTAIL_PRIVATE_PAGE_OPTIONS
        == settings.WAGTAIL_PRIVATE_COLLECTION_OPTIONS
        == {"SHARED_PASSWORD": False}
    )


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.EDITOR, "/admin/"),
        (Role.MEMBER_MANAGER, "/members/manage/"),
        (Role.FOCAL_POINT, "/members/manage/"),
        (Role.FOCAL_POINT, "/city-profile/kz/aktau/"),
        (Role.ADMINISTRATOR, "/admin/"),
    ],
)
def test_auth_05_their_rooms_open_with_a_second_factor_and_show_only_enrolment_without(
    client, home, make_user, role, address
):
    from network_site.demo.roles import prepare_roles

    prepare_roles()
    user = make_user("staff", role.value)
    client.force_login(user)
    refused = client.get(address)
    assert (refused.status_code, refused.url, refused.content) == (302, "/accounts/2fa/", b"")
    other = make_user("enrolled", role.value, factor=True)
    client.force_login(other)
    assert client.get(address).status_code in (200, 404)


def test_auth_05_a_member_may_do_without(client, home, make_user):
    client.force_login(make_user())
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize("address", ["/accounts/password/reset/", "/join/"])
def test_auth_11_no_request_sends_mail_itself(client, home, make_user, address):
    user = make_user()
    client.post(
        address,
        {"email": user.email, "address": user.email, "name": "A name", "function": "Teacher", "why": "To learn."},
    )
    assert mail.outbox == []
    work_off()


def test_auth_11_an_unknown_account_costs_a_hash_as_a_known_one_does(client, db, make_user, sign_in, monkeypatch):
    from django.contrib.auth import hashers

    hasher = type(hashers.get_hasher())
    real_encode = hasher.encode
    encoded = []
    monkeypatch.setattr(
        hasher, "encode", lambda self, *args, **kw: (encoded.append(1), real_encode(self, *args, **kw))[1]
    )
    known = make_user().email
    encoded.clear()
    sign_in(known, "wrong")
    for_known = len(encoded)
    encoded.clear()
    sign_in("nobody@town.test", "wrong")
    assert len(encoded) == for_known > 0


def test_auth_13_passwords_are_kept_by_scrypt_and_old_hashes_are_made_anew_at_sign_in(settings, make_user, sign_in):
    from network_site.settings import base

    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    user = make_user()
    user.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    user.save()
    sign_in(user.email)
    user.refresh_from_db()
    assert identify_hasher(user.password).algorithm == "scrypt"


def test_auth_15_a_reset_leaves_the_second_factor_and_signs_nobody_in(client, make_user):
    user = make_user(factor=True)
    client.post("/accounts/password/reset/", {"email": user.email})
    work_off()
    link = re.search(r"/accounts/password/reset/key/[^\s]+", mail.outbox[-1].body).group()
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0] if form.redirect_chain else link
    client.post(address, {"password1": "nine gates of a green city", "password2": "nine gates of a green city"})
    user.refresh_from_db()
    assert user.check_password("nine gates of a green city")
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert client.get("/account/").status_code == 302
    asked = client.post("/accounts/login/", {"login": user.email, "password": "nine gates of a green city"})
    assert asked.url.startswith("/accounts/2fa/authenticate/")


SHOW = """
from django.conf import settings as s
print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.SESSION_COOKIE_PATH,
      s.SESSION_COOKIE_DOMAIN, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, s.CSRF_COOKIE_HTTPONLY, s.CSRF_COOKIE_DOMAIN)
"""


def test_ses_01_cookies_in_production_belong_to_this_host_alone(tmp_path):
    found = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=site.BASE_DIR, capture_output=True, text=True, timeout=60,
        env=os.environ | {
            "DJANGO_SETTINGS_MODULE": "network_site.settings.production", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "cities.example",
            "DATA_DIR": str(tmp_path),
        },
    )  # fmt: skip
    assert found.stdout.split() == [
        "__Host-session",
        "True",
        "True",
        "Lax",
        "/",
        "None",
        "__Host-csrf",
        "True",
        "True",
        "None",
    ], found.stderr


def test_ses_02_the_session_changes_at_each_step_of_signing_in_and_the_old_one_is_dead(
    client, home, make_user, sign_in, code
):
    user = make_user(factor=True)
    client.get("/accounts/login/")
    sign_in(user.email)
    half = client.cookies[site.SESSION_COOKIE_NAME].value
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    whole = client.cookies[site.SESSION_COOKIE_NAME].value
    assert half != whole
    assert client.get("/account/").status_code == 200
    thief = Client()
    thief.cookies[site.SESSION_COOKIE_NAME] = half
    assert thief.get("/account/").status_code == 302


def test_ses_02_a_new_role_is_asked_for_on_the_next_request(client, home, make_user):
    from django.contrib.auth.models import Group

    user = make_user()
    client.force_login(user)
    assert client.get("/members/manage/").status_code == 404
    user.groups.add(Group.objects.get_or_create(name=Role.MEMBER_MANAGER.value)[0])
    assert client.get("/members/manage/").status_code == 302


def test_log_03_no_log_line_holds_an_address_a_question_or_where_somebody_came_from(client, home, make_user, caplog):
    caplog.set_level(logging.DEBUG)
    user = make_user("kestrel")
    client.post("/accounts/login/", {"login": user.email, "password": "canary-kestrel"}, REMOTE_ADDR="192.0.2.99")
    client.get("/search/?q=canary-kestrel", HTTP_REFERER="https://elsewhere.example/kestrel", REMOTE_ADDR="192.0.2.99")
    client.get("/no-such-page/?q=canary-kestrel", REMOTE_ADDR="192.0.2.99")
    lines = "\n".join(row.getMessage() for row in caplog.records if not row.name.startswith("django.db"))
    for word in ("kestrel", "192.0.2.99", "elsewhere"):
        assert word not in lines
    assert lines  # something was logged, so that the absence says something


def test_log_03_the_web_server_keeps_no_access_log():
    text = (site.BASE_DIR / "gunicorn.conf.py").read_text()
    assert "accesslog" not in text
    assert "access-logfile" not in (site.BASE_DIR / "docs" / "operating.md").read_text()


def test_log_05_control_signs_are_written_out(make_user):
    record(Action.STATUS, actor=make_user(), reason="one\r\ntwo\x1b[31m")
    reason = AuditEntry.objects.latest("pk").facts["reason"]
    assert "\n" not in reason
    assert "\x1b" not in reason
    assert "two" in reason


def test_hdr_12_after_signing_out_nothing_private_is_left_in_the_browser(client, home, make_user):
    client.force_login(make_user())
    before = client.get("/account/")
    assert before["Cache-Control"] == "private, no-store"
    out = client.post("/accounts/logout/")
    assert out["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get("/account/").status_code == 302


def test_ses_05_one_session_is_ended_and_mine_goes_on(home, make_user):
    user = make_user()
    here, there, stranger = Client(), Client(), Client()
    for browser in (here, there):
        browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    stranger.post("/accounts/login/", {"login": make_user("stranger").email, "password": PASSWORD})
    other = UserSession.objects.get(session_key=there.session.session_key)
    assert stranger.post(f"/accounts/sessions/end/{other.pk}/").status_code == 404
    assert there.get("/account/").status_code == 200
    assert here.get("/accounts/sessions/").content.decode().count("End this one") == 1
    assert here.post(f"/accounts/sessions/end/{other.pk}/").url == "/accounts/sessions/"
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200
    assert here.get(f"/accounts/sessions/end/{other.pk}/").status_code == 404


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_signing_in_speaks_the_reader_s_language(home, client, make_user, language):
    user = make_user()
    page = client.get(f"/{language}/accounts/login/")
    assert page.status_code == 200
    assert f'lang="{language}"' in page.content.decode()
    client.post(f"/{language}/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.get(f"/{language}/account/").status_code == 200
    out = client.post(f"/{language}/accounts/logout/")
    assert "Clear-Site-Data" in out
