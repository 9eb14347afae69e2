"""Public notes are found by everybody once they are published, and by nobody before and after."""

import pytest

from members.asking.notes import publish, withdraw_note

from ..search.conftest import worker  # noqa: F401
from .conftest import NOTE, browser

pytestmark = pytest.mark.django_db


def found(user=None, words="agenda") -> bool:
    return NOTE["title"] in browser(user).get("/search/", {"q": words}).content.decode()


def test_a_note_is_found_while_it_is_published_and_no_longer(worker, note, router, asker):  # noqa: F811
    worker()
    assert not found() and not found(router) and not found(asker)
    publish(note, by=router, revision=note.revision)
    worker()
    assert found() and found(asker)
    assert NOTE["title"] in browser(None).get("/search/", {"q": "agenda", "type": "note"}).content.decode()
    withdraw_note(note, by=asker)
    assert not found()  # at once, whatever the index still holds
    worker()
    assert not found()


def test_a_question_is_found_by_those_who_read_it_and_nobody_else(worker, answered, asker, helpers, make_member):  # noqa: F811
    worker()
    for user in (asker, helpers[0]):
        text = browser(user).get("/search/", {"q": "fathers"}).content.decode()
        assert "How do you begin again" in text
    for user in (None, helpers[1], make_member("Otto")):
        assert "How do you begin again" not in browser(user).get("/search/", {"q": "fathers"}).content.decode()
