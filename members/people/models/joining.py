"""The two ways into the network: by invitation, and by asking."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import can_manage_members
from members.cities.models import City

from ..choices import RequestState

INVITATION_DAYS = 14


class OwnCityQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """All for who manages members; those of their own city for its focal point; nothing for anybody else."""
        from ..permissions import city_in_charge_of

        if can_manage_members(viewer):
            return self
        city = city_in_charge_of(viewer)
        return self.filter(city=city) if city else self.none()


class InvitationQuerySet(OwnCityQuerySet):
    def open(self) -> "InvitationQuerySet":
        """Neither used, nor taken back, nor too old."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())


def expiry():
    return timezone.now() + timedelta(days=INVITATION_DAYS)


class Invitation(models.Model):
    """A single way in for one address. The secret of its link is never kept, only its hash."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    address = models.EmailField(_("e-mail address"))
    city = models.ForeignKey(City, verbose_name=_("city"), null=True, blank=True, on_delete=models.SET_NULL)
    name = models.CharField(_("name"), max_length=80, blank=True)
    function = models.CharField(_("function"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    inviter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="invitations"
    )
    created_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"), default=expiry)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "key"]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now()


class JoinRequest(models.Model):
    """Somebody asks to be let in, and says who they are and why."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.EmailField(_("e-mail address"), db_index=True)
    name = models.CharField(_("name"), max_length=80)
    city = models.ForeignKey(City, verbose_name=_("city"), null=True, blank=True, on_delete=models.SET_NULL)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    function = models.CharField(_("function"), max_length=120)
    why = models.TextField(_("why"), max_length=1000)
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.WAITING)
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=400, blank=True)

    objects = OwnCityQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["created_at", "key"]

    def __str__(self) -> str:
        return str(self.key)
