"""Events and works of the demonstration keep every link they name."""

import datetime

import pytest
from django.utils import timezone

from events.models import EventPage, Series
from network_site.demo import builder, reading
from practices.resources.models import Resource

from .test_builder import CITY, PRACTICE

RESOURCES = """
[[resource]]
slug = "a-study"
title = "A study"
year = 2020
authors = [{ family = "Example", given = "A." }, { organisation = "An Institute" }]
themes = ["youth"]
countries = ["FR"]
[[resource]]
slug = "a-law"
title = "A law"
kind = "legislation"
"""
EVENT = """
title = "What tea taught"
slug = "what-tea-taught"
series = { title = "Tea talks", slug = "tea-talks" }
number_in_series = 1
starts_in_days = 21
introduction = ["First.", "Second & last."]
[[takeaways]]
kind = "caution"
headline = "Tea is hot."
body = ["Let it cool."]
themes = ["youth"]
practices = ["tea-at-four"]
cities = ["FR/testford"]
resources = ["a-study"]
[[takeaways]]
headline = "Cups break."
[[speakers]]
role = "Host"
city = "FR/testford"
[[resource_list]]
resource = "a-study"
why = "It counted cups."
[[summary_documents]]
title = "Summary"
url = "https://tea.example/summary"
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(tmp_path, monkeypatch):
    (tmp_path / "sections.toml").write_bytes((reading.CONTENT / "sections.toml").read_bytes())
    files = {"cities/c": CITY, "practices/p": PRACTICE, "resources/r": RESOURCES, "events/e": EVENT}
    for name, text in files.items():
        path = tmp_path / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(reading, "CONTENT", tmp_path)
    return tmp_path


def test_an_event_is_published_with_everything_it_points_at(content):
    builder.build()
    page = EventPage.objects.live().get()
    first, second = page.takeaways.all()
    assert [first.number, second.number] == [1, 2]
    assert [theme.slug for theme in first.themes.all()] == ["youth"]
    assert [practice.slug for practice in first.practices.all()] == ["tea-at-four"]
    assert [city.slug for city in first.cities.all()] == ["testford"]
    assert [work.slug for work in first.resources.all()] == ["a-study"]
    assert page.introduction == "<p>First.</p><p>Second &amp; last.</p>"
    assert page.speakers.get().city.slug == "testford"
    assert page.resource_list.get().why == "It counted cups."
    assert page.series == Series.objects.get(slug="tea-talks")
    assert page.starts_on == timezone.localdate() + datetime.timedelta(days=21)


def test_a_second_run_makes_no_second_event_and_moves_no_date(content):
    builder.build()
    page = EventPage.objects.get()
    page.starts_on = datetime.date(2026, 1, 1)
    page.save()
    builder.build()
    assert EventPage.objects.get().starts_on == datetime.date(2026, 1, 1)
    assert Resource.objects.count() == 2


def test_authors_keep_their_order_and_kind(content):
    builder.build()
    work = Resource.objects.get(slug="a-study")
    assert [str(author) for author in work.authors.all()] == ["Example, A.", "An Institute"]
    assert [country.code for country in work.countries.all()] == ["FR"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('role = "Host"', 'role = "Host"\nname = "Somebody"'),
        ('url = "https://tea.example/summary"', ""),
        ('kind = "caution"', 'kind = "gossip"'),
        ('resource = "a-study"\nwhy', 'resource = "a-dream"\nwhy'),
    ],
)
def test_what_the_cms_would_refuse_stops_the_load_with_the_files_name(content, was, now):
    (content / "events" / "e.toml").write_text(EVENT.replace(was, now))
    with pytest.raises(reading.BrokenContent, match=r"^e\.toml: "):
        builder.build()
    assert not EventPage.objects.exists()
