"""Administrators are told on the site of letters that no server takes; by mail it would be of no use."""

from collections.abc import Iterable, Mapping

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from members.accounts.choices import Status
from members.accounts.roles import Role, has_role
from network_site.mail.delivery import set_aside

from .actions import notify
from .choices import Wish
from .kinds import Told, notice_kind

LETTERS = "letters"


def connect() -> None:
    """Listen; called once when the project starts."""
    set_aside.connect(on_set_aside)


def on_set_aside(sender, letter, **kwargs) -> None:
    admins = get_user_model().objects.filter(status=Status.APPROVED)
    for admin in admins.filter(Q(is_superuser=True) | Q(groups__name=Role.ADMINISTRATOR.value)).distinct():
        notify("letter-set-aside", admin, target=LETTERS, cause=f"aside:{letter.key}", wish=Wish.NEVER)


@notice_kind("letter-set-aside")
def letter_set_aside(user, targets: Iterable[str]) -> Mapping[str, Told]:
    if not (user.is_superuser or has_role(user, Role.ADMINISTRATOR)):
        return {}
    words = _("Mail could not be delivered and was set aside. Whoever runs the site can have it tried again.")
    return {target: Told(words, _("Mail"), reverse("notifications:list")) for target in targets}
