"""What changes an account."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .audit import record
from .choices import MOVES, Action, Status
from .mail import send_later
from .models import FactorReset, User
from .permissions import can_manage_members, can_set_status
from .sessions import end_sessions

WAIT = timedelta(hours=24)


@transaction.atomic
def set_status(user: User, status: Status, *, by: User | None, reason: str = "") -> bool:
    """Move an account to another state; what is no member any more is signed out everywhere. False if it was there.

    `by` is None for what the site does by itself. `reason` is a value of a list, never words.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    status = Status(status)
    if locked.status == status:
        return False
    if not can_set_status(by, locked, status):
        raise PermissionDenied(_("You may not change this account."))
    if status not in MOVES[Status(locked.status)]:
        raise ValidationError(
            _("An account that is “%(old)s” cannot become “%(new)s”.")
            % {"old": locked.get_status_display(), "new": status.label}
        )
    before, locked.status = locked.status, status
    locked.save(update_fields=["status", "is_active"])
    user.status, user.is_active = locked.status, locked.is_active
    if status != Status.APPROVED:
        end_sessions(locked)
    record(Action.STATUS, actor=by, thing=locked, result=status, before=before, reason=reason)
    return True


@transaction.atomic
def ask_factor_reset(user: User, *, by: User) -> FactorReset:
    """Begin to remove a lost second factor. A second of the staff must confirm, then a day must pass."""
    demand_manager(by)
    found, made = FactorReset.objects.get_or_create(
        user=user, done_at=None, cancelled_at=None, defaults={"asked_by": by}
    )
    if made:
        record(Action.FACTOR_RESET_ASKED, actor=by, thing=user)
        send_later("accounts/mail/factor_reset_asked", user.email)
    return found


@transaction.atomic
def confirm_factor_reset(reset: FactorReset, *, by: User) -> None:
    """Confirm as the second of the staff."""
    demand_manager(by)
    reset = FactorReset.objects.select_for_update().get(pk=reset.pk)
    if by.pk in (reset.asked_by_id, reset.user_id):
        raise PermissionDenied(_("Another member of staff must confirm this."))
    if reset.confirmed_at is None and reset.cancelled_at is None:
        reset.confirmed_by, reset.confirmed_at = by, timezone.now()
        reset.save()
        record(Action.FACTOR_RESET_CONFIRMED, actor=by, thing=reset.user)


@transaction.atomic
def finish_factor_reset(reset: FactorReset, *, by: User) -> None:
    """Remove the factors once both have asked and a day has passed since the second did."""
    demand_manager(by)
    reset = FactorReset.objects.select_for_update().get(pk=reset.pk)
    if reset.done_at or reset.cancelled_at:
        return
    if reset.confirmed_at is None:
        raise ValidationError(_("A second member of staff must confirm this first."))
    if timezone.now() < reset.confirmed_at + WAIT:
        raise ValidationError(_("A day must pass after the confirmation, so that the member can object."))
    Authenticator.objects.filter(user=reset.user).delete()
    end_sessions(reset.user)
    reset.done_at = timezone.now()
    reset.save()
    record(Action.FACTOR_RESET_DONE, actor=by, thing=reset.user)
    send_later("accounts/mail/factor_reset_done", reset.user.email)


@transaction.atomic
def cancel_factor_reset(reset: FactorReset, *, by: User) -> None:
    """The member, or one of the staff, stops it."""
    if by.pk != reset.user_id:
        demand_manager(by)
    if FactorReset.objects.filter(pk=reset.pk, done_at=None, cancelled_at=None).update(cancelled_at=timezone.now()):
        record(Action.FACTOR_RESET_CANCELLED, actor=by, thing=reset.user)


def demand_manager(user: User) -> None:
    if not can_manage_members(user):
        raise PermissionDenied(_("Only member managers and administrators may do this."))
