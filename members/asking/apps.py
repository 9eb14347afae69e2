from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AskingConfig(AppConfig):
    name = "members.asking"
    label = "asking"
    verbose_name = _("Questions to the network")

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from members.discussions.models import Membership
        from members.people.exporting import collecting
        from members.people.leaving import member_leaves

        from . import notices  # noqa: F401
        from .leaving import on_leaving, own_words
        from .routing import on_membership_saved

        collecting.connect(own_words)
        member_leaves.connect(on_leaving)
        post_save.connect(on_membership_saved, sender=Membership)
