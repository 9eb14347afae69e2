"""A reader's notices as they may be told today: what they lost the right to is not shown, not counted and not mailed."""

from collections.abc import Iterable
from dataclasses import dataclass

from .kinds import KINDS, Told
from .models import Notice

MOST = 500  # of one's newest; older ones are found where they happened


@dataclass(frozen=True)
class Line:
    """All notices of one kind about one thing, in one line."""

    told: Told
    notices: tuple[Notice, ...]

    @property
    def newest(self) -> Notice:
        return self.notices[0]

    @property
    def unread(self) -> bool:
        return any(notice.read_at is None for notice in self.notices)


def lines(user, notices: Iterable[Notice] | None = None) -> list[Line]:
    """One line for each kind and thing, the newest first; a question for each kind, however many there are."""
    rows = list(Notice.objects.visible_to(user)[:MOST]) if notices is None else list(notices)
    targets: dict[str, list[str]] = {}
    for row in rows:
        targets.setdefault(row.kind, []).append(row.target)
    told = {kind: KINDS[kind].tell(user, set(found)) for kind, found in targets.items() if kind in KINDS}
    groups: dict[tuple[str, str], list[Notice]] = {}
    for row in rows:
        if row.target in told.get(row.kind, {}):
            groups.setdefault((row.kind, row.target), []).append(row)
    return [Line(told[kind][target], tuple(found)) for (kind, target), found in groups.items()]


def unread_count(user) -> int:
    """How many lines hold something new."""
    return len(lines(user, Notice.objects.visible_to(user).unread()[:MOST]))


def may_be_told(notice: Notice) -> bool:
    return bool(lines(notice.user, [notice]))
