"""Questions that find nothing are what the network lacks. They are counted by day, never by person.

Until a question has come on several days only a keyed digest of it is kept: who searched once for a name, a number or
anything else of their own leaves nothing that can be read.
"""

import hmac
from hashlib import sha256

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from .analysis import spelled
from .models import Gap

DAYS = 3
LONGEST = 60
MOST_A_DAY = 500


def note_gap(text: str, language: str) -> None:
    """Count a question without a result, once a day; long ones and those with numbers or addresses are not."""
    plain = spelled(text)
    if not plain or len(plain) > LONGEST or "@" in text or any(char.isdigit() for char in plain):
        return
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{language}|{plain}".encode(), sha256).hexdigest()
    today = timezone.localdate()
    try:
        with transaction.atomic():
            count(digest, plain, language, today)
    except DatabaseError:
        return  # a page of results does not fail because it could not be counted


def count(digest: str, plain: str, language: str, today) -> None:
    gap = Gap.objects.filter(digest=digest).first()
    if gap is None:
        Gap.objects.forgotten().delete()
        if Gap.objects.filter(last_day=today).count() < MOST_A_DAY:
            Gap.objects.create(digest=digest, language=language, last_day=today)
    elif gap.last_day < today:
        gap.days += 1
        gap.last_day = today
        gap.text = plain if gap.days >= DAYS else ""
        gap.save(update_fields=["days", "last_day", "text"])
