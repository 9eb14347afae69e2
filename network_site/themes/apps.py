from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "network_site.themes"
    label = "themes"
    verbose_name = _("Themes")

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from network_site.remembered import forget

        from .models import Theme, ThemeTerm

        for model in (Theme, ThemeTerm):
            post_save.connect(forget, sender=model)
            post_delete.connect(forget, sender=model)
