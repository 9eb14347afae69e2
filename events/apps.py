from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save
        from wagtail.signals import page_published, page_unpublished

        from members.people.exporting import collecting
        from members.people.leaving import member_leaves
        from network_site.remembered import forget
        from practices.resources.views import CITING_LISTS

        from . import notices, rooms, talked  # noqa: F401
        from .changing import on_published, on_unpublished
        from .leaving import on_leaving, own_events
        from .models import EventPage
        from .references import cited_by_event

        CITING_LISTS["event"] = cited_by_event
        for signal in (post_save, post_delete):
            signal.connect(forget, sender="events.ClosedRecording")
            signal.connect(forget, sender="discussions.Space")
        page_published.connect(on_published, sender=EventPage)
        page_unpublished.connect(on_unpublished, sender=EventPage)
        collecting.connect(own_events)
        member_leaves.connect(on_leaving)
