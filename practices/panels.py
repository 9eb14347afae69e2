"""How editors see a practice in the CMS: the groups of `product.md`, in the order in which a reader meets them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page


def group(heading, *fields, help_text="") -> MultiFieldPanel:
    """A titled group; a tuple of names becomes a row."""
    panels = [
        FieldRowPanel([FieldPanel(name) for name in f])
        if isinstance(f, tuple)
        else FieldPanel(f)
        if isinstance(f, str)
        else f
        for f in fields
    ]
    return MultiFieldPanel(panels, heading, help_text=help_text)


IDENTITY = [
    group(_("What it is"), *Page.content_panels, "extent", "claim", "summary", "composite", "themes"),
    group(_("Who"), ("lead_organisation", "lead_kind"), "partners", "contributors"),
    group(_("Picture"), "cover_image", "cover_alt"),
    group(
        _("Where and when"), "cities", "place_withheld", "country", "scale", ("started", "ended"), ("running_state", "confirmed_on"), "why_ended",
        help_text=_("Withhold the place wherever naming it could point at a person."),
    ),
]  # fmt: skip
STORY = [
    group(
        _("Problem"),
        "problem",
        "context",
        "policy_basis",
        "mandate_holder",
        "target_groups",
        "prevention_levels",
        "phases",
        "settings",
        "actors",
    ),
    group(_("What is done"), "objectives", "logic", "what_is_done", "building_blocks", "agency_roles"),
    group(_("People concerned"), "participation", "gender_and_children", "safeguarding"),
    group(_("Means"), "cost_band", "staffing", "set_up_time", "funding", "materials"),
]
RESULTS = [
    group(
        _("Results"), "reach", "outcomes", "side_effects", "participants_said", "evaluations",
        help_text=_("“Worse” and “no change” are results too, and may be the most useful ones here."),
    ),
    group(_("Lessons"), "success_factors", "barriers", "what_did_not_work", "lessons"),
    group(_("Transfer"), "conditions", "may_not_fit", "advice", "derived_from"),
    InlinePanel("references", heading=_("References"), label=_("Reference")),
]  # fmt: skip
SIGNALS = [
    HelpPanel(
        _("Three separate signals, never one score. What is written here is public, so name roles and not persons.")
    ),
    group(_("Vetting"), "vetting", "checked_by", ("checked_on", "valid_until"), "strengths", "cautions"),
    group(_("Evidence"), "evidence"),
    group(_("Management"), "licence", "change_note"),
]


def edit_handler(promote_panels, settings_panels) -> TabbedInterface:
    """The tabs of the practice editor."""
    return TabbedInterface(
        [
            ObjectList(IDENTITY, heading=_("What and where")),
            ObjectList(STORY, heading=_("Problem and action")),
            ObjectList(RESULTS, heading=_("Results and lessons")),
            ObjectList(SIGNALS, heading=_("Signals")),
            ObjectList(promote_panels, heading=_("Promote")),
            ObjectList(settings_panels, heading=_("Settings")),
        ]
    )
