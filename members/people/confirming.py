"""Once a year each member says that they are still there. Who does not answer lapses after two reminders."""

from datetime import date, timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone

from members.accounts import audit
from members.accounts.actions import set_status
from members.accounts.audit import Action
from members.accounts.choices import Status
from network_site.mail.delivery import send_later

from .letters import CONFIRM, CONFIRM_LAST
from .models import Profile

YEAR = timedelta(days=365)
BETWEEN = timedelta(days=14)
ASKS = 3  # the question and two reminders
SALT = "people.confirming"
LINK_AGE = timedelta(days=60)


def ask_everybody() -> dict[str, int]:
    """Ask who has not confirmed for a year, remind who did not answer, let lapse who stayed silent. Harmless twice."""
    today = timezone.localdate()
    counts = {"asked": 0, "lapsed": 0}
    old = Profile.objects.of_members().filter(confirmed_on__lte=today - YEAR)
    for key in list(old.values_list("pk", flat=True)):
        done = ask(key, today)
        if done:
            counts[done] += 1
    return counts


def begin_years() -> None:
    """Members whose confirmation was never written down begin their year today."""
    Profile.objects.of_members().filter(confirmed_on=None).update(confirmed_on=timezone.localdate())


@transaction.atomic
def ask(key: int, today: date) -> str:
    """Do for one member what is due today, and say what that was."""
    profile = Profile.objects.select_for_update().select_related("user").get(pk=key)
    if profile.asked_on and profile.asked_on > today - BETWEEN:
        return ""
    if profile.times_asked >= ASKS:
        set_status(profile.user, Status.LAPSED, by=None)
        audit.record(Action.MEMBER_LAPSED, thing=profile)
        return "lapsed"
    profile.asked_on, profile.times_asked = today, profile.times_asked + 1
    profile.save(update_fields=["asked_on", "times_asked"])
    send_later(CONFIRM if profile.times_asked < ASKS else CONFIRM_LAST, user=profile.user)
    return "asked"


def token_for(profile: Profile) -> str:
    """A signed link that is used up as soon as the date it names has changed."""
    return signing.dumps([str(profile.key), str(profile.confirmed_on)], salt=SALT)


def profile_of(token: str) -> Profile | None:
    """The profile a link is for, while its question is open; None for anything else."""
    try:
        key, confirmed_on = signing.loads(token, salt=SALT, max_age=LINK_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    profile = Profile.objects.of_members().select_related("user").filter(key=key).first()
    return profile if profile and str(profile.confirmed_on) == confirmed_on else None


@transaction.atomic
def confirm(profile: Profile) -> None:
    """Write down that the member is still there; a year begins."""
    profile.confirmed_on, profile.asked_on, profile.times_asked = timezone.localdate(), None, 0
    profile.save(update_fields=["confirmed_on", "asked_on", "times_asked"])
    audit.record(Action.MEMBER_CONFIRMED, actor=profile.user, thing=profile)
