"""What happens to a file while it is being cleaned is not undone when the cleaning ends."""

import uuid

import pytest

from members.discussions.files import clean_post_file
from members.discussions.models import PostFile
from network_site.safeguarding import taking

from ..vetting.test_files import upload
from .test_files import browser, folders, sent, status  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def meanwhile(monkeypatch):
    """Do something at the moment at which the worker asks the virus scanner, which stands outside the house."""

    def at(act) -> None:
        monkeypatch.setattr(taking, "scan", lambda data: act())

    return at


@pytest.fixture
def held(thread, ben):
    """A file that somebody chose for an answer that is not sent yet, and the key of its form."""
    key = uuid.uuid4()
    assert sent(browser(ben), thread.get_absolute_url(), upload(), do="preview", form_key=key).status_code == 200
    return PostFile.objects.get(post=None), key


def test_an_answer_sent_while_its_file_is_cleaned_keeps_the_file(held, meanwhile, thread, anna, ben):
    row, key = held
    meanwhile(lambda: sent(browser(ben), thread.get_absolute_url(), form_key=key))
    clean_post_file.func(row.pk)
    row.refresh_from_db()
    assert row.post.form_key == key and row.is_clean
    assert status(anna, row) == 200


def test_a_file_thrown_away_while_it_is_cleaned_stays_away_and_leaves_nothing(
    held,
    meanwhile,
    folders,  # noqa: F811
    django_capture_on_commit_callbacks,
):
    row, _key = held
    with django_capture_on_commit_callbacks(execute=True):
        meanwhile(row.delete)
        clean_post_file.func(row.pk)
    assert not PostFile.objects.exists()
    assert [path for path in folders.rglob("*") if path.is_file()] == []
