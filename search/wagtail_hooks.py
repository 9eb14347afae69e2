"""What staff see of search in the CMS: changes that could not be indexed, and searches that found nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from .indexing import try_again
from .models import Change, Gap


class GapReport(ReportView):
    """Searches without a result that came on several days: what readers miss."""

    page_title = _("Searches without a result")
    header_icon = "search"
    index_url_name = "search_gaps"
    index_results_url_name = "search_gaps_results"
    columns = [
        Column("text", label=_("Searched for")),
        Column("language", label=_("Language")),
        Column("days", label=_("On how many days")),
        DateColumn("last_day", label=_("Last on")),
    ]
    list_export = ["text", "language", "days", "last_day"]
    export_filename = "searches-without-a-result"

    def get_queryset(self):
        return Gap.objects.told()

    def get_filterset_class(self):
        return None


class ChangeReport(ReportView):
    """Changes that failed five times. Their words are not shown, only what they are about and the kind of error."""

    page_title = _("Changes set aside by search")
    header_icon = "warning"
    index_url_name = "search_changes"
    index_results_url_name = "search_changes_results"
    results_template_name = "search/admin/changes.html"
    columns = [
        Column("label", label=_("Kind")),
        Column("key", label=_("Row")),
        Column("problem", label=_("Problem")),
        DateColumn("set_aside_at", label=_("Set aside")),
    ]

    def get_queryset(self):
        return Change.objects.set_aside().order_by("-set_aside_at")

    def get_filterset_class(self):
        return None


@require_POST
@permission_required("search.change_change")
def again(request: HttpRequest) -> HttpResponse:
    """Give everything that was set aside another five tries."""
    count = try_again(Change.objects.set_aside())
    messages.success(
        request,
        ngettext("%(count)d change is tried again.", "%(count)d changes are tried again.", count) % {"count": count},
    )
    return redirect("search_changes")


reading_gaps = permission_required("search.view_gap")
reading_changes = permission_required("search.change_change")


@hooks.register("register_admin_urls")
def report_urls() -> list:
    return [
        path("reports/search-gaps/", reading_gaps(GapReport.as_view()), name="search_gaps"),
        path(
            "reports/search-gaps/results/",
            reading_gaps(GapReport.as_view(results_only=True)),
            name="search_gaps_results",
        ),
        path("reports/search-changes/", reading_changes(ChangeReport.as_view()), name="search_changes"),
        path(
            "reports/search-changes/results/",
            reading_changes(ChangeReport.as_view(results_only=True)),
            name="search_changes_results",
        ),
        path("reports/search-changes/again/", again, name="search_changes_again"),
    ]


class PermittedMenuItem(MenuItem):
    """A line of the menu for those who have a right."""

    def __init__(self, *args, permission: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


@hooks.register("register_reports_menu_item")
def gaps_menu_item() -> MenuItem:
    return PermittedMenuItem(
        GapReport.page_title,
        reverse("search_gaps"),
        name="search-gaps",
        icon_name="search",
        order=900,
        permission="search.view_gap",
    )


@hooks.register("register_reports_menu_item")
def changes_menu_item() -> MenuItem:
    return PermittedMenuItem(
        ChangeReport.page_title,
        reverse("search_changes"),
        name="search-changes",
        icon_name="warning",
        order=910,
        permission="search.change_change",
    )
