"""How far somebody has read: written by the worker, so that opening a page changes nothing by itself and waits for nothing."""

import contextlib
from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django_tasks import task

from .choices import Wish
from .models import ReadMark, Thread


def mark_of(thread: Thread, viewer) -> tuple[int, str]:
    """How far somebody has read, and how much they want to hear of it; empty where that is as of its space."""
    return ReadMark.objects.of(viewer).filter(thread=thread).values_list("number", "wish").first() or (0, "")


class Read(HttpResponse):
    """A page that is with its reader before it is noted that they read it; where that fails, they see it once more as unread."""

    then: Callable[[], object] | None = None

    def close(self) -> None:
        then, self.then = self.then, None
        if then:
            with contextlib.suppress(DatabaseError):
                then()
        super().close()


def remember(page: Read, thread: Thread, viewer, number: int, *, known: int) -> Read:
    """Have it kept that somebody has read up to a number, if that is further than is known, once the page has gone."""
    if number > known:
        page.then = lambda: mark_read.enqueue(viewer.pk, thread.pk, number)
    return page


@task()
def mark_read(user: int, thread: int, number: int) -> None:
    """Put the mark further, never back; rights are asked again, for a room that is closed now leaves no trace."""
    reader = get_user_model().objects.filter(pk=user).first()
    if reader is None or not Thread.objects.visible_to(reader).filter(pk=thread).exists():
        return
    with transaction.atomic():
        row, _made = ReadMark.objects.select_for_update().get_or_create(user=reader, thread_id=thread)
        if row.number < number:
            ReadMark.objects.filter(pk=row.pk).update(number=number)


@transaction.atomic
def set_thread_wish(thread: Thread, wish: str, *, by) -> None:
    """Say how much one wants to hear of a thread; empty is as much as of its space."""
    if not Thread.objects.visible_to(by).filter(pk=thread.pk).exists() or wish not in ("", *Wish.values):
        return
    ReadMark.objects.update_or_create(user=by, thread=thread, defaults={"wish": wish})
