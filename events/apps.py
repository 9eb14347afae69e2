from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from practices.resources.views import CITING_LISTS

        from . import talked  # noqa: F401
        from .references import cited_by_event

        CITING_LISTS["event"] = cited_by_event
