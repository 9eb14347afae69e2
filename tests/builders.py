"""Makes the things that tests are about, each with the least that it needs."""

import itertools

from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from events.models import EventIndexPage, EventPage, Takeaway
from members.cities.models import City, CityIndexPage, CityPage, Country, CountryPage
from network_site.pages.models import HomePage, StandardPage
from network_site.themes.models import Theme
from practices.models import PracticeIndexPage, PracticePage
from practices.resources.models import Resource, ResourceAuthor

_numbers = itertools.count(1)

COUNTRIES = {
    "KZ": ("Kazakhstan", "asia"),
    "FR": ("France", "europe"),
    "BE": ("Belgium", "europe"),
    "KE": ("Kenya", "africa"),
    "US": ("United States of America", "americas"),
    "JO": ("Jordan", "asia"),
}


def make_home(language: str = "en") -> HomePage:
    """The home page of a language with its sections, as a fresh network has them."""
    locale, _made = Locale.objects.get_or_create(language_code=language)
    home = HomePage.objects.filter(locale=locale).first()
    if home:
        return home
    root = Page.get_first_root_node()
    original = HomePage.objects.filter(locale__language_code="en").first()
    extra = {"translation_key": original.translation_key} if original else {}
    slug = "home" if language == "en" else f"home-{language}"
    if language == "en":
        Page.objects.filter(depth=2).exclude(pk__in=HomePage.objects.all()).delete()
        root = Page.get_first_root_node()
    home = root.add_child(
        instance=HomePage(title="Causeway", slug=slug, claim="Cities share what works.", locale=locale, **extra)
    )
    for model, title, section_slug in (
        (PracticeIndexPage, "Practices", "practices"),
        (CityIndexPage, "Cities", "cities"),
        (EventIndexPage, "Events", "events"),
    ):
        twin = model.objects.filter(locale__language_code="en").first() if language != "en" else None
        key = {"translation_key": twin.translation_key} if twin else {}
        home.add_child(instance=model(title=title, slug=section_slug, show_in_menus=True, locale=locale, **key))
    if language == "en":
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": "Causeway"},
        )
        Site.clear_site_root_paths_cache()
    return home


def make_country(code: str = "KZ") -> Country:
    name, region = COUNTRIES[code]
    return Country.objects.get_or_create(
        code=code, defaults={"name_en": name, "slug": slugify(name), "region": region}
    )[0]


def make_city(name: str = "Aktau", country: str = "KZ", *, live: bool = True, **fields) -> City:
    """A city with its page, published unless `live` is False; the page is `city.pages.get()`."""
    nation = make_country(country)
    place = {"latitude": "43.6500", "longitude": "51.1600", "population": 180_000} | {
        k: fields.pop(k) for k in list(fields) if hasattr(City, k) and k not in ("themes",) and not hasattr(CityPage, k)
    }
    city = City.objects.create(name=name, slug=slugify(name, allow_unicode=True), country=nation, **place)
    index = CityIndexPage.objects.get(locale=make_home().locale)
    parent = CountryPage.objects.child_of(index).filter(country=nation).first() or index.add_child(
        instance=CountryPage(title=nation.name_en, slug=nation.slug, country=nation, locale=index.locale)
    )
    themes = fields.pop("themes", [])
    page = parent.add_child(
        instance=CityPage(title=name, slug=city.slug, city=city, live=live, locale=index.locale, **fields)
    )
    if themes:
        page.themes.add(*themes)
        page.save()
    return city


def make_theme(name: str = "Trauma care", parent: Theme | None = None) -> Theme:
    return Theme.objects.get_or_create(name=name, defaults={"slug": slugify(name), "parent": parent})[0]


def make_practice(title: str = "", *, cities=(), themes=(), language: str = "en", **fields) -> PracticePage:
    """A published practice (`live=False` for a draft)."""
    number = next(_numbers)
    title = title or f"Practice {number}"
    index = PracticeIndexPage.objects.get(locale=make_home(language).locale)
    fields = {
        "claim": "Helps somebody with something.",
        "summary": "What it is about.",
        "slug": f"{slugify(title)}-{number}",
    } | fields
    page = index.add_child(instance=PracticePage(title=title, locale=index.locale, **fields))
    if cities or themes:
        page.cities = list(cities)
        page.themes.add(*themes)
        page.save()
    return page


def make_event(title: str = "", *, takeaways=(), language: str = "en", **fields) -> EventPage:
    """A published event; `takeaways` are headlines or dicts of a takeaway's fields (`themes` among them)."""
    number = next(_numbers)
    title = title or f"Event {number}"
    index = EventIndexPage.objects.get(locale=make_home(language).locale)
    page = EventPage(title=title, locale=index.locale, **{"slug": f"{slugify(title)}-{number}"} | fields)
    for row in takeaways:
        values = {"headline": row} if isinstance(row, str) else dict(row)
        themes = values.pop("themes", [])
        takeaway = Takeaway(**values)
        if themes:
            takeaway.themes.add(*themes)
        page.takeaways.add(takeaway)
    return index.add_child(instance=page)


def make_resource(title: str = "", *, authors=(), themes=(), **fields) -> Resource:
    """A work; `authors` are organisations as strings or (family, given) pairs."""
    number = next(_numbers)
    title = title or f"Work {number}"
    work = Resource(title=title, **{"slug": f"{slugify(title)}-{number}", "year": 2021} | fields)
    for place, author in enumerate(authors):
        named = {"organisation": author} if isinstance(author, str) else {"family": author[0], "given": author[1]}
        work.authors.add(ResourceAuthor(sort_order=place, **named))
    if themes:
        work.themes.add(*themes)
    work.save()
    return work


def make_page(title: str = "About", *, parent: Page | None = None, **fields) -> StandardPage:
    return (parent or make_home()).add_child(instance=StandardPage(title=title, **{"slug": slugify(title)} | fields))


SECRET = "KRSXG5CTMVRXEZLUKN2XAZLS"


def with_second_factor(user, secret: str = SECRET):
    """Give somebody a code generator."""
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(user, secret)
    user.__dict__.pop("_second_factor", None)
    return user
