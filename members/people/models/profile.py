"""Who: what a member tells about themselves, and to whom."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.accounts.choices import Status
from members.accounts.permissions import is_member
from members.cities.models import City
from network_site.pages.fields import ChoiceSetField
from network_site.themes.models import Theme

from ..choices import LANGUAGES, Sector, Visibility
from ..closeness import is_close
from ..fields import default_visibility


class ProfileQuerySet(models.QuerySet["Profile"]):
    def of_members(self) -> "ProfileQuerySet":
        """Profiles of people who are in the network today."""
        return self.filter(user__status=Status.APPROVED)

    def listed_for(self, viewer) -> "ProfileQuerySet":
        """Those in the directory, for members; for everybody else nothing."""
        if not is_member(viewer):
            return self.none()
        return self.of_members().filter(listed=True)

    def visible_to(self, viewer) -> "ProfileQuerySet":
        """Profiles a viewer may open: those in the directory, and one's own."""
        if not is_member(viewer):
            return self.none()
        return self.of_members().filter(Q(listed=True) | Q(user=viewer))

    def telling(self, field: str, viewer) -> "ProfileQuerySet":
        """Profiles whose field the viewer may read; a list is filtered by a field only through this."""
        return self.filter(told(field, viewer))

    def for_cards(self) -> "ProfileQuerySet":
        """With all that a list shows, however many there are."""
        return self.select_related("user", "city__country").prefetch_related("can_help", "user__groups")

    def ready(self) -> "ProfileQuerySet":
        """With all that a page shows."""
        return self.for_cards().prefetch_related("works_on", "looks_for")

    def in_order(self) -> "ProfileQuerySet":
        """By the names that are shown; a protected name has no place in the alphabet that would tell of it."""
        shown = Case(When(protected_name=True, then=Value("")), default=Lower("display_name"))
        return self.order_by(shown, "key")


def told(field: str, viewer) -> Q:
    """The condition under which a field of a profile is told to a viewer."""
    everybody = Q(**{f"visibility__{field}": Visibility.MEMBERS.value})
    return everybody | (Q(**{f"visibility__{field}": Visibility.SPACES.value}) & is_close(viewer))


def city_of(viewer) -> int | None:
    """The key of the city somebody works for, asked once for each account object."""
    if not hasattr(viewer, "_city_key"):
        viewer._city_key = Profile.objects.filter(user=viewer).values_list("city", flat=True).first()
    return viewer._city_key


class Profile(models.Model):
    """What a member tells. Each field has its own audience, and the narrowest one until its owner widens it."""

    key = models.UUIDField(_("public key"), default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    display_name = models.CharField(_("name"), max_length=80, blank=True)
    protected_name = models.BooleanField(_("show my role and city instead of my name"), default=False)
    city = models.ForeignKey(
        City, verbose_name=_("city"), null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    function = models.CharField(_("function"), max_length=120, blank=True)
    sector = models.CharField(_("field of work"), max_length=12, choices=Sector, blank=True)
    languages = ChoiceSetField(_("languages"), choices=LANGUAGES)
    works_on = models.ManyToManyField(Theme, verbose_name=_("themes I work on"), blank=True, related_name="+")
    can_help = models.ManyToManyField(Theme, verbose_name=_("themes I can help with"), blank=True, related_name="+")
    looks_for = models.ManyToManyField(
        Theme, verbose_name=_("themes I look for help with"), blank=True, related_name="+"
    )
    offers = models.TextField(_("what I offer"), max_length=600, blank=True)
    capacity = models.CharField(_("time I have for it"), max_length=160, blank=True)
    biography = models.TextField(_("about me"), max_length=1200, blank=True)
    listed = models.BooleanField(_("in the directory"), default=False)
    contactable = models.BooleanField(_("members may write to me"), default=False)
    visibility = models.JSONField(_("who sees what"), default=default_visibility)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    asked_on = models.DateField(_("asked to confirm on"), null=True, blank=True)
    times_asked = models.PositiveSmallIntegerField(_("times asked"), default=0)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self) -> str:
        return str(self.key)

    @classmethod
    def of(cls, user) -> "Profile":
        """A user's profile; who has none yet gets an empty one."""
        profile, _made = cls.objects.get_or_create(user=user, defaults={"display_name": user.get_full_name()[:80]})
        return profile

    def get_absolute_url(self) -> str:
        return reverse("people:profile", args=[self.key])

    def level(self, field: str) -> Visibility:
        """The audience of a field; what is not written down, or not understood, is for nobody."""
        asked = (self.visibility or {}).get(field)
        return Visibility(asked) if asked in Visibility.values else Visibility.NOBODY
