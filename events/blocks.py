"""Blocks of an event's record."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ChapterBlock(blocks.StructBlock):
    """A place in a recording."""

    at = blocks.CharBlock(label=_("At"), max_length=8, help_text=_("Minutes and seconds, as 12:30, or 1:02:30."))
    title = blocks.CharBlock(label=_("Title"), max_length=140)

    class Meta:
        icon = "time"
        label = _("Chapter")

    def clean(self, value):
        value = super().clean(value)
        if not re.fullmatch(r"(\d{1,2}:)?\d{1,2}:[0-5]\d", value.get("at") or ""):
            raise ValidationError(_("Write the place as minutes and seconds, for example 12:30."))
        return value
