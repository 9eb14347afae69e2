"""A space: a room with its own members and its own rules, which are the narrowest until somebody widens them."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.choices import Status
from members.accounts.permissions import has_second_factor, is_member
from members.people.choices import LANGUAGES
from network_site.pages.fields import ChoiceSetField
from network_site.themes.models import Theme

from .. import choices
from ..choices import Access, Attribution, Listing, MembershipState, Part, SpaceState, Wish


class SpaceQuerySet(models.QuerySet["Space"]):
    def of(self, user) -> "SpaceQuerySet":
        """Those somebody is in."""
        if not is_member(user):
            return self.none()
        return self.filter(pk__in=rows_of(user, MembershipState.IN))

    def standing(self) -> "SpaceQuerySet":
        """Those that were opened to stay. The room of one question is found where questions are, not in lists of spaces."""
        return self.exclude(kind=choices.SpaceKind.QUESTION)

    def run_by(self, user) -> "SpaceQuerySet":
        """Those somebody facilitates. Without a second factor nobody does."""
        if not has_second_factor(user):
            return self.none()
        return self.filter(pk__in=rows_of(user, MembershipState.IN, part=Part.FACILITATOR))

    def visible_to(self, viewer) -> "SpaceQuerySet":
        """Those whose title and purpose a viewer may read. No role opens one; what was said in it is `open_to`."""
        if not is_member(viewer):
            return self.none()
        seen = Q(listing=Listing.MEMBERS)
        seen |= Q(pk__in=rows_of(viewer, MembershipState.IN))
        seen |= Q(pk__in=rows_of(viewer, MembershipState.INVITED))
        seen |= Q(pk__in=opened_by(viewer))
        return self.filter(seen)

    def meant_for(self, viewer) -> "SpaceQuerySet":
        """Those whose posts are meant for a viewer, whether or not a second factor still stands between."""
        if not is_member(viewer):
            return self.none()
        meant = Q(listing=Listing.MEMBERS, access=Access.MEMBERS)
        meant |= Q(pk__in=rows_of(viewer, MembershipState.IN))
        meant |= Q(pk__in=opened_by(viewer))
        return self.filter(meant)

    def open_to(self, viewer) -> "SpaceQuerySet":
        """Those whose posts a viewer may read: the one decision that threads, posts, reactions and hearing hang on."""
        rows = self.meant_for(viewer)
        if has_second_factor(viewer):
            return rows
        return rows.filter(needs_second_factor=False)


def rows_of(user, state: str, **more):
    """The keys of the spaces in which somebody stands so."""
    return Membership.objects.filter(user=user, state=state, **more).values("space")


def opened_by(user):
    """The keys of the spaces that an administrator opened by breaking the glass, within its hour."""
    from .watch import BreakGlass

    return BreakGlass.objects.valid_for(user).filter(post=None).values("space")


class Space(models.Model):
    """A room to talk in. Who sees that it is there, who reads it and who comes in are three separate settings."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=110)
    purpose = models.TextField(_("purpose"), max_length=1000)
    kind = models.CharField(
        _("kind"), max_length=10, choices=choices.SpaceKind, default=choices.SpaceKind.WORKING_GROUP
    )
    listing = models.CharField(_("who sees that it is there"), max_length=10, choices=Listing, default=Listing.HIDDEN)
    access = models.CharField(_("who reads it"), max_length=10, choices=Access, default=Access.SPACE)
    joining = models.CharField(
        _("who comes in"), max_length=10, choices=choices.Joining, default=choices.Joining.INVITATION
    )
    attribution = models.CharField(
        _("how posts are signed"), max_length=10, choices=Attribution, default=Attribution.CHATHAM
    )
    mail_rule = models.CharField(
        _("what notices say"), max_length=10, choices=choices.MailRule, default=choices.MailRule.NEWS
    )
    languages = ChoiceSetField(_("languages"), choices=LANGUAGES)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="+")
    retention = models.PositiveSmallIntegerField(
        _("posts are kept for (months)"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Empty: as long as the space is there."),
    )  # fmt: skip
    needs_second_factor = models.BooleanField(_("only with a second factor"), default=True)
    first_posts_wait = models.BooleanField(_("somebody’s first post waits for a facilitator"), default=True)
    state = models.CharField(_("state"), max_length=10, choices=SpaceState, default=SpaceState.OPEN)
    created_at = models.DateTimeField(_("opened"), default=timezone.now)
    about_kind = models.CharField(_("for those of a"), max_length=10, choices=choices.AboutKind, blank=True)
    about_key = models.CharField(_("its key"), max_length=64, blank=True)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("space")
        verbose_name_plural = _("spaces")
        ordering = [Lower("title"), "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["about_kind", "about_key"], condition=~Q(about_kind=""), name="a_thing_has_one_space"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("discussions:space", args=[self.key])

    @property
    def is_archived(self) -> bool:
        return self.state == SpaceState.ARCHIVED

    @property
    def is_of_question(self) -> bool:
        return self.kind == choices.SpaceKind.QUESTION


class MembershipQuerySet(models.QuerySet["Membership"]):
    def present(self) -> "MembershipQuerySet":
        """Those who are in, and members of the network today."""
        return self.filter(state=MembershipState.IN, user__status=Status.APPROVED)

    def facilitating(self) -> "MembershipQuerySet":
        return self.present().filter(part=Part.FACILITATOR)

    def visible_to(self, viewer) -> "MembershipQuerySet":
        """One's own; who facilitates a space one reads; in a named space one is in, who else is; to facilitators all.

        But in the room of a question: who is neither host nor asked there is whoever asks.
        """
        if not is_member(viewer):
            return self.none()
        seen = Q(user=viewer)
        seen |= Q(part=Part.FACILITATOR, state=MembershipState.IN, space__in=Space.objects.open_to(viewer).values("pk"))
        named = Space.objects.of(viewer).open_to(viewer).filter(attribution=Attribution.NAMED)
        seen |= Q(state=MembershipState.IN, space__in=named.values("pk"))
        seen |= Q(space__in=Space.objects.run_by(viewer).standing().values("pk"))
        return self.filter(seen)


class Membership(models.Model):
    """How somebody stands to a space. The row outlives their leaving it, so that a pseudonym is nobody else's."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    part = models.CharField(_("part"), max_length=12, choices=Part, default=Part.MEMBER)
    state = models.CharField(_("state"), max_length=10, choices=MembershipState)
    pseudonym = models.CharField(_("pseudonym"), max_length=40, blank=True)
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True)
    wish = models.CharField(_("what I hear of it"), max_length=12, choices=Wish, default=Wish.MENTIONS)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a space")
        verbose_name_plural = _("members of spaces")
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["space", "user"], name="in_a_space_once"),
            models.UniqueConstraint("space", Lower("pseudonym"), condition=~Q(pseudonym=""), name="a_pseudonym_is_one_persons"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.key)
