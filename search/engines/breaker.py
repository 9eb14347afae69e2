"""A circuit breaker: after a few failures in a row nobody waits for a server that does not answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from .base import EngineUnavailable

FAILURES = 3
SECONDS = 15


class Breaker:
    """Counts failures in a row. Once open, calls fail at once for a while; then one is let through to look."""

    def __init__(self) -> None:
        self.failures = 0
        self.opened_at = 0.0

    @property
    def is_open(self) -> bool:
        return self.failures >= FAILURES and monotonic() - self.opened_at < SECONDS

    @contextmanager
    def guarding(self, failures: tuple[type[Exception], ...]) -> Iterator[None]:
        """Run a call; its failures of these kinds are counted and become EngineUnavailable."""
        if self.is_open:
            raise EngineUnavailable("The search server did not answer lately and is left alone for some seconds.")
        try:
            yield
        except failures as error:
            self.failures += 1
            self.opened_at = monotonic()
            raise EngineUnavailable(f"The search server did not answer: {type(error).__name__}.") from error
        self.failures = 0
