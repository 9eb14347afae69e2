"""Events as feeds and calendar files."""

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .calendar import calendar
from .models import EventPage


def events():
    return EventPage.objects.visible_to(None).in_language(get_language() or "en")


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One event as a calendar file; one without a day has none."""
    page = get_object_or_404(events().exclude(starts_on=None), slug=slug)
    return calendar_file([page], page.title, f"{page.slug}.ics")


@require_safe
def coming_calendar(request: HttpRequest) -> HttpResponse:
    """All coming events, for calendars that subscribe."""
    return calendar_file(events().coming()[:100], _("Events"), "events.ics")


def calendar_file(pages, name: str, file_name: str) -> HttpResponse:
    response = HttpResponse(calendar(pages, name), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="{file_name.encode("ascii", "ignore").decode() or "event.ics"}"'
    )
    return response


class EventFeed(Feed):
    """Events and records in the language of the address, the latest published first."""

    feed_type = Atom1Feed
    title = gettext_lazy("Events")
    subtitle = gettext_lazy("Coming events, and records of what was learned")

    def link(self) -> str:
        return "/events/"

    def items(self):
        return events().order_by("-first_published_at", "pk")[:30]

    def item_title(self, page: EventPage) -> str:
        return page.title

    def item_description(self, page: EventPage) -> str:
        return strip_tags(page.introduction)[:400]

    def item_link(self, page: EventPage) -> str:
        return page.full_url

    def item_pubdate(self, page: EventPage):
        return page.first_published_at

    def item_updateddate(self, page: EventPage):
        return page.last_published_at
