"""The vocabulary in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    menu_name = "themes"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["name", "parent", Column("words", label=_("Words"), accessor=lambda theme: theme.terms.count())]
    list_filter = ["parent"]
    search_fields = ["name", "terms__text"]
    search_backend_name = None
    ordering = ["name"]
    copy_view_enabled = False


register_snippet(ThemeViewSet)
