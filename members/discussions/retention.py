"""Forgetting what a space keeps for a time only, and what is not needed any more."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from members.accounts.audit import Action, record

from .choices import ReportState
from .models import BreakGlass, Report, Space, Thread

MONTH = timedelta(days=30.5)
REPORTS_KEPT = timedelta(days=365)


@transaction.atomic
def forget_old_threads() -> int:
    """Take away threads in which nobody wrote for as long as their space keeps them; say how many those were."""
    count = 0
    for space in Space.objects.exclude(retention=None):
        old = Thread.objects.filter(space=space, last_post_at__lt=timezone.now() - MONTH * (space.retention or 0))
        gone = old.count()
        if gone:
            old.delete()
            record(Action.SPACE_CHANGED, thing=space, result="forgotten", threads=gone)
        count += gone
    return count


def forget_old_traces() -> None:
    """Reports that were settled a year ago, and openings in an emergency that the members have long read."""
    before = timezone.now() - REPORTS_KEPT
    Report.objects.exclude(state=ReportState.OPEN).filter(handled_at__lt=before).delete()
    BreakGlass.objects.filter(until__lt=before).delete()
