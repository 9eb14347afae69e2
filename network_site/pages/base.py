"""What every page of the site is."""

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction


def visible(pages: PageQuerySet) -> PageQuerySet:
    """Keep the pages that anybody may know of.

    Wagtail's own `public()` asks the database for the restrictions each time; here they are part of the one query.
    """
    start = Substr(OuterRef("path"), 1, Length("page__path"))
    above = PageViewRestriction.objects.annotate(start=start).filter(start=F("page__path"))
    return pages.filter(~Exists(above), live=True)


class BasePageQuerySet(PageQuerySet):
    def visible_to(self, viewer) -> "BasePageQuerySet":
        """The pages a viewer may know of: live, and in no private part of the tree.

        `viewer` is a user or None. Nobody sees more for now; every list, count, feed and API asks here, so
        that the day somebody may, it is decided in one place.
        """
        return visible(self)

    def in_language(self, language: str) -> "BasePageQuerySet":
        return self.filter(locale__language_code=language)


HOME_DEPTH = 2
BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class BasePage(Page):
    """The fields and manners that all our pages share; the base page model itself is Wagtail's own."""

    social_image = models.ForeignKey(
        "pages.NetworkImage",
        verbose_name=_("picture for shared links"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when the address is shared elsewhere. Choose one in which nobody can be recognised."),
    )

    objects = BasePageManager()

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("social_image")],
            _("For search engines and shared links"),
        ),
        FieldPanel("show_in_menus"),
    ]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "breadcrumbs": self.breadcrumbs(request),
            "translations": self.translations(request),
            "canonical_url": self.get_full_url(request),
            "structured_data": self.structured_data(),
        }

    def breadcrumbs(self, request=None) -> list[dict[str, str]]:
        """The way from the home page to here; empty on the home page itself."""
        from .context import shell

        if self.depth <= HOME_DEPTH:
            return []
        known = {page.path: page for pages in (shell().homes.values(), *shell().sections.values()) for page in pages}
        above = [self.path[: depth * self.steplen] for depth in range(HOME_DEPTH, self.depth)]
        if (there := getattr(self, "_found_with", None)) is not None:
            known |= {page.path: page for page in there}
        elif not all(path in known for path in above):
            known |= {page.path: page for page in self.get_ancestors().filter(depth__gt=1).live()}
        trail = [{"title": known[path].title, "url": known[path].get_url(request)} for path in above if path in known]
        return [*trail, {"title": self.title, "url": ""}]

    def translations(self, request=None) -> list[dict]:
        """The languages in which the public can read this page, this one among them."""
        there = getattr(self, "_found_with", None)
        if there is None:
            there = visible(Page.objects.filter(translation_key=self.translation_key)).select_related("locale")
        others = [page for page in there if page.translation_key == self.translation_key]
        return [
            {"code": page.locale.language_code, "url": page.get_url(request), "current": page.pk == self.pk}
            for page in sorted(others, key=lambda page: page.locale_id)
        ]

    def get_view_restrictions(self):
        """None where the page was found among those that anybody may read, which was asked a moment ago."""
        if getattr(self, "_found_with", None) is not None:
            return PageViewRestriction.objects.none()
        if self.alias_of_id:
            return super().get_view_restrictions()
        above = [self.path[: depth * self.steplen] for depth in range(1, self.depth + 1)]
        return PageViewRestriction.objects.filter(page__path__in=above)

    def feed_links(self) -> list[dict[str, str]]:
        """Atom feeds that belong to this page, as title and address."""
        return []

    def structured_data(self) -> dict | None:
        """What the page honestly is, in schema.org's words, or None."""
        return None
