"""The last place is given once, however many ask for it at the same moment (CON-03)."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings
from django.db import connection

from .parallel_places import PEOPLE, PLACES

pytestmark = pytest.mark.django_db


def test_con_03_twenty_who_register_at_once_for_the_last_place_get_one_between_them(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("a copy of the test database is made the way SQLite makes one")
    copy = tmp_path / "places.sqlite3"
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as there, closing(sqlite3.connect(copy)) as here:
        there.backup(here)
    run = subprocess.run(
        [sys.executable, "-m", "tests.events.attending.parallel_places", str(copy)],
        cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=240,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "network_site.settings.test"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout.splitlines()[-1])
    assert found["full"] == {"registered": PLACES, "waiting": PEOPLE - PLACES}
    assert found["after"] == {"registered": PLACES, "waiting": PEOPLE - PLACES - 1, "cancelled": 1}
