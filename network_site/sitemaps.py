"""What crawlers are told of: what anybody may read, and nothing else."""

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from members.cities.models import CountryPage
from network_site.pages.base import visible
from network_site.themes.models import Theme
from practices.choices import Vetting
from practices.models import Indicator, PracticePage
from practices.resources.models import Resource


class PageSitemap(Sitemap):
    """Every public page, in every language."""

    limit = 5000

    def items(self):
        """A country none of whose cities is published is left out: its address alone would tell of them."""
        empty = CountryPage.objects.without_cities().values("pk")
        archived = PracticePage.objects.filter(vetting=Vetting.ARCHIVED).values("pk")
        return visible(Page.objects.filter(depth__gt=1)).exclude(pk__in=empty).exclude(pk__in=archived).order_by("path")

    def location(self, page: Page) -> str:
        return page.get_url() or "/"

    def lastmod(self, page: Page):
        return page.last_published_at


class ResourceSitemap(Sitemap):
    """Every public work of the bibliography."""

    limit = 5000

    def items(self):
        return Resource.objects.visible_to(None).order_by("pk")

    def lastmod(self, resource: Resource):
        return resource.updated_at


class ThemeSitemap(Sitemap):
    """Every theme."""

    def items(self):
        return Theme.objects.order_by("pk")


class IndicatorSitemap(Sitemap):
    """Every indicator in use."""

    def items(self):
        return Indicator.objects.visible_to(None).order_by("pk")


SITEMAPS = {"pages": PageSitemap, "resources": ResourceSitemap, "themes": ThemeSitemap, "indicators": IndicatorSitemap}
