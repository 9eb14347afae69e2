"""Who takes part in an event: a member's own row, which nobody but they and the organisers read."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import is_member

from ..choices import AttendeeState
from .page import EventPage


class AttendeeQuerySet(models.QuerySet["Attendee"]):
    def of(self, user) -> "AttendeeQuerySet":
        """One's own."""
        return self.filter(user=user) if is_member(user) else self.none()

    def visible_to(self, viewer) -> "AttendeeQuerySet":
        """One's own; to organisers those of their events; to who is registered, the others who let themselves be shown."""
        if not is_member(viewer):
            return self.none()
        theirs = EventPage.objects.organised_by(viewer).order_by().values("translation_key")
        beside = Attendee.objects.of(viewer).registered().values("event_key")
        seen = Q(user=viewer)
        seen |= Q(event_key__in=theirs)
        seen |= Q(event_key__in=beside, state=AttendeeState.REGISTERED, shown=True)
        return self.filter(seen)

    def at(self, event_key) -> "AttendeeQuerySet":
        return self.filter(event_key=event_key)

    def registered(self) -> "AttendeeQuerySet":
        return self.filter(state=AttendeeState.REGISTERED)


class Attendee(models.Model):
    """How a member stands to an event; it hangs on the key that the event shares with its translations."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event_key = models.UUIDField(_("event"), db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attendances")
    state = models.CharField(_("state"), max_length=12, choices=AttendeeState)
    since = models.DateTimeField(_("since"), default=timezone.now)
    shown = models.BooleanField(_("others who take part may see my name"), default=False)
    note = models.TextField(_("words of the organisers"), blank=True, max_length=1000)
    told = models.CharField(_("when and where, as they were last told"), max_length=300, blank=True, editable=False)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendee")
        verbose_name_plural = _("attendees")
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["event_key", "user"], name="at_an_event_once")]

    def __str__(self) -> str:
        return str(self.key)
