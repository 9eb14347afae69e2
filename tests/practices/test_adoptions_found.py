# ruff: noqa: F811
"""What search tells of adoptions, and when it stops telling."""

from practices.adoptions import confirm, declare, withdraw

from ..people.conftest import make_member  # noqa: F401
from ..search.conftest import worker  # noqa: F401
from .test_adoptions import adopter, focal, origin, owner, practice  # noqa: F401

QUESTION = "/api/v1/search/?tried=elsewhere"


def found(client, worker) -> str:
    worker()
    return client.get(QUESTION).content.decode()


def test_search_finds_what_was_tried_elsewhere_until_the_city_is_taken_back(
    client, worker, practice, adopter, focal, owner
):
    record = declare(practice, adopter, user=focal, state="running")
    assert "Open doors" not in found(client, worker)
    confirm(record, user=owner)
    told = found(client, worker)
    assert "Open doors" in told and "tried in 1 other city" in client.get("/search/?tried=elsewhere").content.decode()
    adopter.pages.get().unpublish()
    assert "Open doors" not in found(client, worker)
    assert "1 other city" not in client.get("/search/?q=doors").content.decode()
    adopter.pages.get().save_revision().publish()
    assert "Open doors" in found(client, worker)
    withdraw(record, user=focal)
    assert "Open doors" not in found(client, worker)
