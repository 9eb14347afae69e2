"""What kinds of notices there are. Each part of the network names its own, and says what a reader may still be told."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .choices import MailList

NOTICE_LETTER = "notifications/mail/notice"


@dataclass(frozen=True)
class Told:
    """A notice as its reader sees it: a sentence, what it is about, and where that stands."""

    sentence: str
    about: str
    url: str


Tell = Callable[[Any, Iterable[str]], Mapping[str, Told]]


@dataclass(frozen=True)
class NoticeKind:
    """`tell(user, targets)` gives what the user may be told today of each thing; what is missing there is not shown,
    not counted and not mailed. A kind without a list cannot be muted, for something is asked of the reader.
    """

    name: str
    tell: Tell
    mail_list: MailList | None = None
    letter: str = NOTICE_LETTER


KINDS: dict[str, NoticeKind] = {}


def notice_kind(name: str, *, mail_list: MailList | None = None, letter: str = NOTICE_LETTER):
    """Make a function the `tell` of a kind of notice."""

    def keep(tell: Tell) -> Tell:
        KINDS[name] = NoticeKind(name, tell, mail_list, letter)
        return tell

    return keep
