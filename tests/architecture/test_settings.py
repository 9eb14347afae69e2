"""Promises that the settings keep."""

import subprocess
import sys

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
