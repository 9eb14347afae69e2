"""How letters get away: at least once, with the same `Message-ID`, and with patience.

A letter is a row of the transaction that causes it. The worker takes one at a time: it claims the row, asks the kind
whether the letter may still be sent, sends it, and writes down that it is gone. A process that ends in the middle leaves
a claim that runs out.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone
from django_tasks import task

from .kinds import KINDS
from .models import Letter, LetterState
from .writing import message_of

CLAIM = timedelta(minutes=15)  # longer than any server may take
FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=6)
GIVE_UP = timedelta(days=3)
KEPT = timedelta(days=30)
AT_ONCE = 500

log = logging.getLogger(__name__)
set_aside = Signal()  # `letter`: nobody took it for three days


@transaction.atomic
def send_later(
    kind: str,
    *,
    user=None,
    address: str = "",
    values: Mapping | None = None,
    language: str = "",
    once: str | None = None,
) -> Letter | None:
    """Write a letter down in the running transaction; with a cause that has its letter already, nothing.

    To a user it goes to whatever address they have when it is sent, unless `address` names another of theirs.
    """
    if kind not in KINDS:
        raise LookupError(f"There is no kind of letter called {kind}.")
    rows = {"kind": kind, "user": user, "address": address, "values": dict(values or {}), "language": language}
    if once is None:
        letter = Letter.objects.create(**rows)
    else:
        letter, made = Letter.objects.get_or_create(once=once, defaults=rows)
        if not made:
            return None
    deliver.enqueue(letter.pk)
    return letter


def send_all_later(kind: str, letters: Iterable[tuple[Any, Mapping, str]]) -> None:
    """The same for many users at once, each with values and a cause; as many questions for one as for a thousand."""
    if kind not in KINDS:
        raise LookupError(f"There is no kind of letter called {kind}.")
    rows = [Letter(kind=kind, user=user, values=dict(values), once=once) for user, values, once in letters]
    if rows:
        Letter.objects.bulk_create(rows, ignore_conflicts=True)
        deliver_waiting.enqueue()


@task()
def deliver_waiting() -> None:
    """Send all that is due."""
    if deliver_due() == AT_ONCE:
        deliver_waiting.enqueue()


@task()
def deliver(pk: int) -> None:
    """Send one letter, if it waits and its time has come."""
    letter = claimed(pk)
    if letter is not None:
        attempt(letter)


def deliver_due() -> int:
    """Send what waits and is due, of interrupted processes too; gives how many letters were tried."""
    due = Letter.objects.filter(state=LetterState.WAITING, next_at__lte=timezone.now())
    keys = list(due.values_list("pk", flat=True)[:AT_ONCE])
    for pk in keys:
        deliver.call(pk)
    return len(keys)


@transaction.atomic
def claimed(pk: int) -> Letter | None:
    """The letter, held by this process until the claim runs out; None if another holds it or it is done."""
    now = timezone.now()
    waiting = Letter.objects.filter(pk=pk, state=LetterState.WAITING, next_at__lte=now)
    letter = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("user").first()
    if letter is None:
        return None
    letter.attempts, letter.next_at = letter.attempts + 1, now + CLAIM
    letter.save(update_fields=["attempts", "next_at"])
    return letter


def attempt(letter: Letter) -> None:
    """Ask once more whether it may be sent, and send it; whatever goes wrong is tried again later."""
    kind = KINDS.get(letter.kind)
    try:
        context = kind.write(letter) if kind else None
        if kind is None or context is None:
            finish(letter, LetterState.DROPPED)
            return
        message_of(letter, context).send()
    except Exception as error:  # the letter must outlive every fault of a server, a template or a kind
        put_off(letter, error)
        return
    with transaction.atomic():
        kind.sent(letter)
        finish(letter, LetterState.SENT)


def finish(letter: Letter, state: LetterState, trouble: str = "") -> None:
    """Write down that it is done, and forget to whom and with what; only what was set aside may be wanted again."""
    letter.state, letter.trouble, letter.done_at = state, trouble, timezone.now()
    if state != LetterState.SET_ASIDE:
        letter.values, letter.address = {}, ""
    letter.save()


@transaction.atomic
def try_again() -> int:
    """Give every letter that was set aside its three days anew; gives how many."""
    rows = list(Letter.objects.select_for_update().filter(state=LetterState.SET_ASIDE))
    now = timezone.now()
    for letter in rows:
        letter.state, letter.attempts, letter.done_at = LetterState.WAITING, 0, None
        letter.created_at = letter.next_at = now
        letter.save()
        deliver.enqueue(letter.pk)
    return len(rows)


def put_off(letter: Letter, error: Exception) -> None:
    """Try again after a minute, then after twice as long up to six hours; after three days set it aside and say so."""
    now, trouble = timezone.now(), named(error)
    if now - letter.created_at >= GIVE_UP or is_final(error):
        finish(letter, LetterState.SET_ASIDE, trouble)
        log.error("A letter was set aside: %s, %s", letter.kind, trouble)
        set_aside.send(Letter, letter=letter)
        return
    letter.trouble = trouble
    letter.next_at = now + min(FIRST * 2 ** (letter.attempts - 1), LONGEST)
    letter.save(update_fields=["trouble", "next_at"])
    log.warning("A letter has to wait: %s, %s", letter.kind, trouble)
    deliver.using(run_after=letter.next_at).enqueue(letter.pk)


def is_final(error: Exception) -> bool:
    """Whether the server said that it will never take a letter for this address."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return False


def named(error: Exception) -> str:
    """The kind of an error, and a server's number; never its words, which hold addresses."""
    code = f" {error.smtp_code}" if isinstance(error, SMTPResponseException) else ""
    return f"{type(error).__name__}{code}"[:80]


def forget_done() -> int:
    """Take away what was sent or dropped a month ago."""
    done = Letter.objects.filter(done_at__lt=timezone.now() - KEPT)
    return done.delete()[0]


def forget_letters_to(user) -> None:
    """Nothing more is sent to somebody, under whichever of their addresses."""
    Letter.objects.filter(Q(user=user) | Q(address=user.email)).delete()
