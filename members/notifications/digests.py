"""The weekly mail: to whom it is due today, each by their own calendar."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from members.accounts.choices import Status
from network_site.mail.delivery import send_later

from .choices import Wish
from .letters import DIGEST_LETTER
from .models import Notice
from .preferences import preference_of, zone_of

KEPT = timedelta(days=180)
FIRST_HOUR = 7  # in the reader's own time


def send_digests(now: datetime | None = None) -> int:
    """Write the weekly mail of everybody for whom it is due; harmless however often it runs in a week."""
    now = now or timezone.now()
    readers = get_user_model().objects.filter(
        status=Status.APPROVED, notices__mail=Wish.WEEKLY, notices__read_at=None, notices__created_at__lte=now
    )
    return sum(send_digest(user, now) for user in readers.distinct().select_related("preference"))


def send_digest(user, now: datetime) -> int:
    """One reader's weekly mail, on their day from seven in the morning on; what it was about is not in the next one."""
    preference = preference_of(user)
    here = now.astimezone(zone_of(preference))
    if here.weekday() != preference.digest_day or here.hour < FIRST_HOUR:
        return 0
    year, week, _day = here.isocalendar()
    newest = Notice.objects.visible_to(user).unread().filter(mail=Wish.WEEKLY, created_at__gt=now - timedelta(days=7))
    if not newest.exists():
        return 0
    return int(send_later(DIGEST_LETTER, user=user, once=f"digest:{user.key}:{year}-{week}") is not None)


def forget_old_notices() -> int:
    """Notices of half a year ago are nobody's news."""
    return Notice.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]
