"""Promises that the settings keep."""

import subprocess
import sys

import pytest
from django.conf import settings


def test_priv_12_editors_addresses_are_not_sent_to_an_avatar_service():
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None


def test_priv_12_the_cms_asks_nobody_about_updates():
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False


def test_xss_08_recordings_are_never_embedded_from_elsewhere():
    assert settings.WAGTAILEMBEDS_FINDERS == []


def test_dep_02_production_refuses_to_start_without_a_secret_key():
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
        env={"DJANGO_SETTINGS_MODULE": "network_site.settings.production", "PATH": ""},
    )  # fmt: skip
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr


def test_production_starts_with_what_the_example_names():
    result = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "ERROR"],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
        env={
            "DJANGO_SETTINGS_MODULE": "network_site.settings.production", "PATH": "",
            "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "cities.example",
        },
    )  # fmt: skip
    assert result.returncode == 0, result.stderr


def test_sqlite_is_shared_by_web_and_worker_in_wal_mode(db):
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_tasks_are_rows_of_the_same_transaction():
    assert settings.TASKS["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend"
    assert settings.TASKS["default"]["ENQUEUE_ON_COMMIT"] is False


WHOLE = {
    "DJANGO_SETTINGS_MODULE": "network_site.settings.production", "PATH": "", "SECRET_KEY": "aB3-xyZ9" * 10, "ALLOWED_HOSTS": "cities.example",
    "DATABASE_URL": "postgres://causeway:x@127.0.0.1/causeway", "EMAIL_URL": "smtp+ssl://causeway:x@mail.example:465",
    "VIRUS_SCANNER": "clamd://127.0.0.1:3310", "DATA_DIR": "/nowhere",
}  # fmt: skip


def checked(**changed: str) -> subprocess.CompletedProcess:
    """What the check says that runs before each start, with everything set but for what is changed."""
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False, env=WHOLE | changed,
    )  # fmt: skip


def test_dep_01_a_network_with_all_its_settings_has_nothing_to_be_warned_of():
    result = checked()
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"ALLOWED_HOSTS": "*"}, "pages.E002"),
        ({"EMAIL_URL": ""}, "pages.W002"),
        ({"DATABASE_URL": ""}, "pages.W004"),
        ({"VIRUS_SCANNER": ""}, "safeguarding.W001"),
        ({"BACKUP_DAYS": "90"}, "pages.E001"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_dep_02_a_mistake_in_a_setting_stops_the_start(changed, said):
    result = checked(**changed)
    assert result.returncode != 0
    assert said in result.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DEBUG", True, "pages.E003"),
        ("CACHES", {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}, "pages.W003"),
        ("ALLOWED_HOSTS", ["cities.example", "*"], "pages.E002"),
    ],
)
def test_dep_02_no_overlay_switches_it_on_unseen(settings, name, value, said):
    from network_site.pages.checks import fit_for_a_network

    assert said not in {row.id for row in fit_for_a_network(None)}
    setattr(settings, name, value)
    assert said in {row.id for row in fit_for_a_network(None)}


def test_dep_02_no_variable_shows_faults_to_everybody():
    shown = subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; print(settings.DEBUG)"],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False, env=WHOLE | {"DEBUG": "1", "DJANGO_DEBUG": "True"},
    )  # fmt: skip
    assert shown.stdout.strip() == "False"


def test_hdr_16_files_of_the_design_are_our_own_and_named_by_what_is_in_them():
    from network_site.settings import base

    assert base.STATIC_URL == "/static/"
    assert "Manifest" in base.STORAGES["staticfiles"]["BACKEND"]
