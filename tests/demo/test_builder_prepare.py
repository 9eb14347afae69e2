"""A prepared network has its frame, its words and its roles, however often it is prepared."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from events.models import EventIndexPage
from members.cities.actions import load_countries, publish_city_page, register_city
from members.cities.models import CityIndexPage, CityPage, Country
from network_site.demo.prepare import prepare_network
from network_site.pages.models import HomePage, NetworkSettings
from network_site.themes.actions import load_vocabulary
from network_site.themes.models import Theme
from practices.models import PracticeIndexPage

pytestmark = pytest.mark.django_db


def user_of(django_user_model, group: str):
    user = django_user_model.objects.create_user(f"{group.split()[0].lower()}@causeway.test", "a long enough password")
    user.groups.add(Group.objects.get(name=group))
    return user


def test_a_fresh_database_gets_home_pages_and_sections_in_place_of_the_welcome_page(client):
    call_command("prepare_network")
    assert {home.locale.language_code for home in HomePage.objects.all()} == {"en", "fr", "ar"}
    assert set(Page.objects.filter(depth=2)) == {home.page_ptr for home in HomePage.objects.all()}
    assert Site.objects.get().root_page.specific == HomePage.objects.get(locale__language_code="en")
    assert Locale.objects.count() == 5
    for model, address in ((PracticeIndexPage, "practices"), (CityIndexPage, "cities"), (EventIndexPage, "events")):
        assert {page.url for page in model.objects.live()} == {f"/ar/{address}/", f"/{address}/", f"/fr/{address}/"}
        assert model.objects.values("translation_key").distinct().count() == 1
    network = NetworkSettings.objects.get()
    assert not network.demonstration
    assert {block.value["language"] for block in network.other_languages} == set(dict(settings.LANGUAGES)) - {"en"}


def test_preparing_twice_changes_nothing_and_keeps_what_editors_changed():
    home = prepare_network()
    home.title = "Our cities"
    home.save_revision().publish()
    pages = Page.objects.count()
    again = prepare_network()
    assert (again.pk, again.title, Page.objects.count()) == (home.pk, "Our cities", pages)
    assert NetworkSettings.objects.count() == 1


def test_a_page_somebody_made_beside_the_home_page_is_not_taken_for_the_welcome_page():
    prepare_network()
    Page.get_first_root_node().add_child(instance=HomePage(title="Second", slug="second", claim="Another."))
    prepare_network()
    assert HomePage.objects.filter(slug="second").exists()


@pytest.mark.parametrize("role", ["Editors", "Organisers", "Safeguarding editors", "Administrators"])
def test_every_role_reaches_the_cms(role, client, django_user_model):
    prepare_network()
    client.force_login(user_of(django_user_model, role))
    assert client.get("/admin/", follow=True).status_code == 200


def test_organisers_publish_events_and_not_practices(django_user_model):
    prepare_network()
    organiser, editor = user_of(django_user_model, "Organisers"), user_of(django_user_model, "Editors")
    events = EventIndexPage.objects.get(locale__language_code="fr")
    practices = PracticeIndexPage.objects.get(locale__language_code="en")
    assert events.permissions_for_user(organiser).can_add_subpage()
    assert events.permissions_for_user(organiser).can_publish_subpage()
    assert not practices.permissions_for_user(organiser).can_add_subpage()
    assert practices.permissions_for_user(editor).can_add_subpage()


def test_safeguarding_editors_take_pages_down_and_make_none(django_user_model):
    home = prepare_network()
    guard = user_of(django_user_model, "Safeguarding editors")
    section = PracticeIndexPage.objects.child_of(home).get()
    assert section.permissions_for_user(guard).can_unpublish()
    assert not section.permissions_for_user(guard).can_add_subpage()
    assert section.permissions_for_user(user_of(django_user_model, "Editors")).can_add_subpage()


@pytest.mark.parametrize(("role", "may"), [("Editors", False), ("Organisers", False), ("Administrators", True)])
def test_only_administrators_manage_accounts(role, may, django_user_model):
    prepare_network()
    assert user_of(django_user_model, role).has_perm("accounts.change_user") is may


def test_the_vocabulary_has_two_levels_and_labels_in_every_language():
    assert load_vocabulary() == Theme.objects.count() >= 20
    assert not Theme.objects.filter(parent__parent__isnull=False).exists()
    for theme in Theme.objects.with_words():
        assert len({theme.label(code) for code in ("en", "fr", "es", "ar", "ru")}) >= 4, theme.slug
    trauma = Theme.objects.get(slug="trauma-care")
    assert trauma.parent.slug == "mental-health"
    assert trauma.label("ru") == "Помощь при психической травме"


def test_loading_the_vocabulary_again_brings_nothing_back_that_an_editor_changed():
    load_vocabulary()
    theme = Theme.objects.get(slug="youth")
    theme.description = "Ours."
    theme.save()
    theme.terms.filter(kind="synonym").delete()
    assert load_vocabulary() == 0
    theme.refresh_from_db()
    assert theme.description == "Ours."
    assert not theme.terms.filter(kind="synonym").exists()


def test_a_city_is_completed_from_the_gazetteer_and_what_is_known_is_kept():
    load_countries()
    country = Country.objects.get(code="KZ")
    city = register_city(country, {"name": "Aktau", "slug": "aktau", "population": 5, "population_year": 1900})
    assert 43 < float(city.latitude) < 45
    assert city.time_zone.startswith("Asia/")
    assert city.population == 5
    assert register_city(country, {"name": "Aktau", "slug": "aktau"}) == city
    unknown = register_city(country, {"name": "Nowhere at all", "slug": "nowhere-at-all"})
    assert unknown.latitude is None


def test_a_city_page_stands_below_its_country_and_is_made_once():
    home = prepare_network()
    index = CityIndexPage.objects.child_of(home).get()
    city = register_city(Country.objects.get(code="FR"), {"name": "Testford", "slug": "testford"})
    page = publish_city_page(index, city, {"introduction": "A town."})
    assert page.url == "/cities/france/testford/"
    assert publish_city_page(index, city, {"introduction": "Another."}) == page
    assert CityPage.objects.get().introduction == "A town."
