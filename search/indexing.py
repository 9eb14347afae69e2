"""What keeps the index in step: rows written in the transaction of a change, applied by the worker at least once.

What takes something back or makes it narrower goes first. A change that fails five times is set aside where staff see
it, and the others pass. While the index cannot be reached nothing counts as a failure: everything waits.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .documents import SearchDocument
from .engines import EngineUnavailable, get_engine
from .models import KEPT, Change
from .sources import SOURCES, all_documents, documents_of

BATCH = 200
MOST_TRIES = 5
AGAIN_SECONDS = 30  # while the index cannot be reached
FIRST = 50  # priority of what narrows
log = logging.getLogger(__name__)


def note(instances: Iterable[Model], *, narrows: bool = False) -> None:
    """Write down, in the running transaction, that these things changed, and wake the worker."""
    rows = {(one._meta.label_lower, str(one.pk)) for one in instances if one._meta.label_lower in SOURCES}
    if rows:
        Change.objects.bulk_create(Change(label=label, key=key, narrows=narrows) for label, key in sorted(rows))
        apply_changes.using(priority=FIRST if narrows else 0).enqueue()


@task()
def apply_changes() -> None:
    """Apply all that waits; harmless twice. Comes back by itself while something cannot be applied."""
    failing: set[int] = set()
    try:
        while batch := list(Change.objects.waiting().exclude(pk__in=failing)[:BATCH]):
            failing |= apply(batch)
    except EngineUnavailable as error:
        log.warning("The search index waits: %s", error)
        failing.add(0)
    if failing:
        come_back(AGAIN_SECONDS)
    Change.objects.filter(applied_at__lt=timezone.now() - KEPT).delete()


def apply(batch: list[Change]) -> set[int]:
    """Apply some changes together or, where that fails, one by one; the numbers of those that must be tried again."""
    try:
        replace(batch)
    except EngineUnavailable:
        raise
    except Exception:
        return {change.pk for change in batch if not apply_alone(change)}
    applied(batch)
    return set()


def apply_alone(change: Change) -> bool:
    """Apply one change; False if it failed and is not set aside yet."""
    try:
        replace([change])
    except EngineUnavailable:
        raise
    except Exception as error:
        failed(change, error)
        return change.tries + 1 >= MOST_TRIES
    applied([change])
    return True


def replace(changes: Iterable[Change]) -> None:
    """Bring the documents of the rows that changed up to date; rows that are gone or hidden lose theirs."""
    keys = list(dict.fromkeys(str(change) for change in changes if change.label in SOURCES))
    get_engine().replace(keys, documents_of_objects(keys))


def documents_of_objects(object_keys: Iterable[str]) -> Iterable[SearchDocument]:
    """The documents as they are when the engine asks for them, which is when nobody else writes."""
    by_label: dict[str, list[str]] = {}
    for one in object_keys:
        label, _mark, key = one.partition(":")
        by_label.setdefault(label, []).append(key)
    for label, keys in by_label.items():
        if label in SOURCES:
            yield from documents_of(label, keys)


def applied(changes: Iterable[Change]) -> None:
    Change.objects.filter(pk__in=[change.pk for change in changes]).update(applied_at=timezone.now(), problem="")


def failed(change: Change, error: Exception) -> None:
    """Count a failure. The kind of the error is kept, never its words: they may hold what the change is about."""
    log.error("The search index could not take %s: %s", change, type(error).__name__)
    last = change.tries + 1 >= MOST_TRIES
    Change.objects.filter(pk=change.pk).update(
        tries=F("tries") + 1, problem=type(error).__name__[:200], set_aside_at=timezone.now() if last else None
    )


def come_back(seconds: int) -> None:
    """Have the worker look again, once, however many changes wait."""
    soon = timezone.now() + timedelta(seconds=seconds)
    waiting = DBTaskResult.objects.filter(task_path=apply_changes.module_path, status=TaskResultStatus.READY)
    if not waiting.filter(run_after__gt=timezone.now(), run_after__lte=soon).exists():
        apply_changes.using(run_after=soon).enqueue()


@transaction.atomic
def try_again(changes: Iterable[Change]) -> int:
    """Give changes that were set aside another five tries; how many they were."""
    again = Change.objects.set_aside().filter(pk__in=[change.pk for change in changes])
    count = again.update(set_aside_at=None, tries=0)
    if count:
        apply_changes.enqueue()
    return count


@task()
def rebuild() -> None:
    """Make the whole index anew."""
    try:
        rebuild_from(all_documents())
    except EngineUnavailable as error:
        log.warning("The search index cannot be made just now: %s", error)
        rebuild.using(run_after=timezone.now() + timedelta(seconds=AGAIN_SECONDS)).enqueue()


def rebuild_from(documents: Iterable[SearchDocument]) -> int:
    """Rebuild without losing what changes meanwhile: it is applied to the new index before and after it takes over."""
    begun = timezone.now() - timedelta(minutes=1)  # a change noted just before may not have been committed yet
    with get_engine().building() as new:
        count = new.add(documents)
        meanwhile = objects_since(begun)
        new.replace(meanwhile, documents_of_objects(meanwhile))
    mend(objects_since(begun))
    return count


def mend(object_keys: Iterable[str]) -> None:
    """Bring these objects' documents up to date, some hundred at a time."""
    keys = sorted(object_keys)
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        get_engine().replace(some, documents_of_objects(some))


def objects_since(moment: datetime) -> list[str]:
    """The objects that changed since then."""
    rows = Change.objects.since(moment).filter(label__in=SOURCES).values_list("label", "key").distinct()
    return sorted({f"{label}:{key}" for label, key in rows})


def ask_for_rebuild() -> None:
    """Have the index made anew, once, however many searches find it missing."""
    waiting = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    if not DBTaskResult.objects.filter(task_path=rebuild.module_path, status__in=waiting).exists():
        rebuild.enqueue()
