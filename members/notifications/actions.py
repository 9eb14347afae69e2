"""Telling somebody that something happened."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.accounts.permissions import is_member
from network_site.mail.delivery import send_all_later

from .choices import Wish
from .kinds import KINDS
from .models import Notice
from .preferences import strictest, wishes_of


def notify(
    kind: str, user, *, target: str, cause: str, wish: Wish = Wish.AT_ONCE, values: Mapping | None = None
) -> Notice | None:
    """Tell one person; the notice, or None for somebody who is no member."""
    notify_all(kind, {user: wish}, target=target, cause=cause, values=values)
    return Notice.objects.visible_to(user).filter(cause=cause).first()


@transaction.atomic
def notify_all(kind: str, wishes: Mapping[Any, Wish], *, target: str, cause: str, values: Mapping | None = None) -> int:
    """Write notices down in the transaction of their cause, and letters where their readers want one at once.

    `wishes` says for each how loudly the place where it happened speaks; the reader's own wish can only make it quieter.
    One cause tells somebody once, and who is no member hears nothing. As many questions for one as for a thousand.
    """
    found = KINDS[kind]
    told = set(Notice.objects.filter(cause=cause, user__in=[user.pk for user in wishes]).values_list("user", flat=True))
    users = [user for user in wishes if is_member(user) and user.pk not in told]
    own = wishes_of(users, found.mail_list) if found.mail_list else {}
    rows = [
        Notice(user=user, kind=kind, target=target, cause=cause, mail=strictest(wishes[user], own.get(user.pk, wishes[user])))
        for user in users
    ]  # fmt: skip
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    letters = [
        (row.user, {"key": target, "notice": str(row.key), **(values or {})}, f"notice:{row.key}")
        for row in rows
        if row.mail == Wish.AT_ONCE
    ]
    send_all_later(found.letter, letters)
    return len(rows)


def read(user, keys: Iterable) -> int:
    """Mark some of one's notices as read."""
    return Notice.objects.visible_to(user).unread().filter(key__in=list(keys)).update(read_at=timezone.now())


def read_all_of(user, target: str) -> int:
    """Mark as read what is about a thing that somebody has opened."""
    return Notice.objects.visible_to(user).unread().filter(target=target).update(read_at=timezone.now())


def read_everything(user) -> int:
    return Notice.objects.visible_to(user).unread().update(read_at=timezone.now())
