"""The audit log in the CMS: to be read, by those who may, and nothing else."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from .choices import Action
from .models import AuditEntry

WORDS = dict(Action.choices)


class AuditReport(ReportView):
    """What happened, newest first."""

    page_title = _("Audit log")
    header_icon = "list-ul"
    index_url_name = "audit_log"
    index_results_url_name = "audit_log_results"
    columns = [
        DateColumn("at", label=_("When")),
        Column("action", label=_("What"), accessor=lambda entry: WORDS.get(entry.action, entry.action)),
        Column("actor", label=_("By (key)")),
        Column("thing_kind", label=_("Kind")),
        Column("thing_id", label=_("Thing")),
        Column("result", label=_("Result")),
    ]

    def get_queryset(self):
        return AuditEntry.objects.all()

    def get_filterset_class(self):
        return None


reading = permission_required("accounts.view_auditentry")


@hooks.register("register_admin_urls")
def audit_urls() -> list:
    return [
        path("reports/audit-log/", reading(AuditReport.as_view()), name="audit_log"),
        path("reports/audit-log/results/", reading(AuditReport.as_view(results_only=True)), name="audit_log_results"),
    ]


class AuditMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("accounts.view_auditentry")


@hooks.register("register_reports_menu_item")
def audit_menu_item() -> MenuItem:
    return AuditMenuItem(_("Audit log"), reverse("audit_log"), name="audit-log", icon_name="list-ul", order=920)
