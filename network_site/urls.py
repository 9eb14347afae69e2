"""Every address of the site, composed."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern

from members.accounts.urls import cms_urlpatterns as account_cms_urls
from network_site.pages.choosing import cms_urlpatterns as page_cms_urls
from network_site.pages.documents import serve_document
from network_site.pages.renditions import serve_rendition
from network_site.pages.routing import serve as serve_page

from .api import api
from .feeds import ThemeFeed
from .sitemaps import SITEMAPS

handler400 = "network_site.pages.views.bad_request"
handler403 = "network_site.pages.views.forbidden"
handler404 = "network_site.pages.views.not_found"
handler500 = "network_site.pages.views.server_error"

urlpatterns = [
    path("", include("network_site.pages.urls")),
    path("sitemap.xml", sitemap_index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    path("admin/", include(account_cms_urls)),
    path("admin/", include(page_cms_urls)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/<int:document_id>/<path:document_filename>", serve_document, name="wagtaildocs_serve"),
    path("api/v1/", api.urls),
]
if settings.DEMO_LOGINS:  # development: production's web server hands out the folder of renditions
    urlpatterns += [path("media/<path:path>", serve_rendition, name="renditions")]
urlpatterns += i18n_patterns(
    path("accounts/", include("members.accounts.urls")),
    path("feeds/themes/<str:slug>.atom", ThemeFeed(), name="theme-feed"),
    path("", include("network_site.themes.urls")),
    path("", include("members.notifications.urls")),
    path("", include("members.people.urls")),
    path("", include("members.discussions.urls")),
    path("", include("members.asking.urls")),
    path("", include("members.cities.urls")),
    path("", include("practices.resources.urls")),
    path("", include("practices.urls")),
    path("", include("events.urls")),
    path("", include("search.urls")),
    re_path(serve_pattern, serve_page, name="wagtail_serve"),
    prefix_default_language=False,
)
