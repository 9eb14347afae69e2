"""Practices in the CMS."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .hints import hints
from .models import Indicator, PracticePage
from .trust import place_of


class PracticeListing(PageListingViewSet):
    """All practices in one table, with what an editor looks for."""

    model = PracticePage
    icon = "clipboard-list"
    menu_label = _("Practices")
    menu_name = "practices"
    menu_order = 210
    add_to_admin_menu = True
    columns = [
        *PageListingViewSet.columns,
        Column("extent", label=_("Depth"), accessor="get_extent_display", sort_key="extent"),
        Column("vetting", label=_("Vetting"), accessor="get_vetting_display", sort_key="vetting"),
        Column("evidence", label=_("Evidence"), accessor="evidence", sort_key="evidence"),
        Column("place", label=_("Place"), accessor=place_of),
        Column("valid_until", label=_("Valid until"), accessor="valid_until", sort_key="valid_until"),
    ]
    list_filter = ["extent", "vetting", "evidence", "running_state"]


class IndicatorViewSet(SnippetViewSet):
    model = Indicator
    icon = "order"
    menu_label = _("Indicators")
    menu_name = "indicators"
    menu_order = 215
    add_to_admin_menu = True
    list_display = ["name", "kind", "good_direction", "live"]
    list_filter = ["kind", "live"]
    search_fields = ["name", "definition"]
    search_backend_name = None
    copy_view_enabled = False


register_snippet(IndicatorViewSet)


@hooks.register("register_admin_viewset")
def register_practice_listing() -> PracticeListing:
    return PracticeListing("practice_listing")


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def give_hints(request: HttpRequest, page) -> None:
    """Say what may have been forgotten; not each time the CMS saves by itself."""
    if isinstance(page, PracticePage) and request.accepts("text/html"):
        for hint in hints(page):
            messages.warning(request, hint)
