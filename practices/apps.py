from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    label = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        from members.people.exporting import collecting
        from members.people.leaving import member_leaves

        from .leaving import on_leaving, own_submissions
        from .references import cited_by_practice
        from .resources.views import CITING_LISTS

        CITING_LISTS["practice"] = cited_by_practice
        collecting.connect(own_submissions)
        member_leaves.connect(on_leaving)
