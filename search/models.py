"""What search keeps in the database: the changes that wait for the index, and the questions that found nothing."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=1)  # changes that were applied, so that an index that was being made meanwhile hears of them


class ChangeQuerySet(models.QuerySet["Change"]):
    def waiting(self) -> "ChangeQuerySet":
        """What the index has not heard of, in the order it is to hear of it: what narrows first."""
        return self.filter(applied_at=None, set_aside_at=None).order_by("-narrows", "pk")

    def set_aside(self) -> "ChangeQuerySet":
        return self.exclude(set_aside_at=None).filter(applied_at=None)

    def since(self, moment) -> "ChangeQuerySet":
        """What was noted or applied since then."""
        return self.filter(models.Q(noted_at__gte=moment) | models.Q(applied_at__gte=moment))


class Change(models.Model):
    """Something that can be found was changed; written in the transaction of the change itself."""

    label = models.CharField(_("kind"), max_length=100)
    key = models.CharField(_("row"), max_length=64)
    narrows = models.BooleanField(
        _("narrows"), default=False, help_text=_("Something was taken back or made narrower.")
    )
    noted_at = models.DateTimeField(_("noted"), auto_now_add=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    problem = models.CharField(_("problem"), max_length=200, blank=True)
    applied_at = models.DateTimeField(_("applied"), null=True, editable=False)
    set_aside_at = models.DateTimeField(_("set aside"), null=True, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change for the search index")
        verbose_name_plural = _("changes for the search index")
        indexes = [
            models.Index(
                fields=["-narrows", "id"],
                name="waiting_changes",
                condition=models.Q(applied_at=None, set_aside_at=None),
            ),
            models.Index(fields=["noted_at"], name="changes_noted"),
            models.Index(fields=["applied_at"], name="changes_applied"),
        ]

    def __str__(self) -> str:
        return f"{self.label}:{self.key}"


class GapQuerySet(models.QuerySet["Gap"]):
    def told(self) -> "GapQuerySet":
        """What may be shown: asked on several days, so that it is not one person's question."""
        return self.exclude(text="").order_by("-days", "-last_day")

    def forgotten(self) -> "GapQuerySet":
        return self.filter(last_day__lt=timezone.localdate() - timedelta(days=30))


class Gap(models.Model):
    """A question that found nothing, without who asked. Its words are kept only once it came on several days."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    text = models.CharField(_("searched for"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=10)
    days = models.PositiveIntegerField(_("on how many days"), default=1)
    last_day = models.DateField(_("last on"), default=timezone.localdate, db_index=True)

    objects = GapQuerySet.as_manager()

    class Meta:
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")

    def __str__(self) -> str:
        return self.text or "–"
