"""Files with posts: held until the post is sent, cleaned by the worker, thrown away."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from network_site.safeguarding.handed_in import FileState
from network_site.safeguarding.taking import clean_waiting, keep, taken

from .models import Post, PostFile, Space
from .permissions import can_write
from .refusing import demand

MOST_FILES, MOST_A_DAY = 5, 60
HELD = timedelta(days=1)


@transaction.atomic
def hold(space: Space, upload: Any, *, form_key: UUID, by) -> PostFile:
    """Take a file for a post that is being written; the worker cleans it. The same file again is the one that is there.

    Raises ValidationError with one sentence for a file that is not taken, or one too many.
    """
    demand(can_write(by, space), _("Only those who are in this space write here, while it is open."))
    file = taken(upload)
    there = PostFile.objects.filter(uploaded_by=by, form_key=form_key)
    same = there.filter(digest=file.digest).first()
    if same:
        return same
    if there.exclude(state=FileState.REFUSED).count() >= MOST_FILES:
        raise ValidationError(_("A post holds 5 files at most. Throw one away first."))
    if PostFile.objects.filter(uploaded_by=by, uploaded_at__gt=timezone.now() - HELD).count() >= MOST_A_DAY:
        raise ValidationError(_("You have handed in 60 files today. Go on tomorrow."))
    row = PostFile(form_key=form_key, uploaded_by=by)
    keep(row, file, then=clean_post_file.enqueue)
    return row


@task()
def clean_post_file(pk: int) -> None:
    """Clean one file that waits."""
    row = PostFile.objects.filter(pk=pk, state=FileState.WAITING).first()
    if row:
        clean_waiting(row, again=lambda when: clean_post_file.using(run_after=when).enqueue(pk))


def hang_on(post: Post, by) -> None:
    """Let what is held for a post hang on it, now that it is sent. What was not taken goes."""
    held = PostFile.objects.held(post.form_key, by)
    held.filter(state=FileState.REFUSED).delete()
    held.update(post=post)


@transaction.atomic
def let_go(form_key: UUID, key: UUID, *, by) -> None:
    """Throw away a file that was chosen for a post which is not yet sent."""
    PostFile.objects.held(form_key, by).filter(key=key).delete()


def take_off(post: Post, keys: Iterable[UUID]) -> None:
    """Throw away files of a post that the caller holds and may change."""
    PostFile.objects.filter(post=post, key__in=list(keys)).delete()


def forget_held() -> int:
    """Throw away what was chosen for posts that nobody sent within a day; gives how many."""
    old = PostFile.objects.filter(post=None, uploaded_at__lt=timezone.now() - HELD)
    count = old.count()
    old.delete()
    return count
