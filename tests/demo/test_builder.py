"""The demonstration network is built whole, once, and only where it belongs."""

import json

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from events.models import EventPage
from members.cities.models import City, CityPage, Country
from network_site.demo import builder, reading
from network_site.demo.prepare import prepare_network
from network_site.pages.models import NetworkSettings, StandardPage
from practices.models import PracticeIndexPage, PracticePage, Submission
from practices.moves import State
from practices.resources.models import Resource

CITY = """
name = "Testford"
slug = "testford"
country = "FR"
[pages.en]
introduction = "A town."
themes = ["youth"]
[pages.fr]
title = "Testford"
introduction = "Une ville."
"""
PRACTICE = """
title = "Tea at four"
slug = "tea-at-four"
claim = "Tea for everybody."
cities = ["fr/testford"]
themes = ["youth"]
target_groups = ["youth"]
outcomes = [{ indicator = "Tea", direction = "worse" }]
lessons = ["Boil the water."]
"""
TRANSLATION = """
language = "fr"
translation_of = "tea-at-four"
title = "Le thé de quatre heures"
slug = "the-de-quatre-heures"
"""
PRIVACY = 'language = "en"\nslug = "privacy"\ntitle = "Privacy"\nbody = [{ text = "<p>Little.</p>" }]\n'


@pytest.fixture
def content(tmp_path, monkeypatch):
    """A demonstration of one city and one practice in two languages; returns its folder."""
    (tmp_path / "sections.toml").write_bytes((reading.CONTENT / "sections.toml").read_bytes())
    for name, text in (
        ("cities/testford", CITY),
        ("practices/tea", PRACTICE),
        ("practices/fr-tea", TRANSLATION),
        ("pages/privacy", PRIVACY),
    ):
        path = tmp_path / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(reading, "CONTENT", tmp_path)
    return tmp_path


def state() -> tuple:
    return (
        sorted(Page.objects.values_list("pk", "latest_revision_created_at")),
        Revision.objects.count(),
        City.objects.count(),
        Resource.objects.count(),
    )


@pytest.mark.django_db
def test_the_whole_demonstration_keeps_its_promises_and_a_second_run_changes_nothing():
    addresses = builder.build()
    practices = PracticePage.objects.live()
    english = practices.in_language("en")
    assert english.count() >= 24
    assert english.filter(extent="full").count() >= 10
    assert set(english.values_list("evidence", flat=True)) == {"E0", "E1", "E2", "E3", "E4"}
    directions = {part.value["direction"] for page in english for part in page.outcomes}
    assert {"worse", "no_change", "mixed", "better"} <= directions
    assert english.filter(running_state="stopped").exclude(why_ended="").exists()
    withheld = english.filter(place_withheld=True)
    assert withheld and all(page.country_id and not page.cities.exists() for page in withheld)
    assert set(Submission.objects.values_list("state", flat=True)) == set(State)
    assert english.exclude(derived_from=None).count() >= 2
    assert practices.in_language("fr").count() >= 3 <= practices.in_language("ar").count()
    assert all(len(page.building_blocks) >= 2 for page in practices.filter(extent="full"))
    assert all(1 <= page.themes.count() <= 5 for page in practices)
    cities = City.objects.visible_to(None)
    assert cities.count() >= 16
    assert cities.values("country").distinct().count() >= 12
    regions = set(Country.objects.filter(cities__in=cities).values_list("region", flat=True))
    assert regions == {"africa", "americas", "asia", "europe", "oceania"}
    assert CityPage.objects.in_language("fr").count() >= 2 <= CityPage.objects.in_language("ar").count()
    assert Resource.objects.count() >= 60
    assert NetworkSettings.objects.get().demonstration
    assert builder.is_built()
    before = state()
    assert builder.build() == addresses
    assert state() == before


@pytest.mark.django_db
def test_a_translation_shares_what_has_no_language_and_its_key(content):
    builder.build()
    english, french = (
        PracticePage.objects.get(slug="tea-at-four"),
        PracticePage.objects.get(slug="the-de-quatre-heures"),
    )
    assert french.translation_key == english.translation_key
    assert list(french.cities.all()) == list(english.cities.all())
    assert french.target_groups == ["youth"]
    assert not french.lessons
    fr, en = CityPage.objects.get(locale__language_code="fr"), CityPage.objects.get(locale__language_code="en")
    assert fr.translation_key == en.translation_key
    assert fr.get_parent().title == "France"


@pytest.mark.django_db
def test_what_an_editor_changed_stays_after_a_second_run(content):
    builder.build()
    page = PracticePage.objects.get(slug="tea-at-four")
    page.title = "Coffee at four"
    page.save_revision().publish()
    builder.build()
    assert PracticePage.objects.get(slug="tea-at-four").title == "Coffee at four"


@pytest.mark.django_db
def test_an_interrupted_run_is_taken_up_where_it_stopped(content):
    broken = content / "practices" / "wrong.toml"
    broken.write_text('title = "Wrong"\nslug = "wrong"\nthemes = ["sorcery"]\n')
    with pytest.raises(CommandError, match=r"wrong\.toml: There is no theme “sorcery”"):
        call_command("load_demo", verbosity=0)
    assert City.objects.count() == 1
    assert not builder.is_built()
    broken.unlink()
    call_command("load_demo", verbosity=0)
    assert City.objects.count() == 1
    assert builder.is_built()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("title = ", "wrong.toml"),
        ('title = "A"\nslug = "a"\ncolour = "red"\n', "“colour” is not a field here"),
        (
            'title = "A"\nslug = "a"\noutcomes = [{ indicator = "A", direction = "up" }]\n',
            "outcomes, part 1: direction",
        ),
        ('title = "A"\nslug = "a"\nderived_from = "nothing"\n', "there is no “nothing”"),
        ('title = "A"\n', "wrong.toml"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_and_the_reason(content, text, sentence):
    (content / "practices" / "wrong.toml").write_text(text)
    with pytest.raises(CommandError) as refused:
        call_command("load_demo", verbosity=0)
    assert sentence in str(refused.value)
    assert "wrong.toml" in str(refused.value)


@pytest.mark.django_db
def test_the_demonstration_is_not_mixed_into_somebodys_own_network(content):
    prepare_network()
    section = PracticeIndexPage.objects.get(locale__language_code="en")
    section.add_child(instance=PracticePage(title="Our own", slug="our-own"))
    with pytest.raises(CommandError, match="network of its own"):
        call_command("load_demo", verbosity=0)
    assert not City.objects.exists()
    assert builder.is_built(), "starting the site must not try again"


@pytest.mark.django_db
def test_a_prepared_but_empty_network_takes_the_demonstration(content):
    prepare_network()
    call_command("load_demo", verbosity=0)
    assert PracticePage.objects.count() == 2
    assert builder.is_built()
    assert NetworkSettings.objects.get().demonstration


@pytest.mark.django_db
def test_the_map_names_one_page_of_every_kind_and_the_logins(content, tmp_path, client):
    call_command("load_demo", verbosity=0, map=str(tmp_path / "map.json"))
    made = json.loads((tmp_path / "map.json").read_text("utf-8"))
    assert made["pages"]["practice"] == "/practices/tea-at-four/"
    assert made["pages"]["practice:fr:the-de-quatre-heures"] == "/fr/practices/the-de-quatre-heures/"
    assert made["pages"]["city"] == made["pages"]["city:fr/testford"] == "/cities/france/testford/"
    assert {login["role"] for login in made["logins"]} == {
        "editor", "organiser", "safeguarding editor", "administrator", "pending", "lapsed", "suspended",
        "member lipovgrad", "member borj nassim", "member alvnaset", "member wendelfurt", "member keur sandial", "member havre",
        "focal point", "reviewer", "reviewer evaluation", "reviewer elsewhere", "evaluator elsewhere", "facilitator", "member manager",
    }  # fmt: skip
    login = made["logins"][0]
    assert client.login(username=login["email"], password=login["password"])


@pytest.mark.django_db
def test_no_login_is_made_or_told_where_settings_do_not_allow_it(content, tmp_path, settings, django_user_model):
    settings.DEMO_LOGINS = False
    call_command("load_demo", verbosity=0, map=str(tmp_path / "map.json"))
    assert json.loads((tmp_path / "map.json").read_text("utf-8"))["logins"] == []
    assert not django_user_model.objects.exists()


@pytest.mark.django_db
def test_a_map_that_cannot_be_written_is_said_in_a_sentence(content, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("load_demo", verbosity=0, map=str(tmp_path / "nowhere" / "map.json"))


@pytest.mark.django_db
def test_progress_is_told(content, capsys):
    call_command("load_demo")
    assert "practices 2/2" in capsys.readouterr().out


@pytest.mark.django_db
def test_pages_and_events_of_the_demonstration_are_published(content):
    builder.build()
    assert StandardPage.objects.live().filter(slug="privacy").exists()
    assert not EventPage.objects.exists()
