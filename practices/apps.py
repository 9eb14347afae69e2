from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    label = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        from members.people.exporting import collecting
        from members.people.leaving import member_leaves
        from network_site.remembered import forget

        from . import letters, notices, talked  # noqa: F401
        from .leaving import on_leaving, own_submissions
        from .references import cited_by_practice
        from .resources.views import CITING_LISTS

        CITING_LISTS["practice"] = cited_by_practice
        for signal in (post_save, post_delete):
            signal.connect(forget, sender="practices.Indicator")
        collecting.connect(own_submissions)
        member_leaves.connect(on_leaving)
