"""Whether the time of an answer tells who is in the network: the branches of each form, 200 tries each, in turn.

Uses the real hasher and a database of its own in a temporary folder; the site is asked in this process, over no network.
Prints the medians in milliseconds. Exit code 1 where two branches of a form differ by 10 % and by 5 ms.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

TRIES = int(os.environ.get("TRIES", "200"))
MOST_SHARE, MOST_MS = 0.10, 5.0
STATES = ("approved", "pending", "lapsed", "suspended", "left")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="causeway-signing-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "benchmarks.quiet_settings", "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DATA_DIR": folder, "SEARCH_URL": f"tantivy://{folder}/search",
        }  # fmt: skip
        import django

        django.setup()
        return measure()


def measure() -> int:
    from django.core.management import call_command

    from members.people import joining

    ceilings = ("REQUESTS_AN_HOUR", "INVITATIONS_A_DAY", "INVITATIONS_OF_ALL_A_DAY")
    for ceiling in ceilings:  # they would end the measurement
        setattr(joining, ceiling, 10 * TRIES * len(STATES))
    call_command("migrate", verbosity=0)
    people = make_people()
    worst = 0
    for name, ask in forms().items():
        found = medians(ask, people)
        low, high = min(found.values()), max(found.values())
        apart = high - low > MOST_MS and high / low - 1 >= MOST_SHARE
        worst |= apart
        print(f"{name}: {high - low:.2f} ms apart ({100 * (high / low - 1):.1f} %){' TOO MUCH' if apart else ''}")
        print("  " + ", ".join(f"{branch} {value:.2f}" for branch, value in found.items()))
    return int(worst)


def make_people() -> dict[str, list[str]]:
    """A few addresses for each branch; so that one account's own limits are never reached, each try takes the next."""
    from django.contrib.auth.hashers import make_password

    from members.accounts.models import User

    hashed = make_password("eleven lamps beside the harbour")
    people: dict[str, list[str]] = {"unknown": [f"nobody{number}@away.example" for number in range(TRIES)]}
    for state in STATES:
        people[state] = [f"{state}{number}@town.example" for number in range(TRIES)]
        for address in people[state]:
            user = User(email=address, status=state)
            user.password = hashed
            user.save()
    return people


def forms() -> dict[str, Callable[[str], int]]:
    from django.test import Client

    client = Client(SERVER_NAME="localhost")

    def sign_in(address: str) -> int:
        return client.post("/accounts/login/", {"login": address, "password": "not the password"}).status_code

    def reset(address: str) -> int:
        return client.post("/accounts/password/reset/", {"email": address}).status_code

    def join(address: str) -> int:
        words = {
            "address": address,
            "name": "A byline",
            "function": "Teacher",
            "organisation": "A school",
            "why": "To learn.",
        }
        return client.post("/join/", words).status_code

    manager, member = signed_in("manager@town.example", "Member managers"), signed_in("member@town.example")

    def invite(address: str) -> int:
        return manager.post("/members/manage/invite/", {"address": address}).status_code

    def change_address(address: str) -> int:
        return member.post("/accounts/email/", {"email": address, "action_add": ""}).status_code

    return {
        "sign-in": sign_in, "password reset": reset, "request to join": join, "invitation": invite, "change of address": change_address,
    }  # fmt: skip


def signed_in(address: str, role: str = "") -> Any:
    """Somebody who has just typed the password, and has a second factor."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.contrib.auth.models import Group
    from django.test import Client

    from members.accounts.models import User

    user = User.objects.create_user(address, "eleven lamps beside the harbour", status="approved")
    if role:
        user.groups.add(Group.objects.get_or_create(name=role)[0])
        TOTP.activate(user, generate_totp_secret())
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() + 3600}]
    session.save()
    return client


def medians(ask: Callable[[str], int], people: dict[str, list[str]]) -> dict[str, float]:
    """The branches take turns, so that whatever slows the machine slows all of them."""
    times: dict[str, list[float]] = {branch: [] for branch in people}
    statuses = set()
    for branch, address in in_turn(people):
        before = time.perf_counter()
        statuses.add(ask(address))
        times[branch].append(1000 * (time.perf_counter() - before))
    if len(statuses) != 1 or statuses - {200, 302}:
        raise SystemExit(f"The branches answer with different or other statuses than a form's: {sorted(statuses)}")
    return {branch: statistics.median(found) for branch, found in times.items()}


def in_turn(people: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for number in range(TRIES):
        for branch, addresses in people.items():
            yield branch, addresses[number]


if __name__ == "__main__":
    sys.exit(main())
