"""A passkey, kept by an authenticator that the browser itself simulates: added, signed in with, removed."""

import pytest

from .conftest import code_of

DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def device(browser, demo):
    """A page of a device with an authenticator, under a name for which browsers allow passkeys without encryption."""
    context = browser.new_context(base_url=demo.address.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    page.authenticator = protocol.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    page.protocol = protocol
    page.errors = []
    page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()


def sign_in(page, login: dict[str, str]) -> None:
    page.goto("/accounts/login/?next=/account/")
    page.fill("#id_login", login["email"])
    page.fill("#id_password", login["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.fill("#id_code", code_of(login["secret"]))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/account/")


def show_again(page, login: dict[str, str]) -> None:
    page.fill("#id_password", login["password"])
    page.get_by_role("button", name="Go on").click()


def add_passkey(page, login: dict[str, str], *, alone: bool) -> None:
    page.goto("/accounts/2fa/webauthn/add/")
    show_again(page, login)
    page.fill("#id_name", "Office computer")
    page.set_checked("#id_passwordless", alone)
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/2fa/recovery-codes/")


def sign_out(page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda address: "logout" not in address)


def test_a_reviewer_adds_a_passkey_signs_in_with_it_alone_and_removes_it(device, demo):
    page, login = (
        device,
        demo.login("evaluator elsewhere"),
    )  # nobody else signs in as them: a new factor ends all other sessions
    sign_in(page, login)
    add_passkey(page, login, alone=True)
    assert page.locator(".codes code").count() == 10

    sign_out(page)
    page.goto("/accounts/login/?next=/account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda address: "login" not in address)
    page.goto("/account/")
    assert page.locator("h1").inner_text() == "My account"

    page.goto("/accounts/2fa/webauthn/")
    assert page.get_by_text("Office computer", exact=True).is_visible()
    page.get_by_role("link", name="Remove").click()
    show_again(page, login)
    page.get_by_role("button", name="Remove it").click()
    page.wait_for_url("**/2fa/webauthn/")
    assert page.get_by_text("There is none.").is_visible()
    assert page.errors == []


def test_a_device_that_does_not_answer_is_told_in_words(device, demo):
    page = device
    page.goto("/accounts/login/")
    page.protocol.send("WebAuthn.setUserVerified", {"authenticatorId": page.authenticator, "isUserVerified": False})
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The device has not answered with a passkey.").wait_for()
    assert page.locator("#id_login").is_visible()


def test_without_javascript_no_button_promises_a_passkey(browser, demo):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo.at("/accounts/login/"))
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    assert page.locator("noscript p").is_visible()
    context.close()
