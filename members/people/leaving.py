"""Leaving the network: everything goes at once, and stays gone when a backup is put back."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from members.accounts import audit
from members.accounts.actions import set_status
from members.accounts.audit import Action
from members.accounts.choices import Status
from members.accounts.sessions import end_sessions
from members.notifications.models import Channel, Notice, Preference
from network_site.mail.delivery import forget_letters_to

from .choices import PostsChoice
from .models import ContactMessage, DataExport, Erasure, Following, Invitation, JoinRequest, Profile

# Apps above remove or unsign what they hold of the member (sender: the user's class; user, posts).
member_leaves = Signal()


@transaction.atomic
def leave(user, *, by, posts: str = PostsChoice.KEEP) -> None:
    """Erase a member's profile, factors, sessions, follows and invitations; the account stays as an empty shell.

    Authorship hangs on the shell, which has a random address, no password and no name.
    """
    if by.pk != user.pk:
        raise PermissionDenied(_("Only you can leave the network for yourself."))
    user = get_user_model().objects.select_for_update().get(pk=user.pk)
    if user.status == Status.LEFT:
        return
    hashed = hashed_key(user)
    Erasure.objects.update_or_create(hashed=hashed, defaults={"posts": posts})
    audit.record(Action.MEMBER_LEFT, actor=user, thing=user)
    erase(user, posts)
    transaction.on_commit(lambda: write_down(hashed, posts))


def erase(user, posts: str) -> None:
    """Take away everything but the shell."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator

    member_leaves.send(sender=type(user), user=user, posts=posts)
    end_sessions(user)
    forget_letters_to(user)
    address = user.email
    for rows in (
        EmailAddress.objects.filter(user=user), Authenticator.objects.filter(user=user),
        Profile.objects.filter(user=user), Following.objects.filter(user=user), DataExport.objects.filter(user=user),
        Invitation.objects.filter(inviter=user), Invitation.objects.filter(address=address),
        JoinRequest.objects.filter(address=address),
        ContactMessage.objects.filter(sender=user), ContactMessage.objects.filter(recipient=user),
        Notice.objects.filter(user=user), Preference.objects.filter(user=user), Channel.objects.filter(user=user),
    ):  # fmt: skip
        rows.delete()
    user.groups.clear()
    user.user_permissions.clear()
    if user.status != Status.LEFT:
        set_status(user, Status.LEFT, by=user)
        user.refresh_from_db()
    user.email = f"{secrets.token_hex(16)}@left.invalid"
    user.first_name = user.last_name = ""
    user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()


def hashed_key(user) -> str:
    """What stands for an account on the list: a hash that nobody can make without the site's secret."""
    return hmac.new(settings.SECRET_KEY.encode(), f"erasure:{user.key}".encode(), hashlib.sha256).hexdigest()


def erasure_list() -> Path:
    """The list outside the database: a restored backup does not know who left after it was made."""
    return Path(settings.ERASURE_LIST)


def write_down(hashed: str, posts: str) -> None:
    path = erasure_list()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{hashed} {posts}\n")
        file.flush()
        os.fsync(file.fileno())


def read_list() -> dict[str, str]:
    """Everybody who left, from the file and from the database; a broken line is passed over."""
    known = dict(Erasure.objects.values_list("hashed", "posts"))
    path = erasure_list()
    rows = path.read_text(encoding="ascii", errors="replace").splitlines() if path.exists() else []
    for row in rows:
        hashed, _space, posts = row.partition(" ")
        if len(hashed) == 64 and posts in PostsChoice.values:
            known[hashed] = posts
    return known


def apply_erasures() -> int:
    """After a restore: everybody on the list goes again. Say how many that were."""
    known, count = read_list(), 0
    for user in get_user_model().objects.exclude(status=Status.LEFT).iterator():
        hashed = hashed_key(user)
        if hashed in known:
            with transaction.atomic():
                Erasure.objects.get_or_create(hashed=hashed, defaults={"posts": known[hashed]})
                audit.record(Action.MEMBER_LEFT, thing=user, result="again")
                erase(user, known[hashed])
            count += 1
    return count
