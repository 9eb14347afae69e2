"""Home, standard pages and what editors may set for the whole site."""

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from .base import BasePage, visible
from .blocks import PLAIN_TEXT_FEATURES, BodyBlock, LinkBlock, NetworkWordsBlock
from .files import NetworkDocument, NetworkImage, NetworkRendition
from .languages import readers_language

__all__ = ["HomePage", "NetworkDocument", "NetworkImage", "NetworkRendition", "NetworkSettings", "StandardPage"]


class HomePage(BasePage):
    """The front door: what the network is, in one sentence, and three ways in."""

    claim = models.CharField(
        _("what this network is"), max_length=220, help_text=_("One sentence, for somebody who has never heard of it.")
    )
    introduction = models.TextField(_("introduction"), blank=True, max_length=600)
    body = StreamField(BodyBlock(required=False), verbose_name=_("further text"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("claim"), FieldPanel("introduction"), FieldPanel("body")]
    template = "pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request, path_components):
        """Find the page of a whole address, its translations and the pages above with one question.

        A draft and a private page are not found at all: denied looks exactly like never existed.
        """
        if not path_components:
            return super().route(request, path_components)
        address = f"{self.url_path}{'/'.join(path_components)}/"
        if len(address) >= 2000:
            raise Http404
        below = Page.objects.descendant_of(self)
        parts = [self.url_path + "/".join(path_components[:n]) + "/" for n in range(2, min(len(path_components), 9))]
        wanted = models.Q(translation_key__in=below.filter(url_path=address).values("translation_key"))
        if parts:
            wanted |= models.Q(pk__in=below.filter(url_path__in=parts).values("pk"))
        there = list(visible(Page.objects.filter(wanted)).select_related("locale"))
        page = next((page for page in there if page.url_path == address), None)
        if page is None:
            raise Http404
        found = page.specific
        found._found_with = there  # also a sign that nothing stands before it
        if found.locale_id == self.locale_id:
            found.locale = self.locale
        return found.route(request, [])

    def translations(self, request=None) -> list[dict]:
        """Home pages are remembered in every language; drafts and previews ask."""
        from .context import shell

        homes = shell().homes
        if self.pk not in {home.pk for home in homes.values()}:
            return super().translations(request)
        return [
            {"code": code, "url": home.get_url(request), "current": home.pk == self.pk}
            for code, home in sorted(homes.items(), key=lambda pair: pair[1].locale_id)
        ]


class StandardPage(BasePage):
    """A page of text: about, how to read this, privacy, accessibility."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=400)
    body = StreamField(BodyBlock(required=False), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    template = "pages/standard_page.html"
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    @property
    def is_privacy_notice(self) -> bool:
        """Whether this is the page that says what becomes of what one tells, in whichever language."""
        return self.slug == "privacy" or self.slug.startswith("privacy-")


class WithdrawnAddress(models.Model):
    """An address at which something stood that was withdrawn: as a fingerprint, so that the table names nothing."""

    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.digest[:8]


@register_setting(icon="site")
class NetworkSettings(BaseSiteSetting):
    """What stands in the head and foot of every page."""

    name = models.CharField(_("name of the network"), max_length=80, default="Causeway")
    tagline = models.CharField(_("line under the name"), max_length=160, blank=True)
    menu = StreamField(
        [("link", LinkBlock())],
        verbose_name=_("main menu"),
        blank=True,
        max_num=7,
        help_text=_("Left empty, the menu lists the sections of the site that are marked “show in menus”."),
    )
    footer_menu = StreamField([("link", LinkBlock())], verbose_name=_("links in the footer"), blank=True, max_num=16)
    footer_text = RichTextField(_("text in the footer"), blank=True, features=PLAIN_TEXT_FEATURES)
    other_languages = StreamField(
        [("words", NetworkWordsBlock())],
        verbose_name=_("in other languages"),
        blank=True,
        help_text=_("Whoever reads the site in one of these languages is told this instead."),
    )
    contact_address = models.EmailField(
        _("contact address"), blank=True, help_text=_("Shown in the footer. Use an office's address, never a person's.")
    )
    demonstration = models.BooleanField(
        _("this is a demonstration"),
        default=False,
        help_text=_("Shows a line on every page that the content is invented."),
    )

    review_city_profiles = models.BooleanField(
        _("an editor looks at city profiles first"),
        default=True,
        help_text=_("What a city's focal point writes on the site is published only once an editor has approved it."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline"), FieldPanel("demonstration")], _("Name")),
        MultiFieldPanel([FieldPanel("menu"), FieldPanel("footer_menu")], _("Menus")),
        MultiFieldPanel([FieldPanel("footer_text"), FieldPanel("contact_address")], _("Footer")),
        FieldPanel("other_languages"),
        MultiFieldPanel([FieldPanel("review_city_profiles")], _("Cities")),
    ]

    class Meta:
        verbose_name = _("network")

    def words(self) -> dict:
        """The line under the name and the text in the footer as the reader's language has them, or else the network's own."""
        there = [block.value for block in self.other_languages if block.value["language"] == readers_language()]
        said = there[0] if there else {}
        return {name: said.get(name) or getattr(self, name) for name in ("tagline", "footer_text")}
