"""What stands on a practice's page, in the order in which a reader needs it; one table for the page and its contents."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import PracticePage
from .trust import countries_of, lead_of, partners_of


@dataclass(frozen=True)
class Section:
    """A part of the page: its anchor and heading, and the fields below it as (name, heading) pairs."""

    anchor: str
    heading: Any  # words that are translated when they are shown
    fields: tuple[tuple[str, Any], ...]


SECTIONS = (
    Section(
        "problem", gettext_lazy("The problem"),
        (("problem", ""), ("context", gettext_lazy("Context")), ("policy_basis", gettext_lazy("Policy and legal basis"))),
    ),
    Section(
        "action", gettext_lazy("What is done"),
        (
            ("objectives", gettext_lazy("Objectives")), ("what_is_done", ""), ("logic", gettext_lazy("How it is meant to work")),
            ("agency_roles", gettext_lazy("Who does what")), ("participation", gettext_lazy("How the people concerned take part")),
            ("gender_and_children", gettext_lazy("Gender and children")), ("safeguarding", gettext_lazy("Safeguarding")),
        ),
    ),
    Section("building-blocks", gettext_lazy("Building blocks"), (("building_blocks", ""),)),
    Section(
        "means", gettext_lazy("What it takes"),
        (("staffing", gettext_lazy("Staff, skills and training")), ("funding", gettext_lazy("Funding")), ("materials", gettext_lazy("Materials"))),
    ),
    Section(
        "results", gettext_lazy("Results"),
        (
            ("outcomes", ""), ("side_effects", gettext_lazy("Side effects")), ("participants_said", gettext_lazy("What participants said")),
            ("evaluations", gettext_lazy("Evaluations")), ("success_factors", gettext_lazy("What helped")), ("barriers", gettext_lazy("What stood in the way")),
        ),
    ),
    Section("what-did-not-work", gettext_lazy("What did not work"), (("what_did_not_work", ""), ("why_ended", gettext_lazy("Why it ended")))),
    Section(
        "transfer", gettext_lazy("Would it work elsewhere?"),
        (
            ("conditions", gettext_lazy("What it needs")), ("may_not_fit", gettext_lazy("Where this may not fit")),
            ("advice", gettext_lazy("Advice to a city that starts")),
        ),
    ),
    Section("lessons", gettext_lazy("Lessons"), (("lessons", ""),)),
)  # fmt: skip

STREAMS = {
    "objectives", "lessons", "agency_roles", "building_blocks", "materials", "outcomes", "evaluations", "conditions", "partners", "contributors",
}  # fmt: skip


def sections(page: Any) -> list[dict]:
    """The sections of a page or a submission that have something to say, each with its parts; an empty field leaves no heading behind."""
    found = []
    for section in SECTIONS:
        parts = [
            {"name": name, "heading": heading, "value": getattr(page, name), "template": template_of(name)}
            for name, heading in section.fields
            if getattr(page, name)
        ]
        if parts:
            found.append({"anchor": section.anchor, "heading": section.heading, "parts": parts})
    return found


def template_of(name: str) -> str:
    """The template that shows a field: lists and tables have their own, texts share one."""
    if name in ("objectives", "lessons"):
        return "practices/parts/list.html"
    return f"practices/parts/{name}.html" if name in STREAMS else "practices/parts/text.html"


def contents(page: PracticePage, found: list[dict]) -> list[dict]:
    """The table of contents; building blocks stand under their section."""
    blocks = [{"title": block.value["title"], "anchor": block_anchor(block)} for block in page.building_blocks]
    return [
        {"title": s["heading"], "anchor": s["anchor"], "children": blocks if s["anchor"] == "building-blocks" else []}
        for s in found
    ]


def block_anchor(block) -> str:
    """The lasting address of a building block on its page."""
    return f"block-{str(block.id)[:8]}"


def facts(page: Any) -> list[dict]:
    """At a glance; the component leaves out what has no value."""
    field: Any = PracticePage._meta.get_field

    def several(name: str) -> str:
        return ", ".join(field(name).labels(page))

    return [
        {
            "label": _("Led by"),
            "value": " · ".join(filter(None, [lead_of(page), page.get_lead_kind_display()])),
        },
        {"label": _("With"), "value": ", ".join(partners_of(page))},
        {"label": _("Country"), "value": ", ".join(country.name for country in countries_of(page))},
        {"label": _("Scale"), "value": page.get_scale_display()},
        {"label": _("State"), "value": page.get_running_state_display()},
        {"label": _("Years"), "value": years(page)},
        {"label": _("For"), "value": several("target_groups")},
        {"label": _("Prevention"), "value": several("prevention_levels")},
        {"label": _("Phase"), "value": several("phases")},
        {"label": _("Setting"), "value": several("settings")},
        {"label": _("Actors"), "value": several("actors")},
        {"label": _("Mandate"), "value": page.mandate_holder},
        {"label": _("Cost"), "value": page.get_cost_band_display()},
        {"label": _("Time to set up"), "value": page.set_up_time},
        {"label": _("Reach"), "value": page.get_reach_display()},
    ]


def years(page: PracticePage) -> str:
    """From when to when, as far as it is known."""
    if page.started and not page.ended:
        return _("since %(year)d") % {"year": page.started}
    return "–".join(str(year) for year in dict.fromkeys((page.started, page.ended)) if year)
