from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionsConfig(AppConfig):
    name = "members.discussions"
    label = "discussions"
    verbose_name = _("Discussions")

    def ready(self) -> None:
        from members.people.exporting import collecting
        from members.people.leaving import member_leaves

        from . import colleagues, notices  # noqa: F401
        from .leaving import on_leaving, own_words

        collecting.connect(own_words)
        member_leaves.connect(on_leaving)
