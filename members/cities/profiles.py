"""What a city tells about itself, as its focal point writes it: in plain lines, and what became of them meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst

from network_site.pages.streams import stream_of
from network_site.themes.models import Theme

from .models import CityPage

# The fields a focal point writes, in the order in which the form shows them.
FIELDS = (
    "introduction", "governance_lead", "governance_table", "mandate_split", "strategy_state", "strategy_link", "themes", "needs", "offers",
)  # fmt: skip


class ChangedMeanwhile(Exception):
    """Somebody else has saved the profile since it was opened."""

    def __init__(self, page: CityPage) -> None:
        super().__init__()
        self.page = page


@dataclass(frozen=True)
class Difference:
    """One field of which there are two texts now."""

    label: str
    yours: str
    theirs: str


def seats_as_lines(page: CityPage) -> str:
    """Who sits at the table, one a line: the office, and after a colon what it brings."""
    rows = [(block.value["who"], block.value.get("brings") or "") for block in page.governance_table]
    return "\n".join(f"{who}: {brings}" if brings else who for who, brings in rows)


def seats_from_lines(text: str, page: CityPage) -> Any:
    """The lines as seats. A line that has not changed stays the seat it was, whatever colons are in it."""
    known = dict(zip(seats_as_lines(page).split("\n"), page.governance_table, strict=False))
    parts = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        who, _mark, brings = line.partition(": ")
        block = known.get(line)
        parts.append(dict(block.value) if block else {"who": who.strip(), "brings": brings.strip()})
    return stream_of(CityPage, "governance_table", parts, seed=f"city/{page.city_id}")


def read(page: CityPage) -> dict[str, Any]:
    """The profile as the form has it."""
    values = {name: getattr(page, name) for name in FIELDS if name not in ("governance_table", "themes")}
    return values | {"governance_table": seats_as_lines(page), "themes": list(page.themes.all())}


def write(page: CityPage, values: dict[str, Any]) -> None:
    """Set the profile from the form's values; nothing is saved. Raises ValidationError for a seat that is too long."""
    for name in FIELDS:
        if name == "governance_table":
            page.governance_table = seats_from_lines(values[name], page)
        elif name == "themes":
            page.themes.set(values[name])
        else:
            setattr(page, name, values[name])


def normal(name: str, value: Any) -> Any:
    """A value as it is compared: lines as the browser sends them are the lines that were shown."""
    if name == "themes":
        return sorted(theme.pk for theme in value)
    return "\n".join(line.strip() for line in str(value or "").strip().splitlines())


def is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(normal(name, one[name]) == normal(name, other[name]) for name in FIELDS)


def differences(mine: dict[str, Any], page: CityPage) -> list[Difference]:
    """Where what somebody typed and what stands there now are not the same."""
    theirs = read(page)
    return [
        Difference(label_of(name), in_words(page, name, mine[name]), in_words(page, name, theirs[name]))
        for name in FIELDS
        if normal(name, mine[name]) != normal(name, theirs[name])
    ]


def label_of(name: str) -> str:
    return str(capfirst(CityPage._meta.get_field(name).verbose_name))


def in_words(page: CityPage, name: str, value: Any) -> str:
    if name == "themes":
        return names(value)
    field = page._meta.get_field(name)
    choices = dict(field.flatchoices) if isinstance(field, models.CharField) else {}
    return str(choices.get(value, value or ""))


def names(themes: Iterable[Theme]) -> str:
    return ", ".join(theme.label() for theme in themes)
