"""The bibliography in the CMS."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .imports import ListImportView
from .models import Resource
from .permissions import can_add_works


class ResourceViewSet(SnippetViewSet):
    model = Resource
    icon = "doc-full-inverse"
    menu_label = _("Resources")
    menu_name = "resources"
    menu_order = 240
    add_to_admin_menu = True
    list_display = [
        "title", "year", "kind", Column("by", label=_("By"), accessor=lambda work: ", ".join(str(a) for a in work.authors.all()[:2])),
        "link_state", "live",
    ]  # fmt: skip
    list_filter = ["kind", "evidence_kind", "link_state", "live", "year"]
    search_fields = ["title", "original_title", "doi", "authors__family", "authors__organisation"]
    search_backend_name = None
    copy_view_enabled = False

    def get_queryset(self, request):
        return Resource.objects.prefetch_related("authors").order_by("-year", "title")


register_snippet(ResourceViewSet)


@hooks.register("register_admin_urls")
def import_url() -> list:
    return [path("import-resources/", ListImportView.as_view(), name="import_resources")]


class ImportMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return can_add_works(request.user)


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    return ImportMenuItem(
        _("Import a list of works"), reverse("import_resources"), name="import-resources", icon_name="upload", order=245
    )
