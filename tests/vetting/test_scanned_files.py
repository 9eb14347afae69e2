"""Files of a submission wait for the scanner, and nobody sees them until it has let them pass (UPL-11)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from network_site.safeguarding.taking import purge_quarantine
from practices import attaching
from practices.models import Attachment

from ..safeguarding.scanner import EICAR, scanner
from ..work import work_off
from .test_files import browser, letter, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folders")]


@pytest.fixture
def folders(settings, tmp_path):
    settings.GUARDED_ROOT, settings.MEDIA_ROOT = tmp_path / "guarded", tmp_path / "media"
    settings.GUARDED_ROOT.mkdir()
    return settings.GUARDED_ROOT


def tries() -> int:
    """Work off the queue, and say how often the file has been looked at since it was handed in."""
    work_off()
    return DBTaskResult.objects.successful().filter(task_path="practices.attaching.clean_attachment").count()


@pytest.fixture
def draft(make_submission):
    return make_submission()


def told(draft, author) -> str:
    return browser(author).get(f"/work/{draft.key}/files/").content.decode()


def test_an_author_waits_while_the_scanner_is_down_and_sees_the_file_once_it_is_back(
    draft, author, settings, time_machine
):
    with scanner() as server:
        settings.VIRUS_SCANNER = server.address
    row = attaching.attach(draft, upload(), by=author)
    assert tries() == 1
    row.refresh_from_db()
    assert (row.state, bool(row.original), bool(row.file)) == ("waiting", True, False)
    assert "The virus scanner does not answer." in told(draft, author)
    assert browser(author).get(f"/files/{row.key}/").status_code == 404
    assert tries() == 1  # not again at once
    time_machine.move_to(timezone.now() + timedelta(minutes=6))
    assert tries() == 2  # still down
    with scanner() as server:
        settings.VIRUS_SCANNER = server.address
        time_machine.move_to(timezone.now() + timedelta(minutes=6))
        assert tries() == 3
    assert "does not answer" not in told(draft, author)
    assert browser(author).get(f"/files/{row.key}/").status_code == 200
    time_machine.move_to(timezone.now() + timedelta(minutes=6))
    assert tries() == 3


def test_a_file_with_a_virus_is_refused_in_one_sentence_and_not_kept(
    draft,
    author,
    settings,
    folders,
    django_capture_on_commit_callbacks,
):
    with scanner() as server, django_capture_on_commit_callbacks(execute=True):
        settings.VIRUS_SCANNER = server.address
        attaching.attach(draft, upload(b"%PDF-1.7\n" + EICAR, "a.pdf"), by=author)
        work_off()
    assert Attachment.objects.get().state == "refused"
    assert "A virus was found in this file." in told(draft, author)
    assert list(folders.iterdir()) == []


def test_a_file_that_passes_is_scanned_as_it_was_handed_in(draft, author, settings):
    data = letter()
    with scanner() as server:
        settings.VIRUS_SCANNER = server.address
        row = attaching.attach(draft, upload(data), by=author)
        work_off()
        assert server.seen == [data]
    row.refresh_from_db()
    assert row.is_clean


def test_a_file_that_waited_a_week_for_the_scanner_is_thrown_away(draft, author, settings, time_machine):
    with scanner() as server:
        settings.VIRUS_SCANNER = server.address
    row = attaching.attach(draft, upload(), by=author)
    work_off()
    time_machine.move_to(timezone.now() + timedelta(days=8))
    assert purge_quarantine(Attachment) == 1
    row.refresh_from_db()
    assert (row.state, row.told_warnings(), bool(row.original)) == ("refused", [], False)
    assert tries() == 2
    row.refresh_from_db()
    assert row.state == "refused"
