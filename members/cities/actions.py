"""What is done with countries, cities and their pages."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import translation

from network_site.pages.streams import fill
from network_site.themes.models import Theme

from . import gazetteer
from .models import City, CityIndexPage, CityPage, Country, CountryPage

COUNTRIES = Path(__file__).parent / "data" / "countries.csv"


@transaction.atomic
def load_countries(path: Path | None = None) -> int:
    """Add the countries of ISO 3166-1 that are missing, and say how many were added; the others stay as they are."""
    known = set(Country.objects.values_list("code", flat=True))
    with (path or COUNTRIES).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] not in known]
    Country.objects.bulk_create(
        Country(
            code=row["code"], name_en=row["name_en"], slug=row["slug"], region=row["region"], subregion=row["subregion"]
        )
        for row in rows
    )
    return len(rows)


@transaction.atomic
def register_city(country: Country, values: dict[str, Any]) -> City:
    """Add a city as a fact, with what is left empty taken from the gazetteer where it knows the place.

    Asked again for a city that is there, it returns that city and changes nothing.
    """
    there = City.objects.filter(country=country, slug=values["slug"]).first()
    if there:
        return there
    city = City(country=country, **values)
    complete_from_gazetteer(city)
    city.full_clean()
    city.save()
    return city


def complete_from_gazetteer(city: City) -> None:
    """Fill a city's empty coordinates, population and time zone; nothing that is there is replaced."""
    if not any(value in (None, "") for value in (city.latitude, city.longitude, city.population, city.time_zone)):
        return
    place = next(iter(gazetteer.lookup(city.name, city.country_id)), None)
    if place is None:
        return
    if city.latitude is None or city.longitude is None:
        city.latitude, city.longitude = f"{place.latitude:.4f}", f"{place.longitude:.4f}"
    if city.population is None and not city.population_year:
        city.population = place.population
    city.time_zone = city.time_zone or place.time_zone


@transaction.atomic
def publish_city_page(
    index: CityIndexPage,
    city: City,
    values: dict[str, Any],
    *,
    themes: Iterable[Theme] = (),
    translation_of: CityPage | None = None,
    user=None,
) -> CityPage:
    """Publish a city's page in the language of the section, making the country's page first if there is none.

    Asked again for a city that has its page there, it returns that page and changes nothing.
    """
    country_page = publish_country_page(index, city.country, user=user)
    there = CityPage.objects.child_of(country_page).filter(city=city).first()
    if there:
        return there
    page = CityPage(city=city, slug=city.slug, locale=index.locale, owner=user, live=False)
    if translation_of:
        page.translation_key = translation_of.translation_key
    fill(page, {"title": city.name} | values, seed=f"{city.country_id}/{city.slug}")
    page.themes.add(*themes)
    country_page.add_child(instance=page)
    page.save_revision(user=user, log_action=True).publish(user=user)
    return page


def publish_country_page(index: CityIndexPage, country: Country, *, user=None) -> CountryPage:
    """Return the country's page below a section, made and published if there was none."""
    there = CountryPage.objects.child_of(index).filter(country=country).first()
    if there:
        return there
    twin = CountryPage.objects.filter(country=country).exclude(locale=index.locale).first()
    key = {"translation_key": twin.translation_key} if twin else {}
    with translation.override(index.locale.language_code):
        title = country.name
    page = CountryPage(
        title=title, slug=country.slug, country=country, locale=index.locale, owner=user, live=False, **key
    )
    index.add_child(instance=page)
    page.save_revision(user=user).publish(user=user)
    return page
