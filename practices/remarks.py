"""The conversation that stays with a submission: between desk and contributors, in roles."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.accounts.roles import Role, has_role

from .calling import call_editor
from .models import Remark, Submission
from .moves import Side
from .moving import locked, tell_authors
from .permissions import is_author


def side_of(user, submission: Submission) -> Side | None:
    """In which role somebody speaks about a submission; None for those who have no part in it."""
    if is_author(user, submission):
        return Side.OWNER
    if not Submission.objects.on_desk(user).filter(pk=submission.pk).exists():
        return None
    return Side.EDITOR if has_role(user, Role.EDITOR) else Side.SAFEGUARDING


@transaction.atomic
def say(submission: Submission, text: str, *, by, to_owner: bool = True) -> Remark:
    """Add a word; what is not for the owner stays on the desk. The same words twice in a row are one."""
    submission = locked(submission)
    side = side_of(by, submission)
    if side is None:
        raise PermissionDenied(_("This conversation is not yours."))
    text = text.strip()
    if not text:
        raise ValidationError(_("Write something first."))
    last = submission.remarks.order_by("-at", "-pk").first()
    if last and last.text == text and last.side == side:
        return last
    remark = Remark.objects.create(
        submission=submission, side=side, text=text[:2000], to_owner=to_owner or side == Side.OWNER
    )
    if remark.to_owner and side != Side.OWNER:
        tell_authors(submission, cause=f"remark:{remark.pk}")
    if side == Side.OWNER:
        call_editor(submission, cause=f"remark:{remark.pk}")
    return remark
