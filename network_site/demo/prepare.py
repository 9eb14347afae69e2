"""What every network needs before anything is put in: languages, home pages, sections, words, countries, roles."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText

from events.models import EventIndexPage
from members.cities.actions import load_countries
from members.cities.models import CityIndexPage
from network_site.pages.models import HomePage, NetworkSettings
from network_site.themes.actions import load_vocabulary
from practices.library import load_library
from practices.models import PracticeIndexPage

from .reading import read_frame
from .roles import prepare_roles

SECTIONS = {"practices": PracticeIndexPage, "cities": CityIndexPage, "events": EventIndexPage}


@transaction.atomic
def prepare_network(*, demonstration: bool = False) -> HomePage:
    """Make a network's frame and return its English home page.

    Run again, it adds what is missing and leaves everything that is there as it is.
    """
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    texts = read_frame()
    homes = {code: prepare_home(code, words) for code, words in texts.items() if code != "network"}
    home = homes[settings.LANGUAGE_CODE]
    prepare_site(home, texts["network"], demonstration=demonstration)
    remove_welcome_page()
    load_vocabulary()
    load_library()
    load_countries()
    prepare_roles()
    return home


def prepare_home(code: str, words: dict) -> HomePage:
    """The home page of a language with its sections below it."""
    locale = Locale.objects.get(language_code=code)
    home = HomePage.objects.filter(locale=locale).first() or publish(
        Page.get_first_root_node(), HomePage, locale, slug=f"home-{code}", **words["home"]
    )
    for slug, model in SECTIONS.items():
        if not model.objects.child_of(home).exists():
            publish(home, model, locale, slug=slug, show_in_menus=True, **words[slug])
    return home


def publish(parent: Page, model: type[Page], locale: Locale, **fields) -> Page:
    """Publish the only page of its kind in a language, as a translation of the same one elsewhere."""
    page = model(locale=locale, live=False, **fields)
    twin = model.objects.exclude(locale=locale).order_by("pk").first()
    if twin:
        page.translation_key = twin.translation_key
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def prepare_site(home: HomePage, words: dict, *, demonstration: bool) -> None:
    """Point the default site at the home page, unless it already shows one of ours."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or not isinstance(site.root_page.specific, HomePage):
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        site = site or Site(is_default_site=True)
        site.hostname, site.port = address.hostname or "localhost", port
        site.root_page, site.site_name = home, settings.WAGTAIL_SITE_NAME
        site.save()
    chosen, made = NetworkSettings.objects.get_or_create(site=site, defaults={"name": words["name"]})
    if made or (demonstration and not chosen.demonstration):
        chosen.tagline = chosen.tagline or words["tagline"]
        footer = "demonstration_footer" if demonstration else "footer"
        chosen.footer_text = words[footer]
        if not chosen.other_languages:
            chosen.other_languages = [
                (
                    "words",
                    {"language": one["language"], "tagline": one["tagline"], "footer_text": RichText(one[footer])},
                )
                for one in words["other_languages"]
            ]
        chosen.demonstration = demonstration
        chosen.save()


def remove_welcome_page() -> None:
    """Take away the page that a fresh Wagtail greets with, recognised by being a bare page without children."""
    bare = ContentType.objects.get_for_model(Page)
    for page in Page.objects.filter(depth=2, content_type=bare, numchild=0, sites_rooted_here=None):
        page.delete()
