"""The recording of an event that is not for everybody: beside the page, so that nothing that tells of the page reaches it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import is_member

from ..choices import Audience
from .attendee import Attendee
from .page import EventPage


class ClosedRecordingQuerySet(models.QuerySet["ClosedRecording"]):
    def visible_to(self, viewer) -> "ClosedRecordingQuerySet":
        """To members, or to who was registered, as each says; to organisers those of their events."""
        if not is_member(viewer):
            return self.none()
        mine = Attendee.objects.of(viewer).registered().values("event_key")
        theirs = EventPage.objects.organised_by(viewer).order_by().values("translation_key")
        seen = Q(audience=Audience.MEMBERS)
        seen |= Q(event_key__in=mine)
        seen |= Q(event_key__in=theirs)
        return self.filter(seen)


class ClosedRecording(models.Model):
    """A recording for members, or for those who were registered, with its words. What is public stands on the page itself."""

    event_key = models.UUIDField(_("event"), unique=True)
    audience = models.CharField(_("for whom"), max_length=12, choices=Audience, default=Audience.REGISTRANTS)
    url = models.URLField(_("recording"), blank=True, max_length=500)
    minutes = models.PositiveSmallIntegerField(_("length of the recording in minutes"), null=True, blank=True)
    transcript = models.TextField(_("transcript"), blank=True, max_length=200_000)

    objects = ClosedRecordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording for some")
        verbose_name_plural = _("recordings for some")

    def __str__(self) -> str:
        return str(self.event_key)
