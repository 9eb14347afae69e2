"""What is done with countries, cities and their pages."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from network_site.pages.models import NetworkSettings
from network_site.pages.streams import fill
from network_site.themes.models import Theme

from . import gazetteer
from .models import City, CityIndexPage, CityPage, Country, CountryPage
from .permissions import can_edit_profile
from .profiles import ChangedMeanwhile, is_same, read, write

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


class Saved(models.TextChoices):
    """What became of a profile that was sent in."""

    UNCHANGED = "unchanged", _("Nothing was different, so nothing was changed.")
    PUBLISHED = "published", _("Saved. Everybody can read it now.")
    WAITING = "waiting", _("Saved. An editor looks at it before it is published.")


@transaction.atomic
def revise_city_profile(page: CityPage, values: dict[str, Any], *, user, based_on: int | None) -> Saved:
    """Keep what a focal point wrote about their city: published at once, or first looked at by an editor.

    `based_on` is the revision that was opened; raises ChangedMeanwhile if somebody has saved another since. Where an
    editor has a draft of the page open, the whole goes to the editor: a focal point never publishes another's draft.
    """
    page = CityPage.objects.select_for_update().get(pk=page.pk)
    if not can_edit_profile(user, page.city):
        raise PermissionDenied(_("Only the focal point of this city can change its profile."))
    latest = page.get_latest_revision_as_object()
    if is_same(values, read(latest)):
        return Saved.UNCHANGED
    if page.latest_revision_id != based_on:
        raise ChangedMeanwhile(latest)
    at_once = page.live and not page.has_unpublished_changes and not asks_an_editor(page)
    write(latest, values)
    latest.full_clean()
    revision = latest.save_revision(user=user, log_action=True)
    record(Action.CITY_PROFILE, actor=user, thing=page.city, result="published" if at_once else "waiting")
    if at_once:
        revision.publish(user=user, skip_permission_checks=True)
        return Saved.PUBLISHED
    hand_to_editors(page, revision, user)
    return Saved.WAITING


def asks_an_editor(page: CityPage) -> bool:
    site = page.get_site()
    return site is None or NetworkSettings.for_site(site).review_city_profiles


def hand_to_editors(page: CityPage, revision, user) -> None:
    """Put a draft before the editors; one that is before them already is replaced by the newer."""
    page = CityPage.objects.get(pk=page.pk)
    waiting = page.current_workflow_task_state
    if waiting:
        waiting.revision = revision
        waiting.save(update_fields=["revision"])
        return
    workflow = page.get_workflow()
    if workflow and not page.workflow_in_progress:
        workflow.start(page, user)


@transaction.atomic
def confirm_city_profile(page: CityPage, *, user) -> None:
    """Say that the profile is still right as of today; a second time on the same day changes nothing."""
    page = CityPage.objects.select_for_update().get(pk=page.pk)
    if not can_edit_profile(user, page.city):
        raise PermissionDenied(_("Only the focal point of this city can confirm its profile."))
    today = timezone.localdate()
    latest = page.get_latest_revision_as_object()
    if page.confirmed_on == latest.confirmed_on == today:
        return
    clean = page.live and not page.has_unpublished_changes
    latest.confirmed_on = today
    record(Action.CITY_CONFIRMED, actor=user, thing=page.city)
    revision = latest.save_revision(user=user, log_action=True)
    if clean:
        revision.publish(user=user, skip_permission_checks=True)
    else:  # the draft stays a draft; only the date is true already
        CityPage.objects.filter(pk=page.pk).update(confirmed_on=today)
