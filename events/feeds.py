from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .models import EventIndexPage, EventPage
from .plain import plain
from .record import when

LATEST = 30


class EventFeed(Feed):
    """Events and their records, the last published first. Nobody who spoke is named here."""

    feed_type = Atom1Feed

    def language_code(self) -> str:
        return (get_language() or "").split("-")[0]

    def title(self) -> str:
        return _("Events and webinars")

    def subtitle(self) -> str:
        return _("What is coming, and what past events taught.")

    def link(self) -> str:
        section = EventIndexPage.objects.visible_to(None).in_language(self.language_code()).first()
        return section.url if section and section.url else "/"

    def items(self) -> list[EventPage]:
        found = EventPage.objects.visible_to(None).in_language(self.language_code()).with_card()
        return list(found.order_by("-last_published_at", "-pk")[:LATEST])

    def item_title(self, item: EventPage) -> str:
        return plain(item.title)

    def item_description(self, item: EventPage) -> str:
        about = strip_tags(item.introduction.replace("</p>", " ")).strip()
        return plain(" · ".join(filter(None, [item.get_kind_display(), when(item), about])))

    def item_link(self, item: EventPage) -> str:
        return item.url

    def item_categories(self, item: EventPage) -> list[str]:
        return sorted({theme.label() for takeaway in item.takeaways.all() for theme in takeaway.themes.all()})

    def item_pubdate(self, item: EventPage):
        return item.first_published_at

    def item_updateddate(self, item: EventPage):
        return item.last_published_at
