"""The bibliography in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Resource


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
