"""Cities in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import City, Country


class CityViewSet(SnippetViewSet):
    model = City
    icon = "home"
    menu_label = _("Cities")
    list_display = ["name", "country", "membership", "member_since"]
    list_filter = ["country", "membership"]
    search_fields = ["name", "local_name"]
    search_backend_name = None
    copy_view_enabled = False


class CountryViewSet(SnippetViewSet):
    """Countries come from ISO 3166-1; editors choose them and do not make them."""

    model = Country
    icon = "globe"
    menu_label = _("Countries")
    list_display = ["name_en", "code", "region", "subregion"]
    list_filter = ["region"]
    search_fields = ["name_en", "code"]
    search_backend_name = None
    copy_view_enabled = False


class PlaceGroup(SnippetViewSetGroup):
    menu_label = _("Places")
    menu_name = "places"
    menu_icon = "globe"
    menu_order = 260
    items = (CityViewSet, CountryViewSet)


register_snippet(PlaceGroup)
