"""Blocks of a city's page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SeatBlock(blocks.StructBlock):
    """One seat at the city's table: an office or organisation and what it brings."""

    who = blocks.CharBlock(label=_("Office or organisation"), max_length=160)
    brings = blocks.CharBlock(label=_("What it brings"), required=False, max_length=240)

    class Meta:
        icon = "group"
        label = _("Seat")


class ContextBlock(blocks.StructBlock):
    """One thing about the city by which another city can tell whether it is alike."""

    name = blocks.CharBlock(label=_("What"), max_length=80)
    value = blocks.CharBlock(label=_("How it is here"), max_length=240)

    class Meta:
        icon = "info-circle"
        label = _("Context")
