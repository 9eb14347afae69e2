"""Recall and precision of screening on marked sentences: a mark counts where it shares a letter and its kind's group."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from network_site.safeguarding.screening import Kind, screen

SENTENCES = Path(__file__).resolve().parent.parent.parent / "tests" / "data" / "screening"
LANGUAGES = ("en", "fr", "es", "ar", "ru")
GROUPS = (
    {Kind.NAME, Kind.LINK_TO_PERSON, Kind.EMAIL},
    {Kind.BIRTH_DATE, Kind.EXACT_DATE},
    {Kind.PHONE, Kind.IDENTITY_NUMBER, Kind.PLATE, Kind.CASE_NUMBER},
    {Kind.ADDRESS, Kind.COORDINATES},
    {Kind.AGE_FROM_PLACE, Kind.SMALL_NUMBER},
)
GROUP = {kind.value: place for place, group in enumerate(GROUPS) for kind in group}


@dataclass
class Tally:
    expected: int = 0
    found: int = 0
    marked: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.marked if self.marked else 1.0


def sentences(language: str, split: str = "") -> list[dict]:
    lines = (SENTENCES / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [row for row in rows if not split or row["split"] == split]


def spans(row: dict) -> list[tuple[str, int, int]]:
    """Where the expected marks stand; equal words are taken in their order."""
    found, after = [], 0
    for mark in row["marks"]:
        start = row["text"].find(mark["text"], after)
        start = start if start >= 0 else row["text"].index(mark["text"])
        found.append((mark["kind"], start, start + len(mark["text"])))
        after = start + len(mark["text"])
    return found


def same(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return GROUP[one[0]] == GROUP[other[0]] and one[1] < other[2] and other[1] < one[2]


def compare(row: dict, language: str) -> tuple[list, list]:
    """Return what was expected and missed, and what was marked for nothing."""
    wanted = spans(row)
    marked = [(mark.kind.value, mark.start, mark.end) for mark in screen(row["text"], language)]
    missed = [one for one in wanted if not any(same(one, other) for other in marked)]
    false = [one for one in marked if not any(same(one, other) for other in wanted)]
    return missed, false


def measure(language: str, split: str = "", *, told: bool = True) -> dict[str, Tally]:
    """Tally one language, all kinds together under "" and each kind by itself; `told` says whether screening is told the language."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in sentences(language, split):
        wanted = spans(row)
        marked = [(mark.kind.value, mark.start, mark.end) for mark in screen(row["text"], language if told else "")]
        for one in wanted:
            for name in ("", one[0]):
                tallies[name].expected += 1
                tallies[name].found += any(same(one, other) for other in marked)
        for one in marked:
            for name in ("", one[0]):
                tallies[name].marked += 1
                tallies[name].right += any(same(one, other) for other in wanted)
    return tallies
