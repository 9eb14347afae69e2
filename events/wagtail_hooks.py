"""Events in the CMS."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .hints import hints
from .importing.views import ImportView
from .models import EventPage, Series
from .permissions import can_import_records


class EventListing(PageListingViewSet):
    """All events in one table, with what an organiser looks for."""

    model = EventPage
    icon = "date"
    menu_label = _("Events")
    menu_name = "events"
    menu_order = 220
    add_to_admin_menu = True
    columns = [
        *PageListingViewSet.columns,
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("phase", label=_("Phase"), accessor=lambda page: page.phase.label),
        Column("starts_on", label=_("First day"), accessor="starts_on", sort_key="starts_on"),
        Column("takeaways", label=_("Takeaways"), accessor="last_number", sort_key="last_number"),
    ]
    list_filter = ["kind", "series", "attribution"]


@hooks.register("register_admin_viewset")
def register_event_listing() -> EventListing:
    return EventListing("event_listing")


class SeriesViewSet(SnippetViewSet):
    model = Series
    icon = "list-ol"
    menu_label = _("Series")
    menu_order = 230
    add_to_admin_menu = True
    list_display = ["title", "slug"]
    search_fields = ["title"]
    search_backend_name = None
    copy_view_enabled = False


register_snippet(SeriesViewSet)


@hooks.register("register_admin_urls")
def import_url() -> list:
    return [path("import-webinar/", ImportView.as_view(), name="import_webinar")]


class ImportMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return can_import_records(request.user)


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    return ImportMenuItem(_("Import a webinar"), reverse("import_webinar"), icon_name="upload", order=225)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def give_hints(request: HttpRequest, page) -> None:
    """Say what may have been forgotten; not each time the CMS saves by itself."""
    if isinstance(page, EventPage) and request.accepts("text/html"):
        for hint in hints(page):
            messages.warning(request, hint)
