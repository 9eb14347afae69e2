"""Who signs in. The person behind the account is described elsewhere, and only as far as they choose."""

import uuid

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .addresses import normalise_address, skeleton
from .choices import Action, IdentityCheck, Status


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address; there are no user names."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normalise_address(username or ""))

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Create a user; without a password nobody can sign in as them yet."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        if fields.pop("is_active", True) is False:
            fields.setdefault("status", Status.SUSPENDED)
        user = self.model(email=normalise_address(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractUser):
    """An account: an address, a password and what it may do."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    key = models.UUIDField(_("public key"), default=uuid.uuid4, unique=True, editable=False)
    skeleton = models.CharField(
        max_length=254, blank=True, db_index=True, editable=False
    )  # the address as the eye sees it
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.APPROVED, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()  # type: ignore[assignment,misc]

    def clean(self) -> None:
        self.email = normalise_address(self.email)

    def save(self, *args, **kwargs) -> None:
        """Only approved accounts are active, whoever sets what."""
        self.email = normalise_address(self.email)
        self.skeleton = skeleton(self.email)
        self.is_active = self.status == Status.APPROVED
        super().save(*args, **kwargs)


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def update(self, **values) -> int:
        raise TypeError("The audit log only grows.")

    def delete(self):
        raise TypeError("The audit log only grows.")


class AuditEntry(models.Model):
    """Something that happened. Written by `audit.record` alone, never changed."""

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True, editable=False)
    action = models.CharField(_("what"), max_length=40, editable=False)
    actor = models.CharField(_("by (key)"), max_length=40, blank=True, editable=False)
    thing_kind = models.CharField(_("kind of thing"), max_length=60, blank=True, editable=False)
    thing_id = models.CharField(_("thing"), max_length=64, blank=True, editable=False)
    result = models.CharField(_("result"), max_length=64, blank=True, editable=False)
    request_id = models.CharField(_("request"), max_length=32, blank=True, editable=False)
    facts = models.JSONField(_("facts"), default=dict, editable=False)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {Action(self.action).label}"

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise TypeError("The audit log only grows.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The audit log only grows.")


class FactorReset(models.Model):
    """A lost second factor: asked for by one of the staff, confirmed by another, done a day later."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="factor_resets")
    checked_how = models.CharField(_("how it was checked who asks"), max_length=12, choices=IdentityCheck)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.CASCADE, related_name="+")
    confirmed_at = models.DateTimeField(null=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(done_at=None, cancelled_at=None), name="one_open_factor_reset"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class RateCount(models.Model):
    """How often a key was seen in a window of time; see `limits.py`. No key can be led back to anybody."""

    key = models.CharField(max_length=64)
    window = models.BigIntegerField()
    until = models.BigIntegerField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="one_count_a_window")]

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
