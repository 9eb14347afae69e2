"""Nobody's answer is lost, doubled or numbered twice when many write at once (CON-03, REL-02)."""

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


def test_con_03_many_who_answer_at_once_get_one_post_a_form_and_numbers_without_a_gap(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("a copy of the test database is made the way SQLite makes one")
    copy = tmp_path / "at-once.sqlite3"
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as there, closing(sqlite3.connect(copy)) as here:
        there.backup(here)
    run = subprocess.run(
        [sys.executable, "-m", "tests.discussions.parallel_posts", str(copy)],
        cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=240,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "network_site.settings.test"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout.splitlines()[-1])
    assert told["answers"] == 2 * WRITERS * EACH
    assert told["posts"] == WRITERS * EACH
    assert told["numbers"] == list(range(1, WRITERS * EACH + 2))
