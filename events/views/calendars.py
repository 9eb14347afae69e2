"""Events as calendar files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..calendar import calendar
from ..models import EventPage


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
