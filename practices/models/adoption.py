"""A city takes up what another city started: one record for each city and practice."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import is_member
from members.accounts.roles import Role, has_role
from members.cities.models import City
from members.people.permissions import city_in_charge_of

from ..choices import AdoptionState, Direction, Recognition
from .content import text
from .page import PracticePage


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    def public(self) -> "AdoptionQuerySet":
        """Confirmed ones of cities and practices that the public may read."""
        return self.known().filter(recognition=Recognition.CONFIRMED)

    def public_where_practice_is(self) -> "AdoptionQuerySet":
        """What `public` finds, for questions that are asked about published practices only."""
        return self.filter(recognition=Recognition.CONFIRMED, city__in=City.objects.visible_to(None))

    def known(self) -> "AdoptionQuerySet":
        """Where both the city and the practice are published; the others are named and counted nowhere."""
        return self.of_visible_practices().filter(city__in=City.objects.visible_to(None))

    def of_visible_practices(self) -> "AdoptionQuerySet":
        return self.filter(practice_key__in=PracticePage.objects.visible_to(None).values("translation_key"))

    def visible_to(self, viewer) -> "AdoptionQuerySet":
        """What is public; to a city's focal point also their city's own and those of their city's practices."""
        if not is_member(viewer):
            return self.public()
        if viewer.is_superuser or has_role(viewer, Role.EDITOR):
            return self.known()
        city = city_in_charge_of(viewer)
        if city is None:
            return self.public()
        ours = PracticePage.objects.visible_to(None).filter(cities=city).values("translation_key")
        return (
            self.filter(pk__in=self.model.objects.public().values("pk"))
            | self.filter(pk__in=self.model.objects.of_visible_practices().filter(city=city).values("pk"))
            | self.filter(pk__in=self.model.objects.known().filter(practice_key__in=ours).values("pk"))
        )

    def of_practice(self, practice: PracticePage) -> "AdoptionQuerySet":
        return self.filter(practice_key=practice.translation_key)

    def tried(self) -> "AdoptionQuerySet":
        """Those that were put to work at some time, also where they have stopped since."""
        return self.filter(was_tried=True)


class Adoption(models.Model):
    """What a city took up, how far it has come, what it changed and what came of it.

    It hangs on the key that a practice shares with its translations: it is of the practice, not of one of its texts.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="adoptions")
    practice_key = models.UUIDField(_("practice"), db_index=True)
    blocks = models.JSONField(_("building blocks"), default=list, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=AdoptionState, default=AdoptionState.INTERESTED, db_index=True
    )
    was_tried = models.BooleanField(_("was put to work"), default=False)
    since = models.DateField(_("since"), null=True, blank=True)
    kept = text(_("what we kept, and why"), words=150)
    changed = text(_("what we changed, and why"), words=150)
    dropped = text(_("what we dropped, and why"), words=150)
    result = text(_("what came of it"), words=200)
    direction = models.CharField(
        _("direction"), max_length=16, choices=Direction, default=Direction.NOT_MEASURED, blank=True
    )
    outcomes = models.JSONField(_("what was measured"), default=list, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    may_be_contacted = models.BooleanField(_("may be contacted by members"), default=False)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    declared_at = models.DateTimeField(_("declared at"), default=timezone.now)
    recognition = models.CharField(
        _("the owner's word"), max_length=12, choices=Recognition, default=Recognition.WAITING, db_index=True
    )
    refusal = text(_("why it is not recognised"), words=100)
    recognised_on = models.DateField(_("day of the owner's word"), null=True, blank=True)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["-declared_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["city", "practice_key"], name="a_city_adopts_a_practice_once"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class AdoptionStep(models.Model):
    """The day on which an adoption came to a state."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(_("state"), max_length=12, choices=AdoptionState)
    on = models.DateField(_("day"), default=timezone.localdate)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.state} {self.on}"
