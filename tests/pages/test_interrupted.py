"""A worker that is ended loses nothing (REL-11), and what ends every worker holds up no other (REL-12)."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from members.discussions.models import PostFile
from network_site.pages.interrupted import LEASE, MOST_WORKERS

from ..discussions.conftest import *  # noqa: F403
from ..discussions.test_files import folders, sent  # noqa: F401
from ..vetting.test_files import upload
from ..work import work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(thread, ben, client):
    """Somebody sent a file, and the worker was ended while it cleaned it."""
    client.force_login(ben)
    assert sent(client, thread.get_absolute_url(), upload()).status_code == 302
    row = DBTaskResult.objects.get(task_path__endswith="clean_post_file")
    row.claim("ended")
    work_off()
    assert PostFile.objects.get().state == "waiting"
    return row


def test_rel_11_what_a_killed_worker_had_begun_is_done_by_the_next(begun, time_machine, capsys):
    call_command("resume_tasks")
    assert work_off() == 0  # it may still be at it
    time_machine.move_to(timezone.now() + LEASE + timedelta(minutes=1))
    call_command("resume_tasks")
    assert "1 tasks are begun again." in capsys.readouterr().out
    assert work_off() >= 1
    assert PostFile.objects.get().state == "clean"
    call_command("resume_tasks")
    assert work_off() == 0


def test_rel_12_what_ended_five_workers_is_set_aside_and_said(begun, time_machine, capsys):
    for number in range(1, MOST_WORKERS + 1):
        time_machine.move_to(timezone.now() + LEASE + timedelta(minutes=1))
        if number < MOST_WORKERS:
            call_command("resume_tasks")
            begun.refresh_from_db()
            begun.claim(f"ended too {number}")
    with pytest.raises(SystemExit) as ended:
        call_command("resume_tasks")
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert "clean_post_file: interrupted" in told
    assert str(begun.args_kwargs) not in told
    work_off()
    begun.refresh_from_db()
    assert (begun.status, len(begun.worker_ids)) == ("FAILED", MOST_WORKERS)
    time_machine.move_to(timezone.now() + timedelta(days=2))
    call_command("resume_tasks")
