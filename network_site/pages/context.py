"""What the head and foot of every page need; nothing is asked of the database before a template asks for it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from network_site.remembered import Remembered

from .base import visible
from .models import HomePage, NetworkSettings, StandardPage


@dataclass(frozen=True)
class Link:
    """A line of a menu."""

    title: str
    url: str
    current: bool = False
    slug: str = ""


@dataclass(frozen=True)
class Shell:
    """What is the same on every page of a site: its settings, home pages and the pages directly below them."""

    site: Site | None
    settings: NetworkSettings
    homes: dict[str, HomePage]
    sections: dict[str, list[Page]]


def read_shell() -> Shell:
    """Three questions to the database; home pages and sections that the public cannot see are not in it."""
    homes = {home.locale.language_code: home for home in HomePage.objects.visible_to(None).select_related("locale")}
    parents = {home.path: code for code, home in homes.items()}
    below = Page.objects.filter(depth=3)
    sections: dict[str, list[Page]] = {code: [] for code in homes}
    for page in visible(below).select_related("content_type", "locale").order_by("path"):
        code = parents.get(page.path[: -Page.steplen])
        if code:
            sections[code].append(page)
    sites = list(Site.objects.all()[:2])
    site = sites[0] if len(sites) == 1 else None
    return Shell(site, NetworkSettings.objects.filter(site=site).first() or NetworkSettings(), homes, sections)


shell = Remembered(read_shell)


class Frame:
    """The frame around one request's page."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        if site := shell().site:
            # Found already; Wagtail would ask again.
            vars(request).setdefault("_wagtail_site", site)

    @cached_property
    def network(self) -> NetworkSettings:
        return shell().settings

    @cached_property
    def homes(self) -> dict[str, HomePage]:
        """The live home pages by language."""
        return shell().homes

    @cached_property
    def language(self) -> str:
        """The reader's language, or the network's first where it has no home page in the reader's."""
        code = (get_language() or "").split("-")[0]
        return code if code in self.homes else settings.LANGUAGE_CODE

    @cached_property
    def home(self) -> HomePage | None:
        return self.homes.get(self.language)

    @cached_property
    def sections(self) -> list[Page]:
        return shell().sections.get(self.language, [])

    def link(self, title: str, url: str) -> Link:
        return Link(title, url, current=self.request.path.startswith(url) and url != "/")

    def section_links(self) -> list[Link]:
        """Everything published directly below the home page, by its slug."""
        return [Link(page.title, page.get_url(self.request), slug=page.slug) for page in self.sections]

    def menu(self) -> list[Link]:
        """The editors' menu, or else the sections and the two lists that are no pages."""
        chosen = [link for link in map(self.chosen, self.network.menu) if link]
        if chosen:
            return chosen
        pages = [self.link(page.title, page.get_url(self.request)) for page in self.sections if page.show_in_menus]
        return [
            *pages,
            self.link(_("Resources"), reverse("resources:index")),
            self.link(_("Themes"), reverse("themes:index")),
        ]

    def footer_menu(self) -> list[Link]:
        """The editors' links, or else the standard pages below the home page."""
        chosen = [link for link in map(self.chosen, self.network.footer_menu) if link]
        if chosen:
            return chosen
        return [
            self.link(page.title, page.get_url(self.request))
            for page in self.sections
            if page.content_type.model_class() is StandardPage
        ]

    def chosen(self, item: Any) -> Link | None:
        """A link an editor chose; a page that is no longer visible leaves no trace."""
        title, page, url = item.value["title"], item.value["page"], item.value["url"]
        if page is None:
            return self.link(title, url) if url else None
        page = page.localized
        if not page.live or page.get_view_restrictions():
            return None
        return self.link(title, page.get_url(self.request))

    def translations(self) -> list[dict]:
        """This address in every language the network speaks; pages say it more exactly themselves."""
        here = get_language()
        return [
            {"code": code, "url": translate_url(self.request.path, code), "current": code == here}
            for code, _name in settings.LANGUAGES
            if code in self.homes
        ]

    def home_link(self) -> Link:
        return Link(self.home.title if self.home else "", self.home_url())

    def home_url(self) -> str:
        return self.home.get_url(self.request) if self.home else "/"


def network(request: HttpRequest) -> dict:
    """The frame's parts under the names that `templates/base.html` knows."""
    frame = Frame(request)
    parts = {
        "network": lambda: frame.network,
        "menu": frame.menu,
        "footer_menu": frame.footer_menu,
        "translations": frame.translations,
        "home_url": frame.home_url,
        "home_link": frame.home_link,
        "sections": frame.section_links,
        "canonical_url": lambda: request.build_absolute_uri(request.path),
    }
    return {name: SimpleLazyObject(read) for name, read in parts.items()}
