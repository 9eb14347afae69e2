"""What the authentication library tells us, written into the audit log and, where it matters, into a mail."""

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_login_failed
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.utils import timezone
from django.utils.dateformat import format as date_format

from network_site.mail.delivery import send_later

from .audit import record
from .choices import Action, Status
from .devices import device_of
from .letters import NOTICE
from .models import User
from .sessions import end_sessions

NOWHERE = "0.0.0.0"  # noqa: S104  (no address is kept of where a session came from)


def connect() -> None:
    """Listen; called once when the project starts."""
    account.user_logged_in.connect(on_signed_in)
    account.password_changed.connect(on_password_changed)
    account.password_reset.connect(on_password_reset)
    account.email_changed.connect(on_address_changed)
    mfa.authenticator_added.connect(on_factor_added)
    mfa.authenticator_removed.connect(on_factor_removed)
    mfa.authenticator_used.connect(on_factor_used)
    mfa.authenticator_reset.connect(on_codes_made)
    user_login_failed.connect(on_failed)
    post_save.connect(on_user_saved, sender=User)
    pre_save.connect(on_session_saved, sender=UserSession)
    m2m_changed.connect(on_roles_changed, sender=User.groups.through)


def notice(user, kind: str, request, *, to: str = "") -> None:
    """Tell somebody by mail what happened to their account: on which device and when, nothing else."""
    context = {"kind": kind, "device": device_of(request), "time": date_format(timezone.now(), "j F Y, H:i e")}
    send_later(NOTICE, user=user, address=to, values=context)


def on_signed_in(sender, request, user, **kwargs) -> None:
    agent = request.META.get("HTTP_USER_AGENT", "")[:200]
    known = UserSession.objects.filter(user=user)
    if known.exists() and not known.filter(user_agent=agent).exists():
        notice(user, "new-device", request)
    record(Action.SIGNED_IN, actor=user, thing=user)


def on_failed(sender, credentials, request=None, **kwargs) -> None:
    record(Action.SIGN_IN_FAILED, result="refused")


def on_password_changed(sender, request, user, **kwargs) -> None:
    end_sessions(user, except_key=request.session.session_key)
    record(Action.PASSWORD_CHANGED, actor=user, thing=user)
    notice(user, "password-changed", request)


def on_password_reset(sender, request, user, **kwargs) -> None:
    end_sessions(user, except_key=request.session.session_key)
    record(Action.PASSWORD_RESET, actor=user, thing=user)
    notice(user, "password-reset", request)


def on_address_changed(sender, request, user, from_email_address, to_email_address, **kwargs) -> None:
    end_sessions(user, except_key=request.session.session_key)
    record(Action.ADDRESS_CHANGED, actor=user, thing=user)
    for address in filter(None, (from_email_address, to_email_address)):
        notice(user, "address-changed", request, to=address.email)


def on_factor_added(sender, request, user, authenticator, **kwargs) -> None:
    record(Action.FACTOR_ADDED, actor=user, thing=user, kind=authenticator.type)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        end_sessions(user, except_key=request.session.session_key)
        notice(user, "factor-added", request)


def on_factor_removed(sender, request, user, authenticator, **kwargs) -> None:
    record(Action.FACTOR_REMOVED, actor=user, thing=user, kind=authenticator.type)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        end_sessions(user, except_key=request.session.session_key)
        notice(user, "factor-removed", request)


def on_codes_made(sender, request, user, authenticator, **kwargs) -> None:
    record(Action.FACTOR_ADDED, actor=user, thing=user, kind=authenticator.type)
    notice(user, "recovery-codes-made", request)


def on_factor_used(sender, request, user, authenticator, **kwargs) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        record(Action.RECOVERY_CODE_USED, actor=user, thing=user)
        notice(user, "recovery-code-used", request)


def on_user_saved(sender, instance, raw=False, **kwargs) -> None:
    """An approved account's address is known to be its own: an invitation, a staff member or a terminal vouched for it."""
    if raw or instance.status != Status.APPROVED or not instance.email:
        return
    if not EmailAddress.objects.filter(user=instance).exists():
        EmailAddress.objects.create(user=instance, email=instance.email, verified=True, primary=True)


def on_session_saved(sender, instance, **kwargs) -> None:
    instance.ip = NOWHERE


def on_roles_changed(sender, instance, action, pk_set, **kwargs) -> None:
    if action in ("post_add", "post_remove", "post_clear") and isinstance(instance, User):
        for name in ("_roles", "_second_factor"):
            instance.__dict__.pop(name, None)
        record(
            Action.ROLE,
            thing=instance,
            result=action.removeprefix("post_"),
            groups=",".join(map(str, sorted(pk_set or ()))),
        )
