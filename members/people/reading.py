"""How many people one member may look at in a day, so that nobody copies the directory."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.accounts import audit
from members.accounts.audit import Action
from members.accounts.choices import Status
from members.accounts.roles import Role
from network_site.mail.delivery import send_later

from .letters import CEILING
from .models import Profile, ReadingDay, SeenProfile

A_DAY = 100
KEPT = timedelta(days=2)


class CeilingReached(Exception):
    """The day's number of profiles is used up; the answer is 429 and one sentence."""


def look_at(profiles: Iterable[Profile], *, viewer) -> None:
    """Count profiles as seen today, one's own never; raise `CeilingReached` before the 101st is shown."""
    today = timezone.localdate()
    seen = set(SeenProfile.objects.filter(viewer=viewer, day=today).values_list("profile", flat=True))
    new = [profile for profile in profiles if profile.pk not in seen and profile.user_id != viewer.pk]
    if not new:
        return
    if len(seen) + len(new) > A_DAY:
        raise_alarm(viewer)
        raise CeilingReached
    SeenProfile.objects.bulk_create(
        [SeenProfile(viewer=viewer, profile=profile, day=today) for profile in new], ignore_conflicts=True
    )


@transaction.atomic
def raise_alarm(viewer) -> None:
    """Tell the member managers, once a day, that somebody reads uncommonly much."""
    _day, first = ReadingDay.objects.get_or_create(viewer=viewer, day=timezone.localdate())
    if not first:
        return
    audit.record(Action.CEILING_REACHED, actor=viewer, result="refused", ceiling=A_DAY)
    for manager in managers():
        send_later(CEILING, user=manager)


def managers():
    """The accounts that manage members."""
    groups = (Role.MEMBER_MANAGER.value, Role.ADMINISTRATOR.value)
    users = get_user_model().objects.filter(status=Status.APPROVED)
    return users.filter(Q(groups__name__in=groups) | Q(is_superuser=True)).distinct()


def forget_old_reading() -> None:
    """What was seen on past days is nobody's business."""
    SeenProfile.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
    ReadingDay.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
