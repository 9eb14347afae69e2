"""What a reader finds on the page of an event."""

import datetime
import json
import re

import pytest

from events.models import EventResource, Series, Speaker, SummaryDocument, Takeaway


@pytest.fixture
def record(make_event, make_theme, make_practice, make_city, make_resource):
    """A past webinar with everything a record can have."""
    theme, practice, city, work = (
        make_theme(),
        make_practice("Open doors"),
        make_city("Aktau"),
        make_resource("Guide to care", authors=["An Institute"]),
    )
    page = make_event(
        "Coming home", slug="coming-home", starts_on=datetime.date(2024, 5, 3), starts_at=datetime.time(14, 0), ends_at=datetime.time(15, 30),
        time_zone="Asia/Almaty", introduction="<p>What helps.</p>", recording_url="https://video.example/1", transcript="Hello.",
        chapters=[("chapter", {"at": "12:30", "title": "Questions"})], languages=["en"], organisers="An office",
        takeaways=[{"headline": "Begin with trust", "body": "<p>First.</p><p>Second.</p>", "kind": "caution", "themes": [theme]}, "Keep going"],
    )  # fmt: skip
    first = page.takeaways.all()[0]
    first.practices, first.cities, first.resources = [practice], [city], [work]
    first.save()
    page.resource_list = [EventResource(resource=work, why="A place to begin.")]
    page.summary_documents = [SummaryDocument(title="Notes of the webinar", url="https://files.example/notes.pdf")]
    page.save()
    return page


def text_of(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_record_shows_its_takeaways_documents_and_works(client, record):
    text = text_of(client, record)
    for words in (
        "Begin with trust",
        "<p>Second.</p>",
        "Notes of the webinar",
        "Guide to care",
        "A place to begin.",
        "Open doors",
        "Questions",
    ):
        assert words in text
    assert 'id="takeaway-1"' in text
    assert 'href="#takeaway-2"' in text
    assert "<iframe" not in text


def test_times_are_given_in_the_event_s_own_zone(client, record):
    assert 'datetime="2024-05-03T14:00:00+05:00"' in text_of(client, record)


def test_a_label_without_a_value_is_not_shown(client, make_event):
    text = text_of(client, make_event("Bare", takeaways=[]))
    for words in (
        "Takeaways",
        "Resources</h2",
        "Who spoke",
        "Series",
        "Place",
        "Agenda",
        "Recording",
        "Summary documents",
        "Reading time",
    ):
        assert f">{words}<" not in text


def test_parts_stay_in_the_order_they_were_added(make_event):
    page = make_event("Many", takeaways=[f"Lesson {number}" for number in range(12)])
    assert list(page.takeaways.values_list("sort_order", flat=True)) == list(range(12))
    page.takeaways.add(Takeaway(headline="One more"))
    page.save()
    assert page.takeaways.order_by("sort_order").last().headline == "One more"


def test_links_to_what_is_not_published_are_left_out(client, record):
    practice = record.takeaways.first().practices.first()
    assert practice.title in text_of(client, record)
    practice.unpublish()
    city = record.takeaways.first().cities.first()
    city.pages.get().unpublish()
    text = text_of(client, record)
    assert practice.title not in text
    assert "Aktau" not in text


@pytest.mark.parametrize(
    ("rule", "told", "secret"),
    [
        ("attributed", ["Ada Example", "Head of youth services", "An Office", "Aktau"], []),
        ("organisation", ["An Office"], ["Ada Example", "Aktau"]),
        ("city", ["Aktau"], ["Ada Example", "An Office"]),
        ("chatham", ["Head of youth services"], ["Ada Example", "An Office", "Aktau"]),
    ],
)
def test_the_attribution_rule_holds_on_every_surface(client, make_event, make_city, rule, told, secret):
    page = make_event("Told", slug="told", starts_on=datetime.date(2030, 1, 1), attribution=rule)
    page.speakers = [
        Speaker(
            role="Head of youth services",
            name="Ada Example",
            organisation="An Office",
            city=make_city("Aktau"),
            consent=True,
        )
    ]
    page.save()
    surfaces = [text_of(client, page), client.get(f"/api/v1/events/{page.pk}").content.decode()]
    for surface in surfaces:
        assert all(words in surface for words in told)
    for surface in [
        *surfaces,
        client.get("/feeds/events.atom").content.decode(),
        client.get("/events/").content.decode(),
    ]:
        assert not any(words in surface for words in secret)


def test_a_name_without_consent_is_shown_nowhere_even_where_the_rule_allows_names(client, make_event):
    page = make_event("Told", slug="told", starts_on=datetime.date(2030, 1, 1), attribution="attributed")
    page.speakers = [Speaker(role="Head of services", name="Ada Example", consent=False)]
    page.save()
    for address in (page.url, f"/api/v1/events/{page.pk}"):
        text = client.get(address).content.decode()
        assert "Head of services" in text
        assert "Ada Example" not in text


def test_acl_15_a_speaker_s_city_is_named_only_once_its_page_is_published(client, make_event, make_city):
    page = make_event("Told", slug="told", starts_on=datetime.date(2030, 1, 1), attribution="attributed")
    page.speakers = [
        Speaker(role="Planner", city=make_city("Aktau")),
        Speaker(role="Teacher", city=make_city("Kyzyl", live=False)),
    ]
    page.save()
    for address in (page.url, f"/api/v1/events/{page.pk}"):
        text = client.get(address).content.decode()
        assert "Aktau" in text
        assert "Kyzyl" not in text


def test_structured_data_says_only_what_is_known(client, record, make_event):
    found = json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', text_of(client, record), re.DOTALL)[1]
    )
    assert found["@type"] == "Event"
    assert found["startDate"] == "2024-05-03T14:00:00+05:00"
    assert not {"performer", "location", "eventAttendanceMode"} & set(found)
    undated = json.loads(re.search(r'ld\+json">(.*?)</script>', text_of(client, make_event("Undated")), re.DOTALL)[1])
    assert undated["@type"] == "Article"


def test_the_series_leads_to_its_visible_neighbours(client, make_event):
    series = Series.objects.create(title="Talks", slug="talks")
    pages = [make_event(f"Talk {n}", series=series, number_in_series=n, live=n != 2) for n in (1, 2, 3, 4)]
    text = text_of(client, pages[2])
    assert "Talk 1</a>" in text
    assert "Talk 4</a>" in text
    assert "Talk 2" not in text


def test_reading_time_is_computed_from_the_words_unless_it_is_set(make_event):
    page = make_event(takeaways=[{"headline": "One", "body": f"<p>{'word ' * 600}</p>"}])
    assert page.reading_time == 3
    page.reading_minutes = 8
    assert page.reading_time == 8


def test_a_draft_event_looks_like_one_that_never_was(client, make_event):
    draft, public = (
        make_event("Same", slug=f"s{live}", live=live, starts_on=datetime.date(2030, 1, 1), takeaways=["T"])
        for live in (False, True)
    )
    assert public.slug in client.get("/events/").content.decode()
    for address in ("/events/{0.slug}/", "/events/{0.slug}.ics", "/api/v1/events/{0.pk}"):
        assert client.get(address.format(draft)).status_code == 404
        assert client.get(address.format(public)).status_code == 200
    for address in ("/events/", "/events/coming.ics", "/feeds/events.atom", "/api/v1/events/"):
        assert draft.slug not in client.get(address).content.decode()


def test_the_resource_list_can_be_taken_away_in_each_format(client, record):
    for extension in ("bib", "ris", "json", "txt"):
        response = client.get(f"/resources/export.{extension}?event={record.pk}")
        assert response.status_code == 200
        assert "Guide to care" in response.content.decode()
    assert client.get(f"/resources/export.exe?event={record.pk}").status_code == 404


def test_a_page_of_many_takeaways_asks_no_more_of_the_database_than_one_of_few(
    client, make_event, make_theme, django_assert_max_num_queries
):
    def rows(count):
        return [{"headline": f"T{n}", "themes": [make_theme(f"Theme {n % 3}")]} for n in range(count)]

    few, many = make_event("Few", takeaways=rows(3)), make_event("Many", takeaways=rows(20))
    assert Takeaway.objects.count() == 23
    text_of(client, few)
    with django_assert_max_num_queries(40) as few_queries:
        text_of(client, few)
    with django_assert_max_num_queries(len(few_queries)):
        text_of(client, many)
