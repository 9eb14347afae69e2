"""What was published lately, for feed readers."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .models import PracticePage


class PracticeFeed(Feed):
    """New practices in the language of the address, as anybody may read them."""

    feed_type = Atom1Feed
    title = _("New practices")
    subtitle = _("Practices that cities of the network have published")

    def link(self) -> str:
        return "/practices/"

    def items(self):
        return (
            PracticePage.objects.visible_to(None)
            .kept_up()
            .in_language(get_language() or "en")
            .order_by("-first_published_at", "pk")[:30]
        )

    def item_title(self, practice: PracticePage) -> str:
        return practice.title

    def item_description(self, practice: PracticePage) -> str:
        return practice.claim

    def item_link(self, practice: PracticePage) -> str:
        return practice.full_url

    def item_pubdate(self, practice: PracticePage):
        return practice.first_published_at

    def item_updateddate(self, practice: PracticePage):
        return practice.last_published_at
