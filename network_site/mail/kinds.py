"""What kinds of letters there are. Each part of the network names its own, and says when one may still be sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .models import Letter

Written = Mapping | None


@dataclass(frozen=True)
class Kind:
    """`write` is asked at the moment of sending: it gives what the templates show, or None for what may not be sent any more.

    The name is where the templates stand: `<name>_subject.txt` and `<name>_message.txt`. `sent` is told of the success.
    """

    name: str
    write: Callable[[Letter], Written]
    sent: Callable[[Letter], None] = lambda letter: None


KINDS: dict[str, Kind] = {}


def letter(name: str, *, sent: Callable[[Letter], None] | None = None):
    """Make a function the `write` of a kind of letter."""

    def keep(write: Callable[[Letter], Written]) -> Callable[[Letter], Written]:
        KINDS[name] = Kind(name, write, sent) if sent else Kind(name, write)
        return write

    return keep
