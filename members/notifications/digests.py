"""The weekly mail: to whom it is due today, each by their own calendar."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from members.accounts.choices import Status
from network_site.mail.delivery import send_later

from .choices import MailList, Wish
from .letters import DIGEST_LETTER, waiting
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
    """One reader's weekly mails, on their day from seven in the morning on, one for each list with something new."""
    preference = preference_of(user)
    here = now.astimezone(zone_of(preference))
    if here.weekday() != preference.digest_day or here.hour < FIRST_HOUR:
        return 0
    year, week, _day = here.isocalendar()
    sent = 0
    for name in MailList:
        if waiting(user, name).filter(created_at__gt=now - timedelta(days=7)).exists():
            once = f"digest:{user.key}:{name}:{year}-{week}"
            sent += send_later(DIGEST_LETTER, user=user, values={"list": name.value}, once=once) is not None
    return sent


def forget_old_notices() -> int:
    """Notices of half a year ago are nobody's news."""
    return Notice.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]
