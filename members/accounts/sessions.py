"""Ending sessions: at once, on the server, whatever cookie comes back."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone


def end_sessions(user, *, except_key: str | None = None) -> int:
    """End all sessions of a user but one, and say how many they were."""
    keys = set(UserSession.objects.filter(user=user).values_list("session_key", flat=True)) | unlisted(user)
    keys.discard(except_key or "")
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=user).exclude(session_key=except_key or "").delete()
    return len(keys)


def end_session(user, number: int) -> bool:
    """End one of one's own sessions; False where it is not there, or not one's own."""
    row = UserSession.objects.filter(user=user, pk=number).first()
    if row is None:
        return False
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    return True


def unlisted(user) -> set[str]:
    """Sessions that the list of sessions does not know, such as those a test or an older release made."""
    store = SessionStore()
    live = Session.objects.filter(expire_date__gt=timezone.now()).exclude(
        session_key__in=UserSession.objects.values("session_key")
    )
    return {
        row.session_key
        for row in live.iterator()
        if store.decode(row.session_data).get("_auth_user_id") == str(user.pk)
    }
