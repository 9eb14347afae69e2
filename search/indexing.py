"""What keeps the index in step: rows written in the transaction of a change, applied by the worker."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .documents import SearchDocument
from .engines import get_engine
from .sources import SOURCES, all_documents, documents_of

REMOVALS_FIRST = 50


@task()
def refresh(label: str, keys: list[str]) -> None:
    """Bring the documents of some rows up to date; rows that are gone or hidden lose theirs. Harmless twice."""
    engine = get_engine()
    if engine.is_ready():
        engine.replace([f"{label}:{key}" for key in keys], documents_of(label, keys))


@task()
def rebuild() -> int:
    """Make the whole index anew."""
    return rebuild_from(all_documents())


def rebuild_from(documents: Iterable[SearchDocument]) -> int:
    """Rebuild, and drop the refreshes that were waiting before: what they ask for is in the new index."""
    begun = timezone.now()
    count = get_engine().rebuild(documents)
    waiting = DBTaskResult.objects.filter(task_path=refresh.module_path, status=TaskResultStatus.READY)
    waiting.filter(enqueued_at__lt=begun).delete()
    return count


def note(instances: Iterable[Model], *, removal: bool = False) -> None:
    """Write down, in the running transaction, that these things changed; removals are applied first."""
    by_label: dict[str, set[str]] = {}
    for instance in instances:
        label = instance._meta.label_lower
        if label in SOURCES:
            by_label.setdefault(label, set()).add(str(instance.pk))
    job = refresh.using(priority=REMOVALS_FIRST) if removal else refresh
    for label, keys in sorted(by_label.items()):
        job.enqueue(label=label, keys=sorted(keys))


def ask_for_rebuild() -> None:
    """Have the index made anew, once, however many searches find it missing."""
    waiting = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    if not DBTaskResult.objects.filter(task_path=rebuild.module_path, status__in=waiting).exists():
        rebuild.enqueue()
