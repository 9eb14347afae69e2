"""What a worker had begun when it was ended: given to the next one, and set aside where it ended five of them."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

# Longer than anything a worker does, but making a very large index, which holds a lock of its own.
LEASE = timedelta(hours=1)
MOST_WORKERS = 5
ENDED = "interrupted"


@transaction.atomic
def resume() -> int:
    """Give back to the queue what was begun longer ago than anything takes; gives how many. Every task is harmless twice."""
    begun = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LEASE)
    rows = list(begun.select_for_update(skip_locked=True))
    for row in rows:
        if len(row.worker_ids) >= MOST_WORKERS:
            row.status, row.finished_at, row.exception_class_path = TaskResultStatus.FAILED, timezone.now(), ENDED
        else:
            row.status, row.started_at = TaskResultStatus.READY, None
        row.save(update_fields=["status", "started_at", "finished_at", "exception_class_path"])
    return sum(row.status == TaskResultStatus.READY for row in rows)


def failed_lately():
    """What failed within a day, for whoever looks after the machine: which task and which kind of error, no word more."""
    since = timezone.now() - timedelta(days=1)
    return DBTaskResult.objects.failed().filter(finished_at__gte=since).order_by("finished_at")
