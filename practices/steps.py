"""The steps in which a practice is written down: which fields, in which order, and what for. One table for forms and preview."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .choices import Extent


@dataclass(frozen=True)
class WritingStep:
    """One page of the form: fields asked of everybody, and those of a full entry besides."""

    name: str
    title: Any
    lead: Any
    fields: tuple[str, ...]
    full: tuple[str, ...] = ()

    def fields_for(self, extent: str) -> tuple[str, ...]:
        return (*self.fields, *self.full) if extent == Extent.FULL else self.fields


STEPS = (
    WritingStep(
        "what", _("What it is"), _("Enough that a colleague elsewhere knows whether to read on."),
        ("title", "claim", "summary", "themes", "lead_organisation", "lead_kind"), ("partners",),
    ),
    WritingStep(
        "where", _("Where and when"), _("Withhold the place wherever naming it could point at a person."),
        ("cities", "place_withheld", "country", "scale", "started", "ended", "running_state", "why_ended"),
    ),
    WritingStep(
        "problem", _("The problem"), _("What it answers to, and for whom."),
        ("problem", "target_groups", "prevention_levels", "phases"), ("context", "policy_basis", "mandate_holder", "settings", "actors"),
    ),
    WritingStep(
        "action", _("What is done"), _("Who does what, so that another city could begin."),
        ("what_is_done", "cost_band"),
        (
            "objectives", "logic", "building_blocks", "agency_roles", "participation", "gender_and_children", "safeguarding", "staffing",
            "set_up_time", "funding", "materials",
        ),
    ),
    WritingStep(
        "results", _("Results and lessons"), _("“No change” and “worse” are results too, and may be the most useful ones here."),
        ("outcomes", "what_did_not_work", "lessons"), ("reach", "side_effects", "participants_said", "evaluations", "success_factors", "barriers"),
    ),
    WritingStep(
        "transfer", _("Elsewhere"), _("What another city should know before it begins."),
        ("may_not_fit",), ("conditions", "advice"),
    ),
    WritingStep(
        "people", _("Who is told what"), _("What only members read, and how you are named."),
        ("anonymous", "blind", "composite", "safeguarding_detail", "information_sharing", "cost_amount", "offers", "licence"), ("contributors", "change_note"),
    ),
)  # fmt: skip
BY_NAME = {step.name: step for step in STEPS}


def step_of(field: str) -> WritingStep:
    """The step on which a field is asked; the first for what is asked nowhere."""
    wanted = "cities" if field == "place" else field
    return next((step for step in STEPS if wanted in (*step.fields, *step.full)), STEPS[0])
