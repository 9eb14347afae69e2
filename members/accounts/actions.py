"""What changes an account."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .audit import record
from .choices import MOVES, Action, Status
from .models import User
from .permissions import can_set_status
from .sessions import end_sessions


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
