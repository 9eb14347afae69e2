"""Taking times so that whatever else the machine does falls on all that is compared."""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROUNDS = 3


@dataclass(frozen=True)
class Times:
    """Milliseconds, one for each search."""

    values: tuple[float, ...]

    def at(self, share: float) -> float:
        """The time within which that share of the searches is answered."""
        ordered = sorted(self.values)
        return ordered[max(0, math.ceil(share * len(ordered)) - 1)]

    @property
    def p50(self) -> float:
        return self.at(0.5)

    @property
    def p95(self) -> float:
        return self.at(0.95)


def milliseconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def in_turn(asks: dict[str, Callable[[int], object]], count: int, rounds: int = ROUNDS) -> dict[str, Times]:
    """Time several engines on searches 0 to `count`, one search after the other and engine beside engine.

    Each search is asked in several rounds after a first one that only warms up; its time is the median of them.
    """
    taken: dict[str, list[list[float]]] = {name: [[] for _search in range(count)] for name in asks}
    for turn in range(rounds + 1):
        for number in range(count):
            names = list(asks) if (turn + number) % 2 else list(asks)[::-1]
            for name in names:
                spent = milliseconds(lambda name=name, number=number: asks[name](number))
                if turn:
                    taken[name][number].append(spent)
    return {name: Times(tuple(map(statistics.median, rows))) for name, rows in taken.items()}


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
