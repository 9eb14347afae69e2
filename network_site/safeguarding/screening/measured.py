"""How much screening finds, as measured on sentences that were written before it was tuned; shown to editors.

A test measures anew and compares, so that these figures cannot grow old. `python -m benchmarks.screening --figures`
prints the file.
"""

import json
from dataclasses import dataclass
from functools import cache

from .lexicon import DATA


@dataclass(frozen=True)
class Measured:
    """Percentages in one language; the held-out half was not looked at while the rules were made."""

    language: str
    sentences: int
    recall: int
    precision: int
    held_out_recall: int
    held_out_precision: int


@cache
def measured() -> tuple[Measured, ...]:
    rows = json.loads((DATA / "measured.json").read_text(encoding="utf-8"))
    return tuple(
        Measured(
            language,
            row["sentences"],
            row["all"]["recall"],
            row["all"]["precision"],
            row["held_out"]["recall"],
            row["held_out"]["precision"],
        )
        for language, row in rows.items()
    )
