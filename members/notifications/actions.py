"""Telling somebody that something happened."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from members.accounts.permissions import is_member
from network_site.mail.delivery import send_later

from .choices import Wish
from .kinds import KINDS
from .models import Notice
from .preferences import channel_of, strictest


@transaction.atomic
def notify(
    kind: str, user, *, target: str, cause: str, wish: Wish = Wish.AT_ONCE, values: Mapping | None = None
) -> Notice | None:
    """Write a notice down in the transaction of its cause, and a letter where its reader wants one at once.

    `wish` is how loudly the place where it happened speaks; the reader's own wish can only make it quieter. One cause
    tells somebody once. Somebody who is no member hears nothing.
    """
    if not is_member(user):
        return None
    found = KINDS[kind]
    mail = strictest(wish, Wish(channel_of(user, found.mail_list).wish)) if found.mail_list else wish
    notice, made = Notice.objects.get_or_create(
        user=user, cause=cause, defaults={"kind": kind, "target": target, "mail": mail}
    )
    if not made:
        return notice
    if mail == Wish.AT_ONCE:
        told = {"key": target, "notice": str(notice.key), **(values or {})}
        send_later(found.letter, user=user, values=told, once=f"notice:{notice.key}")
    return notice


def read(user, keys: Iterable) -> int:
    """Mark some of one's notices as read."""
    return Notice.objects.visible_to(user).unread().filter(key__in=list(keys)).update(read_at=timezone.now())


def read_all_of(user, target: str) -> int:
    """Mark as read what is about a thing that somebody has opened."""
    return Notice.objects.visible_to(user).unread().filter(target=target).update(read_at=timezone.now())


def read_everything(user) -> int:
    return Notice.objects.visible_to(user).unread().update(read_at=timezone.now())
