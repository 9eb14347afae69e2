"""Adoptions of the demonstration: which city took up what, how far it came, and what the owner said."""

from datetime import date
from typing import Any

from members.cities.models import City
from practices.adoptions import confirm, declare, move, refuse
from practices.choices import Recognition
from practices.measuring import measure
from practices.models import Adoption, Indicator, PracticePage

from .reading import BrokenContent


def make_adoption(practice: PracticePage, city: City, values: dict[str, Any]) -> Adoption:
    """Declare an adoption, go through its steps and answer it; one that is there stays as it is."""
    there = Adoption.objects.of_practice(practice).filter(city=city).first()
    if there:
        return there
    reports = values.pop("measured", [])
    steps, answer, refusal = values.pop("steps"), values.pop("answer"), values.pop("refusal", "")
    values["since"] = date.fromisoformat(f"{values['since']}-01")
    values["blocks"] = [block_of(practice, title) for title in values.get("blocks", [])]
    (first, day), *later = steps
    adoption = declare(practice, city, user=None, state=first, **values)
    adoption.steps.update(on=date.fromisoformat(day))
    for state, day in later:
        adoption = move(adoption, state, user=None, on=date.fromisoformat(day))
    for report in reports:
        measure(adoption, report | {"indicator": Indicator.objects.get(slug=report["indicator"])}, user=None)
    if answer == Recognition.CONFIRMED:
        return confirm(adoption, user=None)
    return refuse(adoption, user=None, reason=refusal) if answer == Recognition.REFUSED else adoption


def block_of(practice: PracticePage, title: str) -> str:
    for block in practice.building_blocks:
        if block.value["title"] == title:
            return str(block.id)
    raise BrokenContent(f"“{practice.title}” has no building block “{title}”.")
