"""The demonstration's workshop shows every state and every kind of way; that it can be built is tried in the browser's tests."""

import tomllib

import pytest
from django.conf import settings

from network_site.demo.stages import BRANCHES
from network_site.demo.submissions import WAY
from practices.choices import AdoptionState, Recognition
from practices.moves import State

CONTENT = settings.BASE_DIR / "network_site" / "demo" / "content"
# In which state each branch ends; the others end in the state of their own name.
ENDS = {
    "apart": State.DECISION, "appealed": State.IN_REVIEW, "taken-down": State.WITHDRAWN, "without-owner": State.PUBLISHED,
    "offered": State.PUBLISHED, "due": State.PUBLISHED, "overdue": State.PUBLISHED, "renewed": State.PUBLISHED, "ended": State.PUBLISHED,
    "changing": State.PUBLISHED,
}  # fmt: skip


def rows(name: str, table: str) -> list[dict]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))[table]


@pytest.fixture(scope="module")
def submissions() -> list[dict]:
    return rows("submissions/workshop.toml", "submission")


def test_every_state_of_a_submission_is_there(submissions):
    ends = {ENDS.get(row["until"], row["until"]) for row in submissions}
    assert ends == set(State)


def test_every_branch_is_walked_by_somebody(submissions):
    assert {row["until"] for row in submissions} >= {*WAY, *BRANCHES}


def test_one_is_without_names_one_judged_blind_and_one_written_together(submissions):
    for name in ("anonymous", "blind", "along", "safeguarding_detail"):
        assert any(row.get(name) for row in submissions), name


def test_adoptions_are_there_in_every_state_with_every_answer_and_with_what_was_measured():
    adoptions = rows("adoptions/adoptions.toml", "adoption")
    assert {row["steps"][-1][0] for row in adoptions} == set(AdoptionState)
    assert {row["answer"] for row in adoptions} == set(Recognition)
    assert any(row.get("measured") for row in adoptions)
