"""What nobody needs any more is forgotten: drafts left alone, and what was declined. Run every day; harmless twice."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from members.accounts.audit import Action, record
from members.accounts.choices import Status
from members.notifications.actions import notify
from network_site.mail.delivery import send_later

from .letters import FORGETTING
from .models import Submission
from .moves import State

DRAFT_DAYS = 180
DECLINED_DAYS = 90
NOTICE_DAYS = 14
MOST_AT_ONCE = 1000
# Whoever lapsed can come back, and may want the draft.
TOLD = (Status.APPROVED, Status.LAPSED)


def quiet_drafts(now: datetime, days: int) -> QuerySet[Submission]:
    """Drafts that nobody has changed for so many days; what was handed in once is none."""
    return Submission.objects.filter(state=State.DRAFT, touched_at__lte=now - timedelta(days=days))


def unannounced(now: datetime) -> QuerySet[Submission]:
    stale = Q(announced_at=None) | Q(announced_at__lt=F("touched_at"))
    return quiet_drafts(now, DRAFT_DAYS - NOTICE_DAYS).filter(stale)


def forgotten_drafts(now: datetime) -> QuerySet[Submission]:
    """Drafts whose time is over, if their writers have had two weeks' notice of it."""
    announced = Q(announced_at__gte=F("touched_at"), announced_at__lte=now - timedelta(days=NOTICE_DAYS))
    return quiet_drafts(now, DRAFT_DAYS).filter(announced)


def forgotten_refusals(now: datetime) -> QuerySet[Submission]:
    return Submission.objects.filter(state=State.DECLINED, since__lte=now - timedelta(days=DECLINED_DAYS))


def forget_old_submissions(now: datetime | None = None) -> dict[str, int]:
    """Announce and delete what is due. Each is looked at once more, and held, before anything happens to it."""
    now = now or timezone.now()
    return {
        "announced": sum(announce(pk, now) for pk in due(unannounced(now))),
        "drafts": sum(forget(pk, forgotten_drafts(now), "draft") for pk in due(forgotten_drafts(now))),
        "declined": sum(forget(pk, forgotten_refusals(now), "declined") for pk in due(forgotten_refusals(now))),
    }


def due(rows: QuerySet[Submission]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])


@transaction.atomic
def announce(pk: int, now: datetime) -> bool:
    """Tell a draft's writers that it will be deleted, and from when on."""
    row = unannounced(now).select_for_update().filter(pk=pk).first()
    if row is None:
        return False
    row.announced_at = now
    row.save(update_fields=["announced_at"])
    for author in row.authorships.select_related("user").filter(user__status__in=TOLD):
        values, cause = {"days": NOTICE_DAYS}, f"forgetting:{row.key}:{now:%Y-%m-%d}"
        notify("submission-forgotten", author.user, target=str(row.key), cause=cause, values=values)
        if author.user.status == Status.LAPSED:  # who may come back for it hears of it by mail alone
            send_later(FORGETTING, user=author.user, values=values | {"key": str(row.key)})
    record(Action.SUBMISSION_ANNOUNCED, thing=row)
    return True


@transaction.atomic
def forget(pk: int, rows: QuerySet[Submission], result: str) -> bool:
    """Delete a submission with all its versions; the audit log keeps that it happened, and no word of it."""
    row = rows.select_for_update().filter(pk=pk).first()
    if row is None:
        return False
    record(Action.SUBMISSION_FORGOTTEN, thing=row, result=result)
    row.delete()
    return True
