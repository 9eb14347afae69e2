"""Roles are groups; here are their names, and the one question about them."""

from django.db import models


class Role(models.TextChoices):
    """A role by the name of its group."""

    MEMBER_MANAGER = "Member managers"
    EDITOR = "Editors"
    ORGANISER = "Organisers"
    SAFEGUARDING = "Safeguarding editors"
    REVIEWER = "Reviewers"
    FACILITATOR = "Facilitators"
    FOCAL_POINT = "Focal points"
    ADMINISTRATOR = "Administrators"


STAFF_ROLES = (Role.MEMBER_MANAGER, Role.EDITOR, Role.ORGANISER, Role.SAFEGUARDING, Role.ADMINISTRATOR)
SECOND_FACTOR_ROLES = (*STAFF_ROLES, Role.REVIEWER, Role.FACILITATOR, Role.FOCAL_POINT)


def roles_of(user) -> frozenset[str]:
    """The names of a user's groups; asked once for each user object."""
    if not hasattr(user, "_roles"):
        user._roles = frozenset(user.groups.values_list("name", flat=True))
    return user._roles


def has_role(user, *roles: Role) -> bool:
    """Whether an approved user has one of these roles."""
    return bool(user and user.is_authenticated and user.is_active and roles_of(user).intersection(roles))
