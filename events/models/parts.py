"""The rows an event's record is made of: speakers, documents, takeaways, the resource list."""

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from members.cities.directory import name_of
from network_site.pages.blocks import PLAIN_TEXT_FEATURES
from network_site.themes.models import Theme

from ..choices import AttributionRule, TakeawayKind


class Speaker(Orderable):
    """Somebody who spoke: by name only with their consent, otherwise by role."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="speakers")
    role = models.CharField(_("role"), max_length=160, help_text=_("For example: head of youth services"))
    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("Leave empty if the role is all that may be said.")
    )
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    city = models.ForeignKey(
        "cities.City", verbose_name=_("city"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    consent = models.BooleanField(_("has agreed to be named in public"), default=False)

    panels = [
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("consent")]),
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("city")]),
    ]

    def __str__(self) -> str:
        return self.role

    def clean(self) -> None:
        if self.name and not self.consent:
            raise ValidationError(
                {"consent": _("Tick this only if the speaker agreed; otherwise remove the name and keep the role.")}
            )

    def shown_under(self, rule: str, *, with_city: bool = True) -> list[str]:
        """What may be said of this speaker under an attribution rule, most telling first.

        Every surface that names speakers asks here, and gives `with_city=False` where the city has no published
        page. Under Chatham House nothing identifies speakers but the role.
        """
        name = self.name if self.consent else ""
        city = name_of(self.city) if self.city and with_city else ""
        allowed: list[str] = {
            AttributionRule.ATTRIBUTED.value: [name, self.role, self.organisation, city],
            AttributionRule.ORGANISATION.value: [self.organisation or self.role],
            AttributionRule.CITY.value: [city or self.role],
        }.get(rule, [self.role])
        return [part for part in allowed if part]


class SummaryDocument(Orderable):
    """A document about the event; the link's text is the document's title."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="summary_documents")
    title = models.CharField(_("title"), max_length=200)
    document = models.ForeignKey(
        "pages.NetworkDocument",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    url = models.URLField(_("or link"), blank=True, max_length=500)
    language = models.CharField(_("language"), max_length=10, blank=True)

    panels = [FieldPanel("title"), FieldPanel("document"), FieldPanel("url"), FieldPanel("language")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if bool(self.document_id) == bool(self.url):
            raise ValidationError({"url": _("Choose a document or give a link: one of the two.")})


class TakeawayTheme(ItemBase):
    tag = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="takeaway_items")
    content_object = ParentalKey("events.Takeaway", on_delete=models.CASCADE, related_name="theme_items")


class TakeawayQuerySet(models.QuerySet["Takeaway"]):
    def visible_to(self, viewer) -> "TakeawayQuerySet":
        """The takeaways of events that the viewer may see."""
        from .page import EventPage

        return self.filter(page__in=EventPage.objects.visible_to(viewer))

    def about(self, theme) -> "TakeawayQuerySet":
        return self.filter(models.Q(themes=theme) | models.Q(themes__parent=theme)).distinct()


class Takeaway(Orderable, ClusterableModel):
    """One thing an event taught, with a number and an address that stay."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="takeaways")
    number = models.PositiveSmallIntegerField(_("number"), default=0, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=TakeawayKind, default=TakeawayKind.FINDING)
    headline = models.CharField(_("headline"), max_length=600)
    body = RichTextField(_("text"), blank=True, features=PLAIN_TEXT_FEATURES)
    themes = ClusterTaggableManager(through=TakeawayTheme, verbose_name=_("themes"), blank=True)
    practices = ParentalManyToManyField(
        "practices.PracticePage",
        verbose_name=_("practices it led to or speaks of"),
        blank=True,
        related_name="takeaways",
    )
    cities = ParentalManyToManyField(
        "cities.City", verbose_name=_("cities it speaks of"), blank=True, related_name="takeaways"
    )
    resources = ParentalManyToManyField(
        "resources.Resource", verbose_name=_("resources it rests on"), blank=True, related_name="takeaways"
    )

    objects = TakeawayQuerySet.as_manager()

    panels = [
        FieldPanel("number", widget=HiddenInput, classname="w-hidden"),
        FieldPanel("kind"),
        FieldPanel("headline"),
        FieldPanel("body"),
        FieldPanel("themes"),
        FieldPanel("practices"),
        FieldPanel("cities"),
        FieldPanel("resources"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("takeaway")
        verbose_name_plural = _("takeaways")

    def __str__(self) -> str:
        return f"{self.number}. {self.headline}"

    @property
    def anchor(self) -> str:
        return f"takeaway-{self.number}"


class EventResource(Orderable):
    """A work on an event's resource list, with why it matters there."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="resource_list")
    resource = models.ForeignKey(
        "resources.Resource", verbose_name=_("resource"), on_delete=models.CASCADE, related_name="event_citations"
    )
    why = models.CharField(_("why it matters"), max_length=300, blank=True)

    panels = [FieldPanel("resource"), FieldPanel("why")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "resource"], name="a_work_once_per_event")]


def place_parts(page) -> None:
    """Parts of an event without a place stay in the order in which they were added: databases keep none by themselves."""
    for name in ("takeaways", "speakers", "resource_list", "summary_documents"):
        rows = list(getattr(page, name).all())
        if any(row.sort_order is None for row in rows):
            rows.sort(key=lambda row: (row.sort_order is None, row.sort_order or 0))
            for place, row in enumerate(rows):
                row.sort_order = place
