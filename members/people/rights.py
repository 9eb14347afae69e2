"""What somebody may see and do here, and why, in plain words."""

from django.utils.translation import gettext_lazy as _

from members.accounts.roles import Role, has_role

MEMBER = _(
    "You read everything that is public, the members' parts of entries, and the directory. You can follow things."
)
ROLES = (
    (Role.FOCAL_POINT, _("You speak for your city: you invite its people and decide who of them joins.")),
    (Role.REVIEWER, _("You read and score the submissions that are assigned to you, and no others.")),
    (Role.FACILITATOR, _("You run the discussion spaces that you were asked to run.")),
    (Role.EDITOR, _("You work in the CMS on practices, themes and pages.")),
    (Role.ORGANISER, _("You work in the CMS on events and the records of webinars.")),
    (Role.SAFEGUARDING, _("You take the first look at what is handed in, and can hide anything at once.")),
    (Role.MEMBER_MANAGER, _("You decide who joins, and see who is in the network and in which state.")),
    (Role.ADMINISTRATOR, _("You manage people, roles and settings. You do not read closed spaces.")),
)


def rights_of(user) -> list[dict]:
    """Each of somebody's roles with what it lets them do; being a member comes first."""
    held = [{"label": role.label, "value": words} for role, words in ROLES if has_role(user, role)]
    return [{"label": _("Member"), "value": MEMBER}, *held]
