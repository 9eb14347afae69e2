"""Who may do what with people."""

from datetime import timedelta

from django.utils import timezone

from members.accounts.permissions import can_manage_members, is_member
from members.accounts.roles import Role, has_role
from members.cities.models import City

from .models import ContactMessage, Invitation, JoinRequest, Profile
from .models.profile import city_of

REPLY_DAYS = 30


def city_in_charge_of(user) -> int | None:
    """The key of the city a focal point speaks for; None for anybody else."""
    return city_of(user) if has_role(user, Role.FOCAL_POINT) else None


def is_focal_point(user, city: City | None) -> bool:
    """Whether somebody is the focal point of this very city."""
    return city is not None and city_in_charge_of(user) == city.pk


def can_reach_queue(user) -> bool:
    """Who decides on anybody's joining: member managers, and focal points with a city."""
    return can_manage_members(user) or city_in_charge_of(user) is not None


def can_invite(user, city: City | None) -> bool:
    return can_manage_members(user) or is_focal_point(user, city)


def can_revoke(user, invitation: Invitation) -> bool:
    return can_invite(user, invitation.city)


def can_decide(user, request: JoinRequest) -> bool:
    return can_manage_members(user) or is_focal_point(user, request.city)


def can_edit(user, profile: Profile) -> bool:
    """One's own profile, and nobody else's."""
    return is_member(user) and profile.user_id == user.pk


def can_place(user, profile: Profile) -> bool:
    """Who says which city a member works for. Never the member: a city's people see more of each other."""
    return can_manage_members(user)


def can_contact(user, profile: Profile) -> bool:
    """Members whom the other can see, if they take letters; and whoever was written to by them, to answer."""
    if not is_member(user) or not is_member(profile.user) or user.pk == profile.user_id:
        return False
    if wrote_lately(profile.user, user):
        return True
    return profile.contactable and profile.listed


def wrote_lately(sender, recipient) -> bool:
    since = timezone.now() - timedelta(days=REPLY_DAYS)
    return ContactMessage.objects.filter(sender=sender, recipient=recipient, sent_at__gt=since).exists()
