"""The parts of a practice that come several at a time."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from network_site.remembered import Remembered

from . import choices


class PartnerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Organisation"), max_length=160)
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=choices.OrganisationKind.choices, required=False)
    support = blocks.MultipleChoiceBlock(label=_("Kind of support"), choices=choices.Support.choices, required=False)

    class Meta:
        icon = "group"
        label = _("Partner")


class ContributorBlock(blocks.StructBlock):
    """Somebody who contributed. A name stands here only if that person wants it public."""

    role = blocks.CharBlock(label=_("Role"), max_length=160, help_text=_("For example: youth worker, city of …"))
    name = blocks.CharBlock(
        label=_("Name"),
        required=False,
        max_length=120,
        help_text=_("Leave empty unless this person has agreed to be named in public."),
    )

    class Meta:
        icon = "user"
        label = _("Contributor")


class BuildingBlock(blocks.StructBlock):
    """One part of a practice that another city could take on its own."""

    title = blocks.CharBlock(label=_("Title"), max_length=110)
    purpose = blocks.TextBlock(label=_("What it is for"), required=False, max_length=400, rows=2)
    what_is_done = blocks.TextBlock(label=_("What is done"), max_length=1500, rows=4)
    needs = blocks.TextBlock(label=_("What it needs"), required=False, max_length=600, rows=2)
    lesson = blocks.TextBlock(label=_("Lesson"), required=False, max_length=600, rows=2)
    role = blocks.ChoiceBlock(label=_("Core or adaptable"), choices=choices.BlockRole.choices, required=False)

    class Meta:
        icon = "form"
        label = _("Building block")


class AgencyRoleBlock(blocks.StructBlock):
    agency = blocks.CharBlock(label=_("Agency"), max_length=160)
    role = blocks.TextBlock(label=_("What it does"), max_length=400, rows=2)

    class Meta:
        icon = "group"
        label = _("Agency")


class MaterialBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    document = DocumentChooserBlock(label=_("Document"), required=False)
    url = blocks.URLBlock(label=_("or link"), required=False, max_length=500)

    class Meta:
        icon = "doc-full"
        label = _("Material")


def read_library() -> list[tuple[str, str]]:
    """The indicators that an outcome may be reported on."""
    return list(apps.get_model("practices", "Indicator").objects.visible_to(None).values_list("slug", "name"))


remembered_library = Remembered(read_library)


def library() -> list[tuple[str, str]]:
    return remembered_library()  # each page with outcomes asks for it


class OutcomeBlock(blocks.StructBlock):
    """One thing that was to change, and whether it did. “Worse” and “no change” are results too."""

    indicator = blocks.CharBlock(label=_("What was to change"), max_length=200)
    direction = blocks.ChoiceBlock(label=_("Direction"), choices=choices.Direction.choices)
    measure = blocks.CharBlock(label=_("Measured by"), required=False, max_length=200)
    baseline = blocks.CharBlock(label=_("Before"), required=False, max_length=120)
    value = blocks.CharBlock(
        label=_("After"),
        required=False,
        max_length=120,
        help_text=_("Never a number of people under 10: write “fewer than 10”."),
    )
    date = blocks.CharBlock(label=_("When"), required=False, max_length=40)
    known = blocks.ChoiceBlock(label=_("How it is known"), choices=choices.Known.choices, required=False)
    library = blocks.ChoiceBlock(label=_("Indicator of the library"), choices=library, required=False)
    caveat = blocks.TextBlock(label=_("Caveat"), required=False, max_length=300, rows=2)

    class Meta:
        icon = "order"
        label = _("Outcome")


class EvaluationBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=choices.EvaluationKind.choices)
    by = blocks.CharBlock(label=_("By whom"), max_length=200)
    year = blocks.IntegerBlock(label=_("Year"), required=False, min_value=1950, max_value=2200)
    url = blocks.URLBlock(label=_("Link"), required=False, max_length=500)

    class Meta:
        icon = "view"
        label = _("Evaluation")


class ConditionBlock(blocks.StructBlock):
    """Something a city must have, or is helped by, for this to work."""

    condition = blocks.CharBlock(label=_("Condition"), max_length=240)
    weight = blocks.ChoiceBlock(label=_("How much it matters"), choices=choices.Weight.choices, default="essential")

    class Meta:
        icon = "tick"
        label = _("Condition")


def lines(label: Any, icon: str = "pilcrow", max_length: int = 400):
    """The block types of a field that is a plain list of sentences."""
    return [("item", blocks.TextBlock(label=label, icon=icon, max_length=max_length, rows=2))]
