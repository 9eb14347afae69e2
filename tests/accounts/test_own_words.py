"""No page, message or letter of one's account is the authentication library's own."""

from pathlib import Path
from time import time

import allauth
import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.template.loader import get_template
from django.test.signals import template_rendered

from members.accounts.answers import ACCOUNT, FACTOR

from ..builders import with_second_factor
from ..work import work_off
from .conftest import PASSWORD

LIBRARY = Path(allauth.__file__).parent
NEW_PASSWORD = "nine lanterns above the ferry"
VISITED = (
    "/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/", "/accounts/password/reset/key/1-a/",
    "/accounts/password/reset/key/done/", "/accounts/confirm-email/", "/accounts/confirm-email/forged/",
)  # fmt: skip
OWN = (
    "/accounts/logout/", "/accounts/email/", "/accounts/password/change/", "/accounts/reauthenticate/", "/accounts/2fa/",
    "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/", "/accounts/sessions/",
)  # fmt: skip
WITH_FACTORS = (
    "/accounts/2fa/", "/accounts/2fa/reauthenticate/", "/accounts/2fa/totp/deactivate/", "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/keys/{key}/remove/", "/accounts/2fa/webauthn/keys/{key}/edit/",
)  # fmt: skip


@pytest.fixture
def rendered():
    """Every template that is rendered while the test runs, as the file it came from."""
    files: set[str] = set()

    def note(sender, template, **kwargs):
        files.add(str(template.origin.name))

    template_rendered.connect(note)
    yield files
    template_rendered.disconnect(note)


def of_the_library(files) -> list[str]:
    return sorted(name for name in files if name.startswith(str(LIBRARY)))


@pytest.fixture
def signed_in(client, make_user, sign_in, home):
    """A member who has signed in and has just typed the password once more."""
    user = make_user()
    sign_in(user.email)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return user


@pytest.mark.parametrize("path", VISITED)
def test_a_visitor_reads_our_words(client, home, rendered, path):
    assert client.get(path).status_code == 200
    assert rendered and of_the_library(rendered) == []


@pytest.mark.parametrize("path", OWN)
def test_a_member_reads_our_words(client, signed_in, rendered, path):
    assert client.get(path).status_code == 200
    assert rendered and of_the_library(rendered) == []


@pytest.mark.parametrize("path", WITH_FACTORS)
def test_a_member_with_every_factor_reads_our_words(client, signed_in, rendered, path):
    with_second_factor(signed_in)
    RecoveryCodes.activate(signed_in)
    key = Authenticator.objects.create(
        user=signed_in, type=Authenticator.Type.WEBAUTHN, data={"name": "Blue key", "credential": {}}
    )
    assert client.get(path.format(key=key.pk)).status_code == 200
    assert rendered and of_the_library(rendered) == []


def test_the_page_that_asks_for_a_passkey_again_is_ours():
    assert of_the_library({str(get_template("mfa/webauthn/reauthenticate.html").origin)}) == []


def test_whoever_is_asked_for_a_second_factor_reads_our_words(client, make_user, sign_in, home, rendered):
    user = make_user("guarded", factor=True)
    assert sign_in(user.email).url == "/accounts/2fa/authenticate/"
    client.get("/accounts/2fa/authenticate/")
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert of_the_library(rendered) == []


def test_what_is_done_to_an_account_is_told_in_our_words(
    client, signed_in, rendered, django_capture_on_commit_callbacks
):
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time()) // 30))
    assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    assert client.get("/accounts/2fa/recovery-codes/").context["can_view_codes"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/recovery-codes/generate/")
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=signed_in, type=Authenticator.Type.TOTP).exists()
    client.post("/accounts/email/", {"action_add": "", "email": "elsewhere@town.test"})
    client.get("/accounts/email/")
    client.post("/accounts/email/", {"action_remove": "", "email": "elsewhere@town.test"})
    client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    )
    client.post("/accounts/sessions/")
    client.post("/accounts/logout/")
    client.get("/accounts/login/")
    work_off()
    told = [message.body for message in mail.outbox]
    assert sum("recovery codes were made" in text for text in told) == 1
    assert not any("Thank you for using" in text for text in told)
    assert of_the_library(rendered) == []


def test_a_forgotten_password_is_set_anew_in_our_words(client, make_user, home, rendered):
    user = make_user("forgetful")
    client.post("/accounts/password/reset/", {"email": user.email})
    work_off()
    link = next(word for word in mail.outbox[0].body.split() if "/reset/key/" in word)
    page = client.get("/" + link.split("/", 3)[3], follow=True)
    assert page.context["form"]
    client.post(page.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}, follow=True)
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert of_the_library(rendered) == []


def test_every_answer_of_the_librarys_forms_that_can_be_given_here_is_ours():
    elsewhere = ("phone", "username", "unknown_", "select_only_one")  # what this site has no form for
    missing = [name for name in DefaultAccountAdapter.error_messages if name not in ACCOUNT]
    assert [name for name in missing if not name.startswith(elsewhere)] == []
    assert set(DefaultMFAAdapter.error_messages) == set(FACTOR)


def test_a_wrong_password_is_answered_in_our_words(sign_in, make_user, home):
    text = sign_in(make_user("hasty").email, "not the right one").content.decode()
    assert "Address and password do not fit together." in text
    assert "specified" not in text


def test_whoever_asks_too_often_reads_our_page(client, home):
    answers = [client.post("/accounts/password/reset/", {"email": "someone@town.test"}) for _try in range(30)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused and "Please wait" in refused[-1].content.decode()
    assert 'class="site-header"' in refused[-1].content.decode()


def test_the_watch_would_see_a_page_of_the_library(client, home, rendered):
    get_template("account/signup_closed.html").render({}, None)
    assert of_the_library(rendered) != []
