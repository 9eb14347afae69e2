"""The promise of who may know of what, cell by cell (ACL-02, ACL-12).

`tests/data/leak_matrix.csv` has a row for each surface, secret and role. N: the reader is told the very same bytes
whether or not the secret exists. Y: the secret's word stands there. D: the desk, where
there is something to see, though not the word itself. The role “once_public” is anybody, after the secrecy
has been taken away: without it, an N would also be kept by a surface that shows nothing at all.
"""

import csv
from pathlib import Path

import pytest

from .secrets import SECRETS
from .surfaces import SURFACES
from .viewers import ROLES

# The cells ask the database nothing, but the network they are about lies in it; one process builds it for all of them.
pytestmark = pytest.mark.django_db
MATRIX = Path(__file__).parent.parent / "data" / "leak_matrix.csv"
COLUMNS = ["surface_no", "surface", "secret", "secret_name", "role", "expected"]
ONCE_PUBLIC = "once_public"


def rows() -> list[dict[str, str]]:
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def name(row: dict[str, str]) -> str:
    return f"{row['secret']}-{row['surface_no']}-{row['role']}-{row['expected']}"


CELLS = [row for row in rows() if row["expected"] != "-"]


def different(worlds, row: dict[str, str]) -> list[str]:
    """The addresses at which the reader is told something else when the secret exists."""
    key = (row["secret"], int(row["surface_no"]), row["role"])
    without, within = worlds.without[key], worlds.within[key]
    return [
        f"{visit} as {row['role']}: {first_difference(without[visit], within[visit])}"
        for visit in within
        if without[visit] != within[visit]
    ]


def first_difference(without, within) -> str:
    if without.status != within.status:
        return f"status {without.status} without, {within.status} with"
    if without.headers != within.headers:
        return f"headers {sorted(set(without.headers) ^ set(within.headers))}"
    at = next((i for i, (a, b) in enumerate(zip(without.text, within.text, strict=False)) if a != b), 0)
    return f"…{without.text[max(0, at - 60) : at + 80]!r} without, …{within.text[max(0, at - 60) : at + 80]!r} with"


@pytest.mark.parametrize("row", CELLS, ids=name)
def test_acl_02_each_reader_is_told_what_the_matrix_says(worlds, row):
    key = (row["secret"], int(row["surface_no"]), row["role"])
    if row["role"] == ONCE_PUBLIC:
        told = worlds.shown[key[:2]]
        assert told_more(told, worlds, key), "once it is public, it stands nowhere here"
    elif row["expected"] == "N":
        assert different(worlds, row) == []
    elif row["expected"] == "D":
        assert different(worlds, row) != []
    else:
        told, without = worlds.within[key], worlds.without[key]
        assert any(answer.status == 200 and answer.words and answer != without[visit] for visit, answer in told.items())


def told_more(told, worlds, key) -> bool:
    """Whether somebody is told more than in the world without the secret."""
    before = worlds.without[key[0], key[1], "anonymous"]
    return any(is_more(answer, before.get(visit)) for visit, answer in told.items())


def is_more(answer, before) -> bool:
    if before is None:  # an address of its own, such as a picture's
        return answer.status == 200
    return answer.words > before.words or answer.text != before.text


def test_acl_02_every_surface_secret_and_role_has_its_row():
    assert list(rows()[0]) == COLUMNS
    have = {(int(row["surface_no"]), row["secret"], row["role"]) for row in rows()}
    want = {(number, secret, role) for number in SURFACES for secret in SECRETS for role in (*ROLES, ONCE_PUBLIC)}
    assert have == want
    assert len(rows()) == len(have)


def test_acl_02_the_rows_call_surfaces_and_secrets_by_their_names():
    for row in rows():
        assert row["surface"] == SURFACES[int(row["surface_no"])].name
        assert row["secret_name"] == SECRETS[row["secret"]].name


def test_who_was_not_let_in_or_lost_their_right_is_told_what_strangers_are():
    """Pending, lapsed, suspended and deactivated are strangers in every cell."""
    strangers = {(row["surface_no"], row["secret"]): row["expected"] for row in rows() if row["role"] == "anonymous"}
    for row in rows():
        if row["role"] in ("pending", "lapsed", "suspended", "deactivated"):
            assert row["expected"] == strangers[row["surface_no"], row["secret"]]
