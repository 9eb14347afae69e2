"""Living entries: owners are asked before a practice becomes old, and what nobody looks after says so."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.accounts.models import User
from members.accounts.permissions import is_member
from members.notifications.actions import notify
from network_site.pages.signals import rewritten
from network_site.safeguarding.screening import screen_fields

from .choices import RunningState, Vetting
from .models import Authorship, PracticePage, Renewal, RenewalAnswer, Stewardship, Submission
from .moves import State
from .moving import demand, go, locked
from .permissions import can_archive
from .told import tell_adopters
from .vetting import MONTHS

BEFORE = (60, 14)  # days before the date on which the owner is asked
LINK_AGE = timedelta(days=28)
TO_ARCHIVE = timedelta(days=365)  # overdue for so long, it is proposed for the archive
SALT = "practices.renewal"


def owner_of(key: UUID) -> User | None:
    """Who is asked about a practice: whoever took it over, or else who began it; None if nobody can be reached."""
    taken = Stewardship.objects.filter(practice_key=key).select_related("user").first()
    if taken:
        return taken.user if is_member(taken.user) else None
    wrong = Renewal.objects.filter(practice_key=key, answer=RenewalAnswer.WRONG).values("user")
    rows = Authorship.objects.filter(submission__practice__translation_key=key).exclude(user__in=wrong)
    first = rows.select_related("user").order_by("-first", "-submission_id", "pk")
    return next((row.user for row in first if is_member(row.user)), None)


def ask_owners() -> dict[str, int]:
    """Ask what is due today, and note what nobody looks after. Harmless twice on a day."""
    today = timezone.localdate()
    counts = {"asked": 0, "without owner": 0}
    due = PracticePage.objects.live().filter(vetting=Vetting.VETTED, valid_until__lte=today + timedelta(days=BEFORE[0]))
    for key, until in sorted(set(due.values_list("translation_key", "valid_until")), key=str):
        counts["asked"] += ask(key, until, today)
    for key in set(
        PracticePage.objects.live().exclude(vetting=Vetting.NOT_VETTED).values_list("translation_key", flat=True)
    ):
        counts["without owner"] += note_owner(key)
    _tell_of_dates(today)
    return counts


@transaction.atomic
def ask(key: UUID, until: date, today: date) -> int:
    """Send one owner the letter that is due, if any."""
    left = (until - today).days
    number = len([days for days in BEFORE if left <= days])
    owner = owner_of(key)
    if owner is None or not number or left < 0:
        return 0
    row, made = Renewal.objects.get_or_create(
        practice_key=key, valid_until=until, number=number, defaults={"user": owner, "sent_on": today}
    )
    if made:
        notify("practice-renewal", owner, target=str(row.key), cause=f"renewal:{row.key}")
    return int(made)


@transaction.atomic
def note_owner(key: UUID) -> int:
    """Keep on the page whether anybody can be asked about it; gives 1 where nobody can."""
    written = Submission.objects.filter(practice__translation_key=key)
    if not written.exists() or written.filter(anonymous=True).exists():
        return 0  # editors look after their own; and of an entry without names this would tell that its writer left
    needed = owner_of(key) is None
    for page in PracticePage.objects.filter(translation_key=key).exclude(needs_owner=needed):
        PracticePage.objects.filter(pk=page.pk).update(needs_owner=needed)
        rewritten.send(PracticePage, instance=page)
    return int(needed)


def _tell_of_dates(today: date) -> None:
    """Whatever passed one of its dates this night is found under another freshness from now on."""
    days = [today + timedelta(days=BEFORE[0]), today - timedelta(days=1), today - timedelta(days=31)]
    for page in PracticePage.objects.live().filter(valid_until__in=days):
        rewritten.send(PracticePage, instance=page)


def token_of(row: Renewal) -> str:
    """The same for one question however often it is mailed or shown, so that its days run from the day it was asked."""
    return signing.Signer(salt=SALT).sign(str(row.key))


def asked(token: str) -> tuple[Renewal, PracticePage] | None:
    """The open question behind a link, with its practice; None whatever else it is."""
    try:
        key = signing.Signer(salt=SALT).unsign(token)
        row = Renewal.objects.select_related("user").filter(key=key, answer="").first()
    except (signing.BadSignature, ValueError, TypeError, ValidationError):
        return None
    if row is None or not is_member(row.user) or row.sent_on + LINK_AGE < timezone.localdate():
        return None
    if Renewal.objects.filter(practice_key=row.practice_key, pk__gt=row.pk).exists():
        return None
    page = PracticePage.objects.visible_to(None).filter(translation_key=row.practice_key).order_by("pk").first()
    return (row, page) if page and page.valid_until == row.valid_until else None


@transaction.atomic
def answer(row: Renewal, choice: str, *, why: str = "") -> Renewal:
    """Write down what the owner says, and let the practice say it. Said twice it is said once."""
    row = Renewal.objects.select_for_update().select_related("user").get(pk=row.pk)
    if row.answer:
        return row
    choice = RenewalAnswer(choice)
    if choice == RenewalAnswer.ENDED and not why.strip():
        raise ValidationError({"why": _("Say in a sentence why it ended; that helps others most.")})
    if choice == RenewalAnswer.ENDED:
        refuse_marked(why)
    row.answer, row.answered_on = choice, timezone.localdate()
    row.save()
    if choice in (RenewalAnswer.RUNNING, RenewalAnswer.ENDED):
        ended = (
            {"running_state": RunningState.ENDED.value, "why_ended": why.strip()}
            if choice == RenewalAnswer.ENDED
            else {}
        )
        for page in PracticePage.objects.select_for_update().filter(translation_key=row.practice_key):
            amend(page, confirmed_on=timezone.localdate(), valid_until=new_date(page), **ended)
    if choice == RenewalAnswer.WRONG:
        Stewardship.objects.filter(practice_key=row.practice_key, user=row.user).delete()
        note_owner(row.practice_key)
    record(Action.PRACTICE_RENEWED, actor=row.user, thing=row, result=choice)
    return row


def refuse_marked(text: str) -> None:
    """What is shown at once has nobody who looks at it first: nothing that looks like personal data passes."""
    marks = screen_fields({"why_ended": text}, get_language() or "en")
    if marks:
        sentence = _("“%(words)s” might tell who somebody is. Say it without, or sign in and change the text instead.")
        raise ValidationError({"why": sentence % {"words": marks[0].mark.text}})


def new_date(page: PracticePage) -> date:
    """As long as after a decision: 24 months, 12 for pilots and what is described only, 36 from independent evaluation on."""
    months = 12 if page.running_state == RunningState.PILOT else MONTHS.get(page.evidence, 24)
    return timezone.localdate() + timedelta(days=round(months * 30.44))


def amend(page: PracticePage, **values: Any) -> None:
    """Set fields on what everybody reads and on what editors go on from, and leave unfinished words of theirs alone."""
    for name, value in values.items():
        setattr(page, name, value)
    PracticePage.objects.filter(pk=page.pk).update(**values)
    latest = page.latest_revision
    if latest:
        latest.content |= {
            name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()
        }
        latest.save()
    rewritten.send(PracticePage, instance=page)


@transaction.atomic
def archive(key: UUID, *, by, note: str) -> None:
    """Take a practice out of the lists: it stays readable and says that nobody keeps it up to date."""
    _move_archive(key, Vetting.ARCHIVED, "archive", by=by, note=note)


@transaction.atomic
def unarchive(key: UUID, *, by, note: str) -> None:
    _move_archive(key, Vetting.VETTED, "reinstate", by=by, note=note)


def _move_archive(key: UUID, vetting: Vetting, move: str, *, by, note: str) -> None:
    demand(can_archive(by), _("Only editors do this."))
    if not note.strip():
        raise ValidationError({"note": _("Say in a few words why.")})
    live = PracticePage.objects.select_for_update().filter(translation_key=key, live=True)
    pages = [page for page in live if page.vetting != vetting]
    for page in pages:
        amend(page, vetting=vetting)
    source = State.PUBLISHED if move == "archive" else State.ARCHIVED
    for submission in Submission.objects.filter(practice__translation_key=key, state=source):
        go(locked(submission), move, by=by, note=note)
    if pages:
        record(Action.PRACTICE_ARCHIVED, actor=by, thing=pages[0], result=vetting)
        tell_adopters(key, f"archive:{key}:{vetting}:{timezone.localdate()}")


def to_archive():
    """What has been overdue for a year: proposed, never done by itself."""
    old = timezone.localdate() - TO_ARCHIVE
    return (
        PracticePage.objects.visible_to(None)
        .filter(vetting=Vetting.VETTED, valid_until__lt=old)
        .order_by("valid_until", "pk")
    )


def needing_owner():
    rows = PracticePage.objects.visible_to(None).filter(needs_owner=True)
    return rows.exclude(vetting=Vetting.ARCHIVED).order_by("valid_until", "pk")
