"""What the builder has made so far, so that one thing can point at another by its short name."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page

from events.models import EventIndexPage
from members.cities.actions import publish_city_page, register_city
from members.cities.models import CityIndexPage, Country
from network_site.pages.models import HomePage, StandardPage
from network_site.pages.streams import fill
from network_site.themes.models import Theme
from practices.actions import publish_practice
from practices.models import PracticeIndexPage

from .adoptions import make_adoption
from .reading import BrokenContent
from .records import make_event, make_resource

# What a translation shares with its original; it says everything else in its own language, or not at all.
CITY_NEUTRAL = ("strategy_state", "strategy_link", "themes", "confirmed_on")
PRACTICE_NEUTRAL = (
    "extent", "lead_kind", "place_withheld", "scale", "started", "ended", "running_state", "confirmed_on", "target_groups",
    "prevention_levels", "phases", "settings", "actors", "cost_band", "reach", "licence", "vetting", "checked_on",
    "valid_until", "evidence", "cities", "country", "themes", "references",
)  # fmt: skip


def prefix(language: str) -> str:
    """What stands before a name for a thing in another language than the network's first."""
    return "" if language == settings.LANGUAGE_CODE else f"{language}:"


def shared(values: dict, names: tuple[str, ...]) -> dict:
    return {name: values[name] for name in names if name in values}


class Network:
    """What has been made so far, so that one thing can point at another by its short name."""

    def __init__(self) -> None:
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self.countries = Country.objects.in_bulk()
        self.made: dict[str, Any] = {}
        self.originals: dict[str, dict] = {}

    def section(self, model: type[Page], language: str) -> Page:
        return model.objects.select_related("locale").get(locale__language_code=language)

    def find(self, kind: str, names: Iterable[str]) -> list:
        """The things of a kind by their names; a name that nothing has is an error."""
        found = []
        for name in names:
            thing = self.themes.get(name) if kind == "theme" else self.made.get(f"{kind}:{name.lower()}")
            if thing is None:
                raise BrokenContent(f"There is no {kind} “{name}”.")
            found.append(thing)
        return found

    def city(self, values: dict) -> None:
        stories, country = values.pop("pages"), self.countries[values.pop("country")]
        city = register_city(country, values)
        name = f"{country.code}/{city.slug}".lower()
        self.made[f"fact:{name}"] = city
        original, neutral = None, {}
        for language, story in stories.items():
            neutral = neutral or shared(story, CITY_NEUTRAL)
            story = neutral | story
            themes = self.find("theme", story.pop("themes", []))
            page = publish_city_page(
                self.section(CityIndexPage, language), city, story, themes=themes, translation_of=original
            )
            original = original or page
            self.made[f"city:{prefix(language)}{name}"] = page

    def resource(self, values: dict) -> None:
        themes = self.find("theme", values.pop("themes", []))
        countries = [self.countries[code] for code in values.pop("countries", [])]
        self.made[f"resource:{values['slug']}"] = make_resource(values, themes=themes, countries=countries)

    def practice(self, values: dict) -> None:
        language, slug = values.pop("language", "en"), values["slug"]
        original = None
        if "translation_of" in values:
            origin = values.pop("translation_of")
            (original,) = self.find("practice", [origin])
            values = self.originals[origin] | values
        else:
            self.originals[slug] = shared(values, PRACTICE_NEUTRAL)
        links = {
            "cities": self.find("fact", values.pop("cities", [])),
            "themes": self.find("theme", values.pop("themes", [])),
            "references": [
                (*self.find("resource", [row["resource"]]), row.get("why", "")) for row in values.pop("references", [])
            ],
        }
        if "country" in values:
            values["country"] = self.countries[values["country"]]
        if "derived_from" in values:
            (values["derived_from"],) = self.find("practice", [values["derived_from"]])
        section = self.section(PracticeIndexPage, language)
        self.made[f"practice:{prefix(language)}{slug}"] = publish_practice(
            section, values, **links, translation_of=original
        )

    def adoption(self, values: dict) -> None:
        (practice,), (city,) = (
            self.find("practice", [values.pop("practice")]),
            self.find("fact", [values.pop("city")]),
        )
        make_adoption(practice, city, values)

    def event(self, values: dict) -> None:
        language = values.pop("language", "en")
        page = make_event(self.section(EventIndexPage, language), values, self.find)
        self.made[f"event:{prefix(language)}{page.slug}"] = page

    def page(self, values: dict) -> None:
        """A standard page; the same slug in two languages is the same page."""
        language, slug = values.pop("language"), values["slug"]
        home = self.section(HomePage, language)
        page = StandardPage.objects.child_of(home).filter(slug=slug).first()
        if page is None:
            page = StandardPage(locale=home.locale, live=False)
            twin = StandardPage.objects.filter(slug=slug).exclude(locale=home.locale).first()
            if twin:
                page.translation_key = twin.translation_key
            fill(page, values, seed=slug)
            home.add_child(instance=page)
            page.save_revision(log_action=True).publish()
        self.made[f"page:{prefix(language)}{slug}"] = page

    def addresses(self) -> dict[str, str]:
        """Paths by name: one of every kind under a plain name (`practice`), then everything made."""
        sections = {"home": HomePage, "practices": PracticeIndexPage, "cities": CityIndexPage, "events": EventIndexPage}
        pages = {
            prefix(code) + name: page
            for name, model in sections.items()
            for code, page in ((page.locale.language_code, page) for page in model.objects.select_related("locale"))
        }
        pages |= {f"theme:{slug}": theme for slug, theme in self.themes.items()} | self.made
        found = {
            name: address for name, address in ((name, address_of(thing)) for name, thing in pages.items()) if address
        }
        plain = sorted(found, key=lambda name: name.count(":"))  # the network's first language before the others
        examples = {kind: next((found[name] for name in plain if name.startswith(f"{kind}:")), "") for kind in KINDS}
        lists = {name: address_of_list(f"{where}:{what}") for name, where, what in LISTS}
        return {name: address for name, address in (lists | examples | found).items() if address}


KINDS = ("theme", "resource", "practice", "city", "event", "page")
LISTS = (("themes", "themes", "index"), ("resources", "resources", "index"), ("search", "search", "results"))


def address_of(thing: Any) -> str:
    """The path of a page or another thing that has one of its own."""
    if isinstance(thing, Page):
        return thing.get_url() or ""
    if not hasattr(thing, "get_absolute_url"):
        return ""
    try:
        return thing.get_absolute_url()
    except NoReverseMatch:
        return ""


def address_of_list(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
