"""Sent twenty times at once it is there once; ended in the middle it is there whole or not at all. On the real server."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from .. import site

TITLE = "A door that twenty hands push"
AT_ONCE = 20


class Unmoved(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


@pytest.fixture
def asking(demo, state_of):
    """Ask the server as the member of the demonstration; gives status, where it leads and the text."""
    cookies = {row["name"]: row["value"] for row in state_of("member lipovgrad")["cookies"]}
    opener = urllib.request.build_opener(Unmoved)

    def ask(path: str, values: dict | None = None) -> tuple[int, str, str]:
        token = cookies.get("csrftoken", "")
        data = urllib.parse.urlencode(values | {"csrfmiddlewaretoken": token}).encode() if values is not None else None
        request = urllib.request.Request(demo.at(path), data, {"Cookie": "; ".join(map("=".join, cookies.items()))})
        try:
            answer = opener.open(request, timeout=60)
        except urllib.error.HTTPError as other:
            answer = other
        with answer:
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()

    ask("/share/")
    return ask


def at_once(asking, path: str, values: dict) -> list[tuple[int, str, str]]:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(lambda _number: asking(path, values), range(AT_ONCE)))


def test_twenty_equal_posts_at_once_make_one_draft_and_one_version(asking):
    values = {"title": TITLE, "extent": "snapshot", "language": "en", "form_key": str(uuid4())}
    answers = at_once(asking, "/share/", values)
    assert {(status, where) for status, where, _text in answers} == {(302, answers[0][1])}
    assert asking("/work/")[2].count(f"{TITLE}</") == 1
    step = answers[0][1]
    based_on = re.search(r'name="based_on" value="(\d+)"', asking(step)[2])[1]
    saved = at_once(asking, step, {"title": TITLE, "claim": "Everybody pushes.", "based_on": based_on, "go": "stay"})
    assert {status for status, _where, _text in saved} == {302}
    text = asking(step)[2]
    assert "Everybody pushes." in text
    assert f'name="based_on" value="{int(based_on) + 1}"' in text


def test_different_words_at_once_are_not_lost_but_shown_beside_each_other(asking):
    values = {"title": TITLE, "extent": "snapshot", "language": "en", "form_key": str(uuid4())}
    step = asking("/share/", values)[1]
    based_on = re.search(r'name="based_on" value="(\d+)"', asking(step)[2])[1]

    def write(number: int) -> tuple[int, str, str]:
        return asking(step, {"title": TITLE, "claim": f"Hand {number} pushes.", "based_on": based_on, "go": "stay"})

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(write, range(4)))
    assert sorted(status for status, _where, _text in answers) == [302, 409, 409, 409]
    won = next(number for number, answer in enumerate(answers) if answer[0] == 302)
    for number, (status, _where, text) in enumerate(answers):
        if status == 409:
            assert f"Hand {number} pushes." in text
            assert f"Hand {won} pushes." in text


@pytest.mark.parametrize(("verb", "fewest"), [("hand-in", 4), ("accept", 20)])
def test_rel_11_a_process_ended_in_the_middle_leaves_all_of_it_or_nothing(demo, tmp_path, verb, fewest):
    """After each writing statement one process is ended without warning, on a copy of the demonstration."""
    copy_of(demo.mail.parent, tmp_path)
    command = [sys.executable, "-m", "tests.browser.killed", verb]
    ran = subprocess.run(
        command, cwd=site.ROOT, env=site.environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    (_before, before), *killed, (last, after) = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(killed) > fewest
    assert {json.dumps(row) for row in killed} == {json.dumps(["killed", before])}
    assert last == "whole"
    assert (before[0], after[0]) in {("draft", "submitted"), ("decision", "published")}


def copy_of(folder, target) -> None:
    """The data folder of a site that is running, with its database as it stands."""
    for file in folder.glob("*.sqlite3"):
        with sqlite3.connect(file) as source, sqlite3.connect(target / file.name) as goal:
            source.backup(goal)
    for name in ("guarded", "media"):
        if (folder / name).is_dir():
            shutil.copytree(folder / name, target / name)
