"""Taking a practice from the site at once, and deciding afterwards. Every verb is one transaction and harmless twice."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction

from members.accounts.audit import Action, record
from members.accounts.choices import Status
from members.accounts.models import User
from members.accounts.roles import Role, has_role
from members.notifications.actions import notify
from network_site.pages.files import forget_pictures
from network_site.pages.gone import leave_address, take_address_back

from .models import Hiding, PracticePage, Submission
from .moves import ON_SITE, Side, State
from .moving import demand, go, locked
from .permissions import can_end_hiding, can_hide_now, can_take_down
from .told import tell_adopters

TWO = 2  # people who are told of each hiding
STRANGERS_A_DAY = 10  # hidings by people who are not signed in; after these somebody looks first
LOOKED_AT = timedelta(days=30)  # within which a practice that was shown again is not hidden by the next stranger
KEPT = timedelta(days=90)  # for the words of somebody concerned, once they are answered


@transaction.atomic
def hide_now(practice: PracticePage, *, by, reason: str = "") -> Hiding:
    """Take a practice in all its languages from every surface; a second press finds it done."""
    demand(can_hide_now(by, practice), _("You may not hide this practice. Use the form for people concerned."))
    side = Side.CITY
    if has_role(by, Role.SAFEGUARDING):
        side = Side.SAFEGUARDING
    elif has_role(by, Role.EDITOR):
        side = Side.EDITOR
    return _hide(practice.translation_key, side=side, by=by, reason=reason)


@transaction.atomic
def raise_concern(practice_key: UUID, *, text: str, contact: str = "") -> Hiding:
    """Somebody says that a practice puts a person at risk: it is hidden at once, and two people are told.

    Whoever presses needs no account. So that nobody empties the site with it, only so many are hidden in a day, and none
    that a person has just looked at and shown again; those are looked at first, and the row says `hid=False`.
    """
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Say in a few words what puts somebody at risk. Do not name the person.")})
    there = Hiding.objects.open().filter(practice_key=practice_key, reason=text[:2000]).first()
    if there:
        return there
    now = timezone.now()
    strangers = Hiding.objects.filter(side="", hid=True, begun_at__gt=now - timedelta(days=1)).count()
    looked_at = Hiding.objects.filter(practice_key=practice_key, ended_at__gt=now - LOOKED_AT).exists()
    if strangers < STRANGERS_A_DAY and not looked_at:
        return _hide(practice_key, side="", by=None, reason=text, contact=contact)
    concern = Hiding.objects.create(practice_key=practice_key, reason=text[:2000], contact=contact, hid=False)
    record(Action.CONCERN, thing=concern)
    tell_two(concern)
    return concern


def _hide(key: UUID, *, side: str, by, reason: str, contact: str = "") -> Hiding:
    there = Hiding.objects.select_for_update().open().filter(practice_key=key, hid=True).first()
    if there and not PracticePage.objects.filter(translation_key=key, live=True).exists():
        return there
    pages = list(PracticePage.objects.select_for_update().filter(translation_key=key, live=True))
    hiding = Hiding.objects.create(
        practice_key=key, side=side, reason=reason.strip()[:2000], contact=contact, pages=[page.pk for page in pages]
    )
    _unpublish(pages, by=by)
    for submission in submissions_of(key).filter(state__in=(State.PUBLISHED, State.ARCHIVED)):
        note = _("Taken from the site at once, to protect people. A safeguarding editor looks at it and writes to you.")
        go(locked(submission), "suspend", by=by, note=note, side=Side(side) if side else Side.SITE)
    record(Action.PRACTICE_HIDDEN, actor=by, thing=hiding, pages=len(pages))
    tell_two(hiding)
    tell_adopters(key, f"hidden:{hiding.key}")
    return hiding


def _unpublish(pages: list[PracticePage], *, by) -> None:
    for page in pages:
        # The verb asked already who may; the CMS's own rights are another matter.
        UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)
        forget_pictures(page)


def submissions_of(key: UUID):
    return Submission.objects.filter(practice__translation_key=key)


def tell_two(hiding: Hiding) -> None:
    """Write to two people who look at it: safeguarding editors first, then editors, then administrators."""
    told: list[User] = []
    for role in (Role.SAFEGUARDING, Role.EDITOR, Role.ADMINISTRATOR):
        rows = User.objects.filter(status=Status.APPROVED, groups__name=role.value).order_by("last_login", "pk")
        told += [user for user in rows[: TWO * 2] if user not in told]
    for user in told[:TWO]:
        notify("practice-hidden", user, target=str(hiding.key), cause=f"hiding:{hiding.key}")


@transaction.atomic
def show_again(hiding: Hiding, *, by, note: str) -> Hiding:
    """Put it back as it stands now, with whatever was redacted meanwhile."""
    hiding = held(hiding, by=by, note=note)
    if hiding.ended_at:
        return hiding
    others = Hiding.objects.open().filter(practice_key=hiding.practice_key, hid=True).exclude(pk=hiding.pk)
    for page in PracticePage.objects.filter(pk__in=hiding.pages, live=False) if not others.exists() else ():
        take_address_back(page)
        page.get_latest_revision().publish(user=None, skip_permission_checks=True)
    for submission in submissions_of(hiding.practice_key).filter(state=State.SUSPENDED) if not others.exists() else ():
        go(locked(submission), "reinstate", by=by, note=note, side=Side.SAFEGUARDING)
    record(Action.PRACTICE_SHOWN, actor=by, thing=hiding)
    return _end(hiding, Hiding.Ending.SHOWN if hiding.hid else Hiding.Ending.LEFT, note=note, by=by)


@transaction.atomic
def keep_down(hiding: Hiding, *, by, note: str) -> Hiding:
    """Take it off the site for good; its address says that it was withdrawn, and nothing else."""
    hiding = held(hiding, by=by, note=note)
    if hiding.ended_at:
        return hiding
    take_off(hiding.practice_key, by=by)
    record(Action.PRACTICE_TAKEN_DOWN, actor=by, thing=hiding)
    return _end(hiding, Hiding.Ending.DOWN, note=note, by=by)


def held(hiding: Hiding, *, by, note: str) -> Hiding:
    demand(can_end_hiding(by), _("Only a safeguarding editor decides this."))
    if not note.strip():
        raise ValidationError({"note": _("Write down what you decided, and why.")})
    return Hiding.objects.select_for_update().get(pk=hiding.pk)


def _end(hiding: Hiding, ending: str, *, note: str, by) -> Hiding:
    hiding.ended_at, hiding.ending, hiding.note, hiding.ended_by = timezone.now(), ending, note.strip()[:2000], by
    hiding.save()
    return hiding


@transaction.atomic
def take_down(submission: Submission, *, by) -> Submission:
    """Its author takes a published practice off the site: from every surface, for good."""
    submission = locked(submission)
    if submission.state == State.WITHDRAWN:
        return submission
    demand(can_take_down(by, submission), _("Only those who wrote this can take it off the site."))
    page = submission.practice
    submission = go(submission, "take_down", by=by)
    if page:
        take_off(page.translation_key, by=None if submission.anonymous else by)
        record(Action.PRACTICE_TAKEN_DOWN, actor=None if submission.anonymous else by, thing=page)
    return submission


def take_off(key: UUID, *, by) -> None:
    """Unpublish what is live, and let the addresses of all its pages say that they were withdrawn."""
    pages = list(PracticePage.objects.filter(translation_key=key))
    _unpublish([page for page in pages if page.live], by=by)
    for page in pages:
        if page.first_published_at:
            leave_address(page)
    for submission in submissions_of(key).filter(state__in=ON_SITE):
        go(locked(submission), "take_down", by=by, side=Side.SAFEGUARDING)


@transaction.atomic
def forget_old_concerns() -> int:
    """Forget the words and the address of whoever was concerned, 90 days after they were answered; gives how many."""
    old = Hiding.objects.filter(ended_at__lt=timezone.now() - KEPT).exclude(reason="", contact="")
    return old.update(reason="", contact="")
