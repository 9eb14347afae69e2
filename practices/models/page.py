"""The published practice."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from members.cities.directory import links_of
from members.cities.models import City
from network_site.pages.base import BasePage, BasePageManager, BasePageQuerySet
from network_site.pages.fields import holding
from network_site.pages.listing import listing
from network_site.themes.models import Theme

from .. import choices, panels
from ..forms import PracticePageForm
from ..rules import faults
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

    def get_context(self, request, *args, **kwargs) -> dict:
        from ..filters import FILTERS

        rows = (
            PracticePage.objects.child_of(self)
            .visible_to(request.user)
            .with_card()
            .order_by("-first_published_at", "pk")
        )
        asked = {*request.GET.getlist("vetting"), *request.GET.getlist("freshness")}
        if choices.Vetting.ARCHIVED not in asked:
            rows = rows.kept_up()
        return super().get_context(request, *args, **kwargs) | {"listing": listing(rows, request.GET, FILTERS)}

    def feed_links(self) -> list[dict[str, str]]:
        return [{"title": str(_("New practices")), "url": reverse("practices:feed")}]


def visible_cities() -> models.QuerySet:
    """Cities that may be named, with their countries; an unpublished city is named nowhere."""
    return City.objects.visible_to(None).select_related("country")


class PracticePageQuerySet(BasePageQuerySet):
    def about(self, theme) -> "PracticePageQuerySet":
        """Practices on a theme or on one of its narrower themes."""
        return self.filter(models.Q(themes=theme) | models.Q(themes__parent=theme)).distinct()

    def from_city(self, city) -> "PracticePageQuerySet":
        """A city's practices, without those whose place is withheld: being listed here would give it away."""
        return self.filter(cities=city, place_withheld=False).distinct()

    def kept_up(self) -> "PracticePageQuerySet":
        """Without those in the archive, which stay readable where they are."""
        return self.exclude(vetting=choices.Vetting.ARCHIVED)

    def of_keys(self, keys) -> "PracticePageQuerySet":
        """All pages of these practices, hidden ones too, in every language: for the desk."""
        return self.filter(translation_key__in=keys)

    def holding(self, field: str, code: str) -> models.QuerySet:
        return holding(self, field, code)

    def with_card(self) -> models.QuerySet:
        """Ready for cards: themes, cities and countries without a query for each."""
        return self.with_trust().prefetch_related("theme_items")

    def with_trust(self) -> models.QuerySet:
        """Ready for saying where it is and how far to trust it."""
        return (
            self.select_related("country", "locale")
            .prefetch_related(models.Prefetch("cities", visible_cities()))
            .annotate(
                derivation_count=Coalesce(models.Subquery(derivations()), 0),
                tried_count=Coalesce(models.Subquery(cities_that_tried()), 0),
            )
        )


def derivations() -> models.QuerySet:
    """How many visible entries derive from an entry; its translations and theirs are one."""
    rows = PracticePage.objects.visible_to(None).filter(
        derived_from__translation_key=models.OuterRef("translation_key")
    )
    count = models.Count("translation_key", distinct=True)
    return rows.order_by().values("derived_from__translation_key").annotate(count=count).values("count")


def cities_that_tried() -> models.QuerySet:
    """In how many other cities an entry was put to work, as far as the public may know."""
    from .adoption import Adoption

    rows = Adoption.objects.public_where_practice_is().tried().filter(practice_key=models.OuterRef("translation_key"))
    count = models.Count("city", distinct=True)
    return rows.order_by().values("practice_key").annotate(count=count).values("count")


class PracticeTheme(ItemBase):
    tag = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="practice_items")
    content_object = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="theme_items")


class PracticeReference(Orderable):
    """A work a practice rests on."""

    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="references")
    resource = models.ForeignKey(
        "resources.Resource", verbose_name=_("resource"), on_delete=models.CASCADE, related_name="practice_citations"
    )
    why = models.CharField(_("what it is cited for"), max_length=240, blank=True)

    panels = [FieldPanel("resource"), FieldPanel("why")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "resource"], name="a_work_once_per_practice")]


class PracticePage(PracticeContent, BasePage):
    """A practice as the public reads it, with what was checked, how its results are known and where else it was tried."""

    cover_image = models.ForeignKey(
        "pages.NetworkImage",
        verbose_name=_("cover image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cover_alt = models.CharField(_("what the image shows"), max_length=200, blank=True)
    cities = ParentalManyToManyField("cities.City", verbose_name=_("cities"), blank=True, related_name="practices")
    country = models.ForeignKey(
        "cities.Country", verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="practices",
        help_text=_("Only where no city is named: because the place is withheld, or the practice is national."),
    )  # fmt: skip
    themes = ClusterTaggableManager(
        through=PracticeTheme, verbose_name=_("themes"), help_text=_("One to five of the network's themes."), blank=True
    )
    derived_from = models.ForeignKey(
        "self",
        verbose_name=_("derived from"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="derivations",
    )
    licence = models.CharField(_("licence"), max_length=16, choices=choices.Licence, default=choices.Licence.CC_BY)
    change_note = models.CharField(_("what changed"), max_length=300, blank=True)

    vetting = models.CharField(_("vetting"), max_length=12, choices=choices.Vetting, default=choices.Vetting.NOT_VETTED)
    checked_by = models.CharField(_("checked by"), max_length=240, blank=True, help_text=_("Roles, never names."))
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    strengths = models.TextField(_("strengths, in the reviewers' words"), blank=True, max_length=600)
    cautions = models.TextField(_("cautions, in the reviewers' words"), blank=True, max_length=600)
    needs_owner = models.BooleanField(_("nobody looks after it"), default=False, editable=False)
    evidence = models.CharField(_("evidence"), max_length=2, choices=choices.Evidence, default=choices.Evidence.E0)

    objects = BasePageManager.from_queryset(PracticePageQuerySet)()

    base_form_class = PracticePageForm
    unfinished = False  # a draft may still break the rules of a published entry
    edit_handler = panels.edit_handler(BasePage.promote_panels, BasePage.settings_panels)
    template = "practices/practice_page.html"
    parent_page_types = ["practices.PracticeIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    def clean(self) -> None:
        super().clean()
        if not self.unfinished and (found := faults(self)):
            raise ValidationError(found)

    def get_context(self, request, *args, **kwargs) -> dict:
        from ..adopted import of_practice, tried_among
        from ..members_part import members_part
        from ..permissions import can_hide_now
        from ..sections import contents, facts, sections
        from ..trust import cities_of, freshness, signals

        relatives = self.relatives()
        cards = [row for row in (relatives["origin"], *relatives["derived"]) if row]
        if self.pk and not getattr(request, "is_preview", False):
            cards.append(self)
            self.derivation_count = len(relatives["derived"])
        models.prefetch_related_objects(cards, models.Prefetch("cities", visible_cities()), "theme_items")
        adoptions = of_practice(self, request.user)
        self.tried_count = tried_among(adoptions)
        found = sections(self)
        return super().get_context(request, *args, **kwargs) | {
            "sections": found,
            "contents": contents(self, found),
            "facts": facts(self),
            "signals": signals(self),
            "freshness": freshness(self),
            "cities": links_of(cities_of(self)),
            "cited": self.cited_works(),
            "relatives": relatives,
            "adoptions": adoptions,
            "members_part": members_part(self, request.user),
            "may_hide": request.user.is_authenticated and can_hide_now(request.user, self),
        }

    def cited_works(self) -> list:
        """The references that the public may see, in order, each with what it is cited for."""
        rows = self.references.select_related("resource").prefetch_related("resource__authors")
        return [row for row in rows if row.resource.live]

    def relatives(self) -> dict:
        """The entry this one derives from and those that derive from it, as far as they are public, without their parts."""
        either = models.Q(pk=self.derived_from_id) | models.Q(derived_from__translation_key=self.translation_key)
        found = PracticePage.objects.visible_to(None).filter(either, locale=self.locale_id).with_card()
        rows = list(found.order_by("title", "pk").prefetch_related(None))
        return {
            "origin": next((row for row in rows if row.pk == self.derived_from_id), None),
            "derived": [row for row in rows if row.pk != self.derived_from_id],
        }

    def citation(self) -> str:
        """How to cite the entry; where the place is withheld, so is whoever leads it."""
        year = (self.first_published_at or timezone.now()).year
        from ..trust import lead_of

        lead = lead_of(self)
        return f"{lead + '. ' if lead else ''}{self.title} ({year})"

    def feed_links(self) -> list[dict[str, str]]:
        return [{"title": str(_("New practices")), "url": reverse("practices:feed")}]

    def structured_data(self) -> dict:
        data = {"@context": "https://schema.org", "@type": "Article", "headline": self.title, "url": self.full_url}
        if self.claim:
            data["description"] = self.claim
        if self.first_published_at:
            data["datePublished"] = self.first_published_at.date().isoformat()
        if self.last_published_at:
            data["dateModified"] = self.last_published_at.date().isoformat()
        if self.lead_organisation and not self.place_withheld:
            data["author"] = {"@type": "Organization", "name": self.lead_organisation}
        return data | {"inLanguage": self.locale.language_code, "license": self.get_licence_display()}

    @property
    def is_overdue(self) -> bool:
        """True once the time for which the entry was vetted has passed."""
        return bool(self.valid_until and self.valid_until < timezone.localdate())

    @property
    def last_looked_at(self) -> datetime.date | None:
        """The latest day on which somebody confirmed or checked the entry."""
        return max(filter(None, [self.confirmed_on, self.checked_on]), default=None)
