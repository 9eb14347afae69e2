"""The worker, without a process of its own: does what is waiting in the queue, in the test's transaction."""

from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


def work_off() -> int:
    """Do every waiting task in its order, fail the test if one fails, and say how many there were."""
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="tests", excluded_queue_names=[],
    )  # fmt: skip
    done = 0
    while waiting := DBTaskResult.objects.ready().first():
        waiting.claim("tests")
        worker.run_task(waiting)
        waiting.refresh_from_db()
        assert waiting.status == TaskResultStatus.SUCCESSFUL, waiting.traceback
        done += 1
    return done
