from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "members.notifications"
    label = "notifications"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from . import alarms, letters  # noqa: F401

        alarms.connect()
