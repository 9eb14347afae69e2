from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "network_site.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from . import checks, receivers  # noqa: F401

        receivers.connect()
