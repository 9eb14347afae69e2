"""A real browser on a real demonstration site; both are started once for all tests of this folder."""

import email.policy
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import sync_playwright

from .. import chromium, site

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@dataclass(frozen=True)
class Demo:
    """Where the demonstration site answers, and what is on it."""

    address: str
    pages: dict[str, str]
    logins: list[dict[str, str]]
    mail: Path

    def at(self, path: str) -> str:
        return self.address + path

    def login(self, role: str) -> dict[str, str]:
        return next(login for login in self.logins if login["role"] == role)


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    known = site.prepare(folder)
    with site.serving(folder) as address:
        yield Demo(address, known["pages"], known["logins"], folder / "mail")


SHOWN: dict[str, int] = {}  # for each secret, in which half minute its code was last used


def code_of(secret: str) -> str:
    """What a code generator shows now; who has used that one already waits for the next, as a code is good once."""
    while (step := int(time.time()) // 30) == SHOWN.get(secret):
        time.sleep(0.5)
    SHOWN[secret] = step
    return format_hotp_value(hotp_value(secret, step))


def follow(control) -> None:
    """Click what leads to another page, and wait until that page is whole."""
    with control.page.expect_navigation():
        control.click()


@pytest.fixture(scope="session")
def state_of(browser, demo):
    """What a browser keeps after somebody has signed in by the form; each role signs in once for the whole run."""

    @cache
    def once(role: str) -> dict:
        login = demo.login(role)
        context = browser.new_context()
        page = context.new_page()
        page.goto(demo.at("/accounts/login/?next=/account/"))
        page.fill("#id_login", login["email"])
        page.fill("#id_password", login["password"])
        page.keyboard.press("Enter")
        if login.get("secret"):
            page.wait_for_url("**/2fa/authenticate/")
            page.fill("#id_code", code_of(login["secret"]))
            page.keyboard.press("Enter")
        page.wait_for_url(demo.at("/account/"))
        state = context.storage_state()
        context.close()
        return state

    return once


@pytest.fixture
def letter_to(demo):
    """Wait for the newest letter to an address that speaks of something; gives its text."""

    def wait(address: str, about: str) -> str:
        for _try in range(500):  # after loading the demonstration the worker has much to do first
            for file in sorted(demo.mail.glob("*.log"), reverse=True):
                message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
                text = message.get_body(("plain",)).get_content()
                if address in (message["To"] or "") and about in text:
                    return text
            time.sleep(0.2)
        raise AssertionError(f"no letter to {address} that says {about}")

    return wait


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": chromium.find(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def playwright():
    """The browser's driver; `nothing_left_running` ends it."""
    return sync_playwright().start()


@pytest.fixture(scope="session")
def browser(launch_browser):
    """One browser for the whole folder; `nothing_left_running` closes it."""
    return launch_browser()


@pytest.fixture(scope="package", autouse=True)
def nothing_left_running(playwright, browser):
    """While the driver's event loop runs, Django refuses the database to whatever test comes next in this process."""
    yield
    browser.close()
    playwright.stop()


def pytest_collection_modifyitems(items):
    """Everything here needs the browser."""
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
