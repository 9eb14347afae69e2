"""Events: one record that changes phase from announced to recorded."""

import datetime
import math
import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.permission_policies.pages import PagePermissionPolicy

from members.accounts.permissions import can_reach_cms, has_second_factor, is_staff_member
from members.cities.directory import one_page_each
from members.cities.models import CityPage
from network_site.pages.base import BasePage, BasePageManager, BasePageQuerySet
from network_site.pages.blocks import PLAIN_TEXT_FEATURES
from network_site.pages.fields import ChoiceSetField
from network_site.pages.listing import listing
from practices.models import PracticePage

from .. import blocks, panels
from ..choices import AttributionRule, EventKind, Phase, Registration
from ..forms import EventPageForm
from .parts import place_parts
from .series import Series

WORDS_A_MINUTE = 220
SHOWN = (
    "takeaways__theme_items",
    "takeaways__practices",
    "takeaways__resources",
    "takeaways__cities",
    "speakers__city",
    "summary_documents",
    "resource_list__resource__authors",
)
MOST_COMING = 24


def check_time_zone(name: str) -> None:
    """Refuse a name that is not in the IANA list of time zones."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Write it like Europe/Paris or Asia/Almaty."), params={"name": name}
        )


class EventIndexPage(BasePage):
    """All events, the coming ones first."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=600)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    template = "events/event_index_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("events: overview")

    def get_context(self, request, *args, **kwargs) -> dict:
        from ..filters import FILTERS

        seen = EventPage.objects.child_of(self).visible_to(request.user).with_card()
        narrowed = any(request.GET.get(f.name) for f in FILTERS)
        found = listing(seen.latest_first() if narrowed else seen.past(), request.GET, FILTERS)
        coming = [] if narrowed or found.page.number > 1 else list(seen.coming()[:MOST_COMING])
        return super().get_context(request, *args, **kwargs) | {"listing": found, "coming": coming}

    def feed_links(self) -> list[dict[str, str]]:
        return [{"title": str(_("Events")), "url": reverse("events:feed")}]


class EventPageQuerySet(BasePageQuerySet):
    def coming(self) -> "EventPageQuerySet":
        """Events that are not over yet, the next one first."""
        today = timezone.localdate()
        return self.filter(models.Q(ends_on__gte=today) | models.Q(ends_on=None, starts_on__gte=today)).order_by(
            "starts_on", "starts_at"
        )

    def past(self) -> "EventPageQuerySet":
        """Events that are over or carry no date, the latest first."""
        today = timezone.localdate()
        over = models.Q(ends_on__lt=today) | models.Q(ends_on=None, starts_on__lt=today) | models.Q(starts_on=None)
        return self.filter(over).latest_first()

    def latest_first(self) -> "EventPageQuerySet":
        return self.order_by(models.F("starts_on").desc(nulls_last=True), "title", "pk")

    def about(self, theme) -> "EventPageQuerySet":
        """Events with a takeaway on a theme or on one of its narrower themes."""
        return self.filter(models.Q(takeaways__themes=theme) | models.Q(takeaways__themes__parent=theme)).distinct()

    def organised_by(self, user) -> "EventPageQuerySet":
        """Those that somebody may change in the CMS, which asks for a second factor, and so does this."""
        if not is_staff_member(user) or not can_reach_cms(user) or not has_second_factor(user):
            return self.none()
        own = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
        return self.filter(pk__in=own.order_by().values("pk"))

    def with_card(self) -> "EventPageQuerySet":
        return self.select_related("series", "locale").prefetch_related("takeaways__theme_items")


class EventPage(BasePage):
    """A webinar, workshop, city visit, summit or training, and what it taught."""

    kind = models.CharField(_("kind"), max_length=10, choices=EventKind, default=EventKind.WEBINAR)
    series = models.ForeignKey(
        Series, verbose_name=_("series"), null=True, blank=True, on_delete=models.SET_NULL, related_name="events"
    )
    number_in_series = models.PositiveSmallIntegerField(_("number in the series"), null=True, blank=True)
    published_on = models.DateField(_("record published on"), null=True, blank=True)

    starts_on = models.DateField(
        _("first day"), null=True, blank=True, help_text=_("Leave empty if the day is not known; it is never guessed.")
    )
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, default="UTC", validators=[check_time_zone])
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Leave empty for an event online."))
    join_url = models.URLField(
        _("link to take part"),
        blank=True,
        max_length=500,
        help_text=_("Public. Leave empty where taking part needs an invitation."),
    )

    called_off = models.BooleanField(_("does not take place"), default=False)

    languages = ChoiceSetField(_("languages"), choices=settings.LANGUAGES)
    interpretation = models.CharField(_("interpretation"), max_length=200, blank=True)
    organisers = models.CharField(_("organisers"), max_length=300, blank=True)
    attribution = models.CharField(
        _("attribution rule"), max_length=12, choices=AttributionRule, default=AttributionRule.CHATHAM,
        help_text=_("How speakers are shown on every surface. The narrowest rule is the default."),
    )  # fmt: skip
    registration = models.CharField(_("registration"), max_length=10, choices=Registration, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    how_to_register = models.TextField(_("how to register"), blank=True, max_length=500)
    agenda = models.TextField(_("agenda"), blank=True, max_length=4000)

    introduction = RichTextField(_("introduction"), blank=True, features=PLAIN_TEXT_FEATURES)
    recording_url = models.URLField(
        _("recording"), blank=True, max_length=500, help_text=_("Public. Opened only when the reader asks for it.")
    )
    recording_minutes = models.PositiveSmallIntegerField(_("length of the recording in minutes"), null=True, blank=True)
    chapters = StreamField([("chapter", blocks.ChapterBlock())], verbose_name=_("chapters"), blank=True)
    captions = models.ForeignKey(
        "pages.NetworkDocument",
        verbose_name=_("captions"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    transcript = models.TextField(_("transcript"), blank=True)
    reading_minutes = models.PositiveSmallIntegerField(
        _("reading time in minutes"), null=True, blank=True, help_text=_("Leave empty to have it computed.")
    )
    last_number = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = BasePageManager.from_queryset(EventPageQuerySet)()

    base_form_class = EventPageForm
    edit_handler = panels.edit_handler(BasePage.promote_panels, BasePage.settings_panels)
    template = "events/event_page.html"
    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def structured_data(self) -> dict:
        from ..structured import structured_data

        return structured_data(self)

    def clean(self) -> None:
        super().clean()
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day is before the first day.")})
        if self.starts_at and not self.starts_on:
            raise ValidationError({"starts_at": _("Give the day as well, or leave the time empty.")})

    def save(self, *args, **kwargs):
        self.number_takeaways()
        return super().save(*args, **kwargs)

    def save_revision(self, *args, **kwargs):
        self.number_takeaways()
        return super().save_revision(*args, **kwargs)

    def get_context(self, request, *args, **kwargs) -> dict:
        from ..record import citation, contents, facts, led_to, neighbours, open_documents, speakers, statement

        if self.pk and not getattr(request, "is_preview", False):
            models.prefetch_related_objects([self], *SHOWN)
        rows = list(self.takeaways.all())
        statements = [statement(row, self.linked_pages) for row in rows]
        made = led_to(rows, self.linked_pages)
        cited = [row for row in self.resource_list.all() if row.resource.live]
        return super().get_context(request, *args, **kwargs) | {
            "facts": facts(self),
            "citation": citation(self),
            "speakers": speakers(self),
            "statements": statements,
            "cited": cited,
            "led_to": made,
            "documents": open_documents(self),
            "contents": contents(self, statements, cited, made),
            "neighbours": neighbours(self),
        }

    @cached_property
    def linked_pages(self) -> dict:
        """The practices and cities that the record may name and link to: those the public can see."""
        takeaways = self.takeaways.all()
        practices = {practice.pk for row in takeaways for practice in row.practices.all()}
        cities = {city.pk for row in takeaways for city in row.cities.all()}
        cities |= {speaker.city_id for speaker in self.speakers.all() if speaker.city_id}
        seen = CityPage.objects.visible_to(None).filter(city__in=cities).select_related("locale")
        return {
            "practices": set(
                PracticePage.objects.visible_to(None).filter(pk__in=practices).values_list("pk", flat=True)
            ),
            "cities": {page.city_id: page.get_url() for page in one_page_each(seen)},
        }

    def feed_links(self) -> list[dict[str, str]]:
        return [{"title": str(_("Events")), "url": reverse("events:feed")}]

    def number_takeaways(self) -> None:
        """Give new takeaways the next number. A number once given stays, and is not given again after a removal."""
        place_parts(self)
        rows = list(self.takeaways.all())
        self.last_number = max([self.last_number, *(row.number or 0 for row in rows)])
        given: set[int] = set()
        for row in rows:
            if not row.number or row.number in given:
                self.last_number += 1
                row.number = self.last_number
            given.add(row.number)

    def _moment(self, day: datetime.date | None, time: datetime.time | None) -> datetime.datetime | None:
        if not day or not time:
            return None
        return datetime.datetime.combine(day, time, zoneinfo.ZoneInfo(self.time_zone))

    @property
    def start(self) -> datetime.datetime | None:
        """The moment the event begins, in its own time zone; None where only the day, or nothing, is known."""
        return self._moment(self.starts_on, self.starts_at)

    @property
    def end(self) -> datetime.datetime | None:
        return self._moment(self.ends_on or self.starts_on, self.ends_at)

    @property
    def phase(self) -> Phase:
        """Where the event stands now."""
        now = timezone.now()
        zone = zoneinfo.ZoneInfo(self.time_zone)
        first = self.starts_on
        if first is None:
            return Phase.RECORDED
        last = self.ends_on or first
        begins = self.start or datetime.datetime.combine(first, datetime.time.min, zone)
        ends = self.end or datetime.datetime.combine(last, datetime.time.max, zone)
        if now < begins:
            return Phase.ANNOUNCED
        if now <= ends:
            return Phase.LIVE
        return Phase.RECORDED if self.recording_url or self.last_number else Phase.HELD

    @property
    def reading_time(self) -> int:
        """Minutes to read the record: as set, or computed from its words."""
        if self.reading_minutes:
            return self.reading_minutes
        texts = [self.introduction, *(f"{row.headline} {row.body}" for row in self.takeaways.all())]
        words = sum(len(strip_tags(text).split()) for text in texts)
        return max(1, math.ceil(words / WORDS_A_MINUTE))
