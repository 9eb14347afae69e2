from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "members.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from . import letters, notices  # noqa: F401
