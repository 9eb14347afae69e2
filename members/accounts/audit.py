"""The audit log: what happened, never what it said. It only grows; where it cannot be written, nothing happens."""

import re
import unicodedata
from uuid import UUID

from django.db import transaction

from .choices import Action
from .context import request_id
from .models import AuditEntry

LONGEST = 64
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
Fact = str | int | bool | None


def record(action: Action, *, actor=None, thing=None, result: str = "done", **facts: Fact) -> AuditEntry:
    """Write down that something happened, in the running transaction.

    `facts` are identifiers and values of lists, never words that somebody wrote: a long text or an e-mail address raises
    ValueError, and with it the action fails.
    """
    with transaction.atomic():
        return AuditEntry.objects.create(
            action=Action(action),
            actor=str(actor.key) if actor is not None and getattr(actor, "key", None) else "",
            thing_kind=thing._meta.label_lower if thing is not None else "",
            thing_id=identity(thing),
            result=plain(result),
            request_id=request_id(),
            facts={name: fact if isinstance(fact, bool | int | None) else plain(fact) for name, fact in facts.items()},
        )


def identity(thing) -> str:
    """A thing's own public key where it has one, else its number."""
    key = getattr(thing, "key", None)
    return str(key) if isinstance(key, UUID) else str(thing.pk) if thing is not None else ""


def plain(text) -> str:
    """A short value without addresses; control characters are written out."""
    text = str(text)
    if len(text) > LONGEST:
        raise ValueError("The audit log takes values, not texts.")
    if ADDRESS.search(text):
        raise ValueError("The audit log takes no addresses.")
    return "".join(repr(sign)[1:-1] if unicodedata.category(sign).startswith("C") else sign for sign in text)


__all__ = ["Action", "record"]
