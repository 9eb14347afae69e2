"""The published practice."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from network_site.pages.base import BasePage, BasePageManager, BasePageQuerySet
from network_site.pages.fields import holding
from network_site.themes.models import Theme

from .. import choices, panels
from .content import PracticeContent


class PracticeIndexPage(BasePage):
    """All published practices, to be filtered."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=600)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    template = "practices/practice_index_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["practices.PracticePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("practices: overview")


class PracticePageQuerySet(BasePageQuerySet):
    def about(self, theme) -> "PracticePageQuerySet":
        """Practices on a theme or on one of its narrower themes."""
        return self.filter(models.Q(themes=theme) | models.Q(themes__parent=theme)).distinct()

    def from_country(self, country) -> "PracticePageQuerySet":
        return self.filter(models.Q(cities__country=country, place_withheld=False) | models.Q(country=country)).distinct()

    def from_city(self, city) -> "PracticePageQuerySet":
        """A city's practices, without those whose place is withheld: being listed here would give it away."""
        return self.filter(cities=city, place_withheld=False).distinct()

    def holding(self, field: str, code: str) -> "PracticePageQuerySet":
        return holding(self, field, code)

    def with_card(self) -> "PracticePageQuerySet":
        """Ready for cards: themes, cities and countries without a query for each."""
        return self.select_related("country", "locale").prefetch_related("cities__country", "themes__terms")


class PracticeTheme(ItemBase):
    tag = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="practice_items")
    content_object = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="theme_items")


class PracticeReference(Orderable):
    """A work a practice rests on."""

    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="references")
    resource = models.ForeignKey("resources.Resource", verbose_name=_("resource"), on_delete=models.CASCADE, related_name="practice_citations")
    why = models.CharField(_("what it is cited for"), max_length=240, blank=True)

    panels = [FieldPanel("resource"), FieldPanel("why")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "resource"], name="a_work_once_per_practice")]


class PracticePage(PracticeContent, BasePage):
    """A practice as the public reads it, with what was checked, how its results are known and where else it was tried."""

    cover_image = models.ForeignKey(
        "pages.NetworkImage", verbose_name=_("cover image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    cover_alt = models.CharField(_("what the image shows"), max_length=200, blank=True)
    cities = ParentalManyToManyField("cities.City", verbose_name=_("cities"), blank=True, related_name="practices")
    country = models.ForeignKey(
        "cities.Country", verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="practices",
        help_text=_("Only where no city is named: because the place is withheld, or the practice is national."),
    )  # fmt: skip
    themes = ClusterTaggableManager(through=PracticeTheme, verbose_name=_("themes"), help_text=_("One to five of the network's themes."), blank=True)
    derived_from = models.ForeignKey(
        "self", verbose_name=_("derived from"), null=True, blank=True, on_delete=models.SET_NULL, related_name="derivations"
    )
    licence = models.CharField(_("licence"), max_length=16, choices=choices.Licence, default=choices.Licence.CC_BY)
    change_note = models.CharField(_("what changed"), max_length=300, blank=True)

    vetting = models.CharField(_("vetting"), max_length=12, choices=choices.Vetting, default=choices.Vetting.NOT_VETTED)
    checked_by = models.CharField(_("checked by"), max_length=240, blank=True, help_text=_("Roles, never names."))
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    strengths = models.TextField(_("strengths, in the reviewers' words"), blank=True, max_length=600)
    cautions = models.TextField(_("cautions, in the reviewers' words"), blank=True, max_length=600)
    evidence = models.CharField(_("evidence"), max_length=2, choices=choices.Evidence, default=choices.Evidence.E0)

    objects = BasePageManager.from_queryset(PracticePageQuerySet)()

    edit_handler = panels.edit_handler(BasePage.promote_panels, BasePage.settings_panels)
    template = "practices/practice_page.html"
    parent_page_types = ["practices.PracticeIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    @property
    def is_overdue(self) -> bool:
        """True once the time for which the entry was vetted has passed."""
        return bool(self.valid_until and self.valid_until < timezone.localdate())

    @property
    def last_looked_at(self) -> datetime.date | None:
        """The latest day on which somebody confirmed or checked the entry."""
        return max(filter(None, [self.confirmed_on, self.checked_on]), default=None)
