"""Things that every page needs and that hardly ever change, kept in memory for half a minute.

They are all public. A change is seen at once in the process that made it (the things that change them call `forget`),
and within `SECONDS` in the others, well inside the minute that a withdrawal may take.
"""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

SECONDS = 30
T = TypeVar("T")
_all: list["Remembered"] = []


class Remembered(Generic[T]):
    """A value that is read when it is first asked for, and again when it has become old."""

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._kept: tuple[float, T] | None = None
        _all.append(self)

    def __call__(self) -> T:
        kept = self._kept
        if kept is None or time.monotonic() - kept[0] > SECONDS:
            kept = self._kept = (time.monotonic(), self._read())
        return kept[1]

    def forget(self) -> None:
        self._kept = None


def forget(*args, **kwargs) -> None:
    """Forget everything that is remembered; fits as a signal's receiver."""
    for value in _all:
        value.forget()
