"""Who may what, as far as it hangs on the account alone."""

from allauth.mfa.models import Authenticator

from .choices import Status
from .roles import SECOND_FACTOR_ROLES, STAFF_ROLES, Role, has_role

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_member(user) -> bool:
    """Whether somebody is signed in and approved."""
    return bool(user and user.is_authenticated and user.status == Status.APPROVED)


def is_staff_member(user) -> bool:
    if not is_member(user):
        return False
    return user.is_superuser or has_role(user, *STAFF_ROLES)


def has_second_factor(user) -> bool:
    """Whether a code generator or a passkey is set up; recovery codes alone are none. Asked once for each user object."""
    if not is_member(user):
        return False
    if not hasattr(user, "_second_factor"):
        user._second_factor = Authenticator.objects.filter(user=user, type__in=FACTORS).exists()
    return user._second_factor


def must_have_second_factor(user) -> bool:
    if not is_member(user):
        return False
    return user.is_superuser or has_role(user, *SECOND_FACTOR_ROLES)


def can_reach_cms(user) -> bool:
    """Whether the CMS is there for somebody at all."""
    if not is_member(user):
        return False
    return user.has_perm("wagtailadmin.access_admin")


def can_manage_members(user) -> bool:
    if not is_member(user):
        return False
    return user.is_superuser or has_role(user, Role.MEMBER_MANAGER, Role.ADMINISTRATOR)


def can_set_status(by, user, status: Status) -> bool:
    """Whether somebody may move an account to a state; `by` None is the site itself, at a date or by a signed link."""
    if by is None:
        return True
    if user.is_superuser and not by.is_superuser:
        return by.pk == user.pk and status == Status.LEFT
    if can_manage_members(by):
        return True
    if by.pk == user.pk:
        return status == Status.LEFT
    return status == Status.APPROVED and has_role(by, Role.FOCAL_POINT)
