"""What is asked too often is answered with one sentence and a time; what protects people is counted for all processes."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.db import DatabaseError
from django.utils import timezone

from members.accounts import limits
from members.accounts.limits import LIMITS, Limit
from members.accounts.models import RateCount
from search.results import MOST_PAGES

from ..addresses import site_views


def allow(monkeypatch, name: str, count: int) -> None:
    """The same table with one limit made small."""
    small = [Limit(**{**row.__dict__, "count": count}) if row.name == name else row for row in LIMITS]
    monkeypatch.setattr(limits, "LIMITS", small)


def test_rate_05_every_limit_names_views_that_exist():
    names = set(site_views())
    for limit in LIMITS:
        for view in limit.views:
            assert view in names or (view.endswith("*") and any(name.startswith(view[:-1]) for name in names)), view


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("search", "/search/?q=a"),
        ("suggestions", "/search/suggestions/?q=a"),
        ("API", "/api/v1/themes/"),
        ("feeds and files of results", "/search/results.csv?q=a"),
        ("downloads", "/resources/export.bib"),
    ],
)
def test_rate_05_the_answer_is_429_with_a_time_and_kept_by_nobody(client, home, monkeypatch, name, address):
    allow(monkeypatch, name, 2)
    assert [client.get(address).status_code for _number in range(2)] == [200, 200]
    refused = client.get(address)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert refused["Cache-Control"] == "private, no-store"
    assert client.get("/").status_code == 200


def test_rate_05_programs_are_told_as_data_and_people_on_a_page(client, home, monkeypatch):
    allow(monkeypatch, "API", 0)
    allow_api = client.get("/api/v1/themes/")
    assert allow_api["Content-Type"].startswith("application/json")
    monkeypatch.undo()
    allow(monkeypatch, "search", 0)
    assert "Please wait" in client.get("/search/").content.decode()


def test_rate_05_somebody_else_is_not_counted_with_me(client, home, monkeypatch, make_user):
    allow(monkeypatch, "search", 1)
    assert client.get("/search/").status_code == 200
    assert client.get("/search/").status_code == 429
    client.force_login(make_user())
    assert client.get("/search/").status_code == 200


def test_rate_03_ten_of_fifty_parallel_guesses_come_through(tmp_path):
    url = (
        os.environ.get("DATABASE_URL", "") if os.environ.get("DB") == "postgres" else f"sqlite:///{tmp_path}/counts.db"
    )
    found = subprocess.run(
        [sys.executable, "-m", "tests.accounts.parallel_counts"], cwd=site.BASE_DIR, capture_output=True, text=True, timeout=120,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "network_site.settings.test", "DATABASE_URL": url},
    )  # fmt: skip
    assert found.stdout.strip() == "10", found.stderr


def test_rate_03_one_account_is_spared_guesses_from_many_addresses(client, make_user, monkeypatch, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    allow(monkeypatch, "sign-in, by account", 3)
    user = make_user()
    statuses = [
        client.post("/accounts/login/", {"login": user.email, "password": "wrong"}, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}").status_code
        for number in range(5)
    ]  # fmt: skip
    assert statuses[3:] == [429, 429]
    assert 429 not in statuses[:3]


def test_rate_03_an_unknown_account_is_counted_alike(client, db, monkeypatch):
    allow(monkeypatch, "sign-in, by account", 1)
    answers = [
        client.post("/accounts/login/", {"login": "nobody@town.test", "password": "x"}).status_code for _n in range(2)
    ]
    assert answers == [200, 429]


def test_rate_02_ipv6_is_counted_by_network(client, home, monkeypatch):
    allow(monkeypatch, "search", 1)
    assert client.get("/search/", REMOTE_ADDR="2001:db8:1:2::1").status_code == 200
    assert client.get("/search/", REMOTE_ADDR="2001:db8:1:2:ffff::9").status_code == 429
    assert client.get("/search/", REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


def test_rate_07_without_the_counts_signing_in_refuses_after_a_few_and_reading_goes_on(
    client, home, make_user, monkeypatch
):
    def broken(*args):
        raise DatabaseError("The counts are gone.")

    monkeypatch.setattr(limits, "count_shared", broken)
    address = make_user().email
    answers = [client.post("/accounts/login/", {"login": address, "password": "wrong"}).status_code for _n in range(8)]
    assert answers[-1] == 429
    assert 500 not in answers
    assert client.get("/practices/").status_code == 200


def test_rate_09_no_count_can_be_led_back_to_anybody_and_none_is_older_than_a_day(client, make_user):
    user = make_user()
    client.post("/accounts/login/", {"login": user.email, "password": "wrong"}, REMOTE_ADDR="192.0.2.77")
    kept = str(list(RateCount.objects.values()))
    assert RateCount.objects.count() == 2
    for word in (user.email, "town.test", "192.0.2.77", str(user.pk) + "'"):
        assert word not in kept
    assert all(row.until - time.time() <= limits.DAY for row in RateCount.objects.all())


def test_rate_09_what_is_over_is_thrown_away(client, make_user, time_machine):
    user = make_user()
    client.post("/accounts/login/", {"login": user.email, "password": "wrong"})
    old = set(RateCount.objects.values_list("pk", flat=True))
    time_machine.move_to(timezone.now() + timedelta(days=2))
    client.post("/accounts/login/", {"login": "other@town.test", "password": "wrong"})
    assert not old & set(RateCount.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(
    "address", ["/search/?page=99999", "/practices/?page=99999", "/resources/?page=-3", "/events/?page=1e9"]
)
def test_rate_08_no_page_is_deeper_than_the_ceiling(client, home, address):
    assert client.get(address).status_code in (200, 404)
    assert MOST_PAGES <= 500


def test_a_reader_s_own_process_forgets_what_is_over_and_never_grows_without_end(monkeypatch):
    monkeypatch.setattr(limits.Local, "MOST", 10)
    counts = limits.Local()
    for number in range(100):
        counts.add(str(number), 1, 60)
    assert len(counts.rows) <= 10
