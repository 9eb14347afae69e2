"""The library of outcome indicators: what cities may measure, so that what they report can be read side by side."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from network_site.themes.models import Theme


class ValueKind(models.TextChoices):
    NUMBER = "number", _("number")
    SHARE = "share", _("share")
    YES_NO = "yes_no", _("yes or no")
    SCALE = "scale", _("scale")


class GoodDirection(models.TextChoices):
    HIGHER = "higher", _("higher is better")
    LOWER = "lower", _("lower is better")
    DEPENDS = "depends", _("it depends")


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, viewer) -> "IndicatorQuerySet":
        """Those in use; an indicator that was taken out is read in the CMS only, whoever asks."""
        return self.filter(live=True)


class Indicator(models.Model):
    """One thing that may be measured, how, and what must not be done for the sake of measuring it."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=160)
    definition = models.TextField(_("definition"), max_length=1000)
    how_to_measure = models.TextField(_("how to measure"), max_length=1500)
    kind = models.CharField(_("kind of value"), max_length=10, choices=ValueKind)
    good_direction = models.CharField(_("good direction"), max_length=10, choices=GoodDirection)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="indicators")
    ethics = models.TextField(_("ethics note"), max_length=1000)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("link to the source"), max_length=500, blank=True)
    live = models.BooleanField(_("in use"), default=False)

    objects = IndicatorQuerySet.as_manager()

    panels = [
        FieldPanel(name)
        for name in (
            "name", "slug", "definition", "how_to_measure", "kind", "good_direction", "themes", "ethics", "source",
            "source_url", "live",
        )
    ]  # fmt: skip

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("practices:indicator", args=[self.slug])
