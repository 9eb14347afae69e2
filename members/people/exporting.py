"""A member's own data, as a file made by the worker: everything about them, nothing about anybody else."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone
from django_tasks import task

from members.accounts import audit
from members.accounts.audit import Action, AuditEntry
from members.accounts.permissions import is_member
from members.notifications.models import Channel, Notice, Preference

from .fields import FIELDS
from .models import ContactMessage, DataExport, Following, Invitation, JoinRequest, Profile

KEPT = timedelta(hours=24)
# Apps above answer with (name of a file in the archive, bytes or something for JSON) pairs of what is the user's own.
collecting = Signal()


def hashed(session_key: str | None) -> str:
    return hashlib.sha256(f"export:{session_key}".encode()).hexdigest()


@transaction.atomic
def ask_for_export(user, *, session_key: str | None) -> DataExport:
    """Have one's data put together; while one is being made or still valid for this session, that one is it."""
    DataExport.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    there = DataExport.objects.filter(user=user, session_hash=hashed(session_key)).first()
    if there:
        return there
    DataExport.objects.filter(user=user).delete()
    export = DataExport.objects.create(user=user, session_hash=hashed(session_key))
    audit.record(Action.DATA_EXPORTED, actor=user, thing=export)
    make_export.enqueue(export.pk)
    return export


def fetchable(user, session_key: str | None) -> DataExport | None:
    """The archive that this session asked for within a day, ready or not."""
    mine = DataExport.objects.filter(user=user, session_hash=hashed(session_key))
    return mine.filter(created_at__gt=timezone.now() - KEPT).defer("content").first()


@task()
def make_export(pk: int) -> None:
    """Put the archive together, if who asked is still a member."""
    export = DataExport.objects.select_related("user").filter(pk=pk, ready_at=None).first()
    if export is None or not is_member(export.user):
        return
    export.content, export.ready_at = archive(export.user), timezone.now()
    export.save(update_fields=["content", "ready_at"])


def archive(user) -> bytes:
    """A zip of JSON files, with whatever other apps hold of the user."""
    parts: dict[str, Any] = {
        "account.json": account(user),
        "profile.json": profile(user),
        "traces.json": traces(user),
        "history.json": history(user),
    }
    parts["notices.json"] = notices(user)
    for _receiver, answers in collecting.send(sender=type(user), user=user):
        parts |= dict(answers or ())  # type: ignore[arg-type]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content if isinstance(content, bytes) else as_json(content))
    return file.getvalue()


def as_json(content: Any) -> str:
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def account(user) -> dict:
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from allauth.usersessions.models import UserSession

    sessions = UserSession.objects.filter(user=user)
    return {
        "address": user.email,
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "name": user.get_full_name(),
        "key": user.key,
        "status": user.status,
        "joined": user.date_joined,
        "last_sign_in": user.last_login,
        "roles": list(user.groups.values_list("name", flat=True)),
        "second_factors": list(Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")),
        "sessions": list(sessions.values("created_at", "last_seen_at", "ip", "user_agent")),
    }


def profile(user) -> dict:
    mine = Profile.of(user)
    fields = {
        field.name: {"value": told(field.read(mine)), "visible_to": mine.level(field.name).value} for field in FIELDS
    }
    plain = ("key", "display_name", "protected_name", "listed", "contactable", "confirmed_on", "asked_on")
    return {name: getattr(mine, name) for name in plain} | {"fields": fields}


def told(value: Any) -> Any:
    return [str(row) for row in value] if isinstance(value, list) else str(value)


def notices(user) -> dict:
    """Of what somebody was told, when, and how they want to hear."""
    chosen = Preference.objects.filter(user=user).values("language", "time_zone", "digest_day").first()
    return {
        "preferences": chosen or {},
        "mail": list(Channel.objects.filter(user=user).values("name", "wish")),
        "notices": list(Notice.objects.visible_to(user).values("kind", "created_at", "read_at")),
    }


def traces(user) -> dict:
    """What the network keeps of what somebody did; people on the other side of it are not named."""
    requests = JoinRequest.objects.filter(address=user.email)
    return {
        "follows": list(
            Following.objects.filter(user=user).values("kind", "target", "state", "title", "language", "created_at")
        ),
        "requests_to_join": list(
            requests.values("created_at", "name", "organisation", "function", "why", "state", "decided_at", "reason")
        ),
        "invitations_sent": list(Invitation.objects.filter(inviter=user).values("created_at", "used_at", "revoked_at")),
        "invitations_received": list(
            Invitation.objects.filter(address=user.email).values(
                "created_at", "name", "function", "organisation", "used_at", "revoked_at"
            )
        ),
        "letters_waiting": list(
            ContactMessage.objects.filter(sender=user, delivered_at=None).exclude(text="").values("sent_at", "text")
        ),
        "letters_sent": list(ContactMessage.objects.filter(sender=user).values_list("sent_at", flat=True)),
        "letters_received": list(ContactMessage.objects.filter(recipient=user).values_list("sent_at", flat=True)),
    }


def history(user) -> list:
    """The audit entries of what the user did, and of what was done to them; by whom is not said."""
    me = str(user.key)
    keys = Profile.objects.filter(user=user).values_list("key", flat=True)
    rows = AuditEntry.objects.filter(Q(actor=me) | Q(thing_id__in=[me, *map(str, keys)]))
    return [
        {
            "at": row.at,
            "action": row.action,
            "thing_kind": row.thing_kind,
            "result": row.result,
            "by_me": row.actor == me,
        }
        for row in rows
    ]
