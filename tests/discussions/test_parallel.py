"""Nobody's answer is lost, doubled or numbered twice when many write at once (CON-03, REL-02), on either database."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings
from django.db import connection

from .parallel_posts import EACH, WRITERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(tmp_path):
    """A copy of the empty test database for a program that really commits."""
    here = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        there = tmp_path / "at-once.sqlite3"
        with closing(sqlite3.connect(here)) as old, closing(sqlite3.connect(there)) as new:
            old.backup(new)
        yield str(there)
        return
    there = f"{here}_at_once"
    connection.close()  # PostgreSQL copies only what nobody is connected to
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{there}"')
        cursor.execute(f'CREATE DATABASE "{there}" TEMPLATE "{here}"')
    yield there
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{there}" WITH (FORCE)')


def test_con_03_a_thousand_answers_by_twenty_at_once_are_one_post_a_form_and_numbered_without_a_gap(copy):
    run = subprocess.run(
        [sys.executable, "-m", "tests.discussions.parallel_posts", copy],
        cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=1200,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "network_site.settings.test"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout.splitlines()[-1])
    assert WRITERS * EACH == 1000
    assert told["answers"] == 2 * 1000
    assert told["posts"] == 1000
    assert told["numbers"] == list(range(1, 1002))
    assert told["each"] == [EACH] * WRITERS
