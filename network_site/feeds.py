"""Feeds that several apps contribute to."""

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from events.models import EventPage
from network_site.themes.models import Theme
from practices.models import PracticePage
from practices.resources.models import Resource

MOST = 30


class ThemeFeed(Feed):
    """What is new on a theme: practices, events and resources, as anybody may read them."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str) -> Theme:
        return get_object_or_404(Theme.objects.with_words(), slug=slug)

    def title(self, theme: Theme) -> str:
        return theme.label()

    def subtitle(self, theme: Theme) -> str:
        return _("New on this theme")

    def link(self, theme: Theme) -> str:
        return theme.get_absolute_url()

    def items(self, theme: Theme) -> list:
        pages = [
            *PracticePage.objects.visible_to(None).about(theme).order_by("-first_published_at")[:MOST],
            *EventPage.objects.visible_to(None).about(theme).order_by("-first_published_at")[:MOST],
            *Resource.objects.visible_to(None).about(theme).order_by("-created_at")[:MOST],
        ]
        return sorted(pages, key=self.item_pubdate, reverse=True)[:MOST]

    def item_title(self, item) -> str:
        return item.title

    def item_description(self, item) -> str:
        return getattr(item, "claim", "") or getattr(item, "why_it_matters", "")

    def item_link(self, item) -> str:
        return item.get_absolute_url() if isinstance(item, Resource) else item.full_url

    def item_pubdate(self, item):
        return item.created_at if isinstance(item, Resource) else item.first_published_at

    def item_updateddate(self, item):
        return item.updated_at if isinstance(item, Resource) else item.last_published_at
