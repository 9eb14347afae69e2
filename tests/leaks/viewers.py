"""Somebody of each role, signed in as far as the site lets them."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from ..builders import with_second_factor

ENTITLED = "The entitled of the matrix"
PASSWORD = "stone upon stone upon stone"

# A role, the groups its user is in, and whether the network has let them in.
ROLES = {
    "anonymous": None,
    "member_other": ((), True),
    "member_entitled": ((ENTITLED,), True),
    "editor_section": (("Editors",), True),
    # Those who are not let in keep the rights they had: nothing of them may still work.
    "pending": ((ENTITLED,), False),
    "lapsed": ((ENTITLED, "Editors"), False),
    "suspended": ((ENTITLED, "Editors"), False),
    "deactivated": ((ENTITLED, "Editors"), False),
}
STATUS = {"pending": "PENDING", "lapsed": "LAPSED", "suspended": "SUSPENDED", "deactivated": "LEFT"}


def make_viewers() -> dict[str, Client]:
    """A browser for each role. Those who lost their right are signed in first and lose it afterwards."""
    return {role: make_viewer(role, who) for role, who in ROLES.items()}


def make_viewer(role: str, who: tuple | None) -> Client:
    client = Client()
    if who is None:
        return client
    groups, let_in = who
    user = get_user_model().objects.create_user(f"{role.replace('_', '-')}@causeway.test", PASSWORD)
    user.groups.set([Group.objects.get_or_create(name=name)[0] for name in groups])
    if "Editors" in groups:
        with_second_factor(user)
    client.force_login(user)
    if not let_in:
        if hasattr(user, "status"):
            user.status = STATUS[role].lower()
        user.is_active = False
        user.save()
    return client
