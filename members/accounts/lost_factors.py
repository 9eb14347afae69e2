"""A lost second factor: two of the staff, a day's wait, and a notice to every address of the member at each step."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network_site.mail.delivery import send_later

from .audit import record
from .choices import Action, IdentityCheck
from .models import FactorReset, User
from .permissions import can_manage_members, has_second_factor
from .sessions import end_sessions

WAIT = timedelta(hours=24)
SALT = "accounts.lost-factor"
OBJECTION = timedelta(days=14)


@transaction.atomic
def ask_factor_reset(user: User, *, check: str, by: User) -> FactorReset:
    """Begin to remove a lost second factor, saying how it was made sure who asks. Asked twice, it is one."""
    demand_manager(by, user)
    if check not in IdentityCheck.values:
        raise ValidationError(_("Say how you made sure who asks."))
    if by.pk == user.pk:
        raise PermissionDenied(_("Nobody removes their own second factor this way."))
    if not has_second_factor(user):
        raise ValidationError(_("This account has no second factor."))
    found, made = FactorReset.objects.get_or_create(
        user=user, done_at=None, cancelled_at=None, defaults={"asked_by": by, "checked_how": check}
    )
    if made:
        record(Action.FACTOR_RESET_ASKED, actor=by, thing=user, check=check)
        tell(found, "factor_reset_asked")
    return found


@transaction.atomic
def confirm_factor_reset(reset: FactorReset, *, by: User) -> None:
    """Confirm as the second of the staff."""
    reset = held(reset)
    demand_manager(by, reset.user)
    if by.pk in (reset.asked_by_id, reset.user_id):
        raise PermissionDenied(_("Another member of staff must confirm this."))
    if reset.confirmed_at is None and reset.cancelled_at is None:
        reset.confirmed_by, reset.confirmed_at = by, timezone.now()
        reset.save()
        record(Action.FACTOR_RESET_CONFIRMED, actor=by, thing=reset.user)
        tell(reset, "factor_reset_confirmed")


@transaction.atomic
def finish_factor_reset(reset: FactorReset, *, by: User) -> None:
    """Remove the factors once both have asked and a day has passed since the second did."""
    reset = held(reset)
    demand_manager(by, reset.user)
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
    tell(reset, "factor_reset_done")


@transaction.atomic
def cancel_factor_reset(reset: FactorReset, *, by: User) -> None:
    """The member, or one of the staff, stops it."""
    if by.pk != reset.user_id:
        demand_manager(by, reset.user)
    if FactorReset.objects.filter(pk=reset.pk, done_at=None, cancelled_at=None).update(cancelled_at=timezone.now()):
        record(Action.FACTOR_RESET_CANCELLED, actor=by, thing=reset.user)


def held(reset: FactorReset) -> FactorReset:
    return FactorReset.objects.select_for_update().select_related("user").get(pk=reset.pk)


def tell(reset: FactorReset, template: str) -> None:
    """Write to every address the member has confirmed, so that whoever holds one of them can object."""
    addresses = set(EmailAddress.objects.filter(user=reset.user, verified=True).values_list("email", flat=True))
    for address in sorted(addresses | {reset.user.email}):
        values = {"token": objection_token(reset)}
        send_later(f"accounts/mail/{template}", user=reset.user, address=address, values=values)


def objection_token(reset: FactorReset) -> str:
    """What a notice carries so that its reader can stop the removal without signing in: that is what was lost."""
    return signing.dumps(str(reset.key), salt=SALT)


def reset_of(token: str) -> FactorReset | None:
    """The removal a notice speaks of, while it can be stopped; None for what is forged, old, done or stopped."""
    try:
        key = signing.loads(token, salt=SALT, max_age=OBJECTION)
    except signing.BadSignature:
        return None
    return FactorReset.objects.filter(key=key, done_at=None, cancelled_at=None).select_related("user").first()


def open_resets():
    """Removals that somebody must still confirm or finish, oldest first."""
    rows = FactorReset.objects.filter(done_at=None, cancelled_at=None)
    return rows.select_related("user__profile", "asked_by", "confirmed_by").order_by("asked_at", "pk")


def demand_manager(by: User, user: User) -> None:
    """Member managers, for members; for an administrator of everything only another one."""
    if not can_manage_members(by) or (user.is_superuser and not by.is_superuser):
        raise PermissionDenied(_("Only member managers and administrators may do this."))
