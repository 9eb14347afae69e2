"""A real browser on a real demonstration site; both are started once for all tests of this folder."""

from dataclasses import dataclass

import pytest

from .. import chromium, site

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@dataclass(frozen=True)
class Demo:
    """Where the demonstration site answers, and what is on it."""

    address: str
    pages: dict[str, str]
    logins: list[dict[str, str]]

    def at(self, path: str) -> str:
        return self.address + path

    def login(self, role: str) -> dict[str, str]:
        return next(login for login in self.logins if login["role"] == role)


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    known = site.prepare(folder)
    with site.serving(folder) as address:
        yield Demo(address, known["pages"], known["logins"])


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": chromium.find(), "args": ARGUMENTS}


def pytest_collection_modifyitems(items):
    """Everything here needs the browser, and stays with the one server."""
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
