"""The overview of events, its feed, its calendar and its data."""

import datetime

import feedparser
import icalendar
import pytest
from django.utils import timezone

from events.models import Series

TODAY = timezone.localdate()
SOON, LONG_AGO = TODAY + datetime.timedelta(days=9), datetime.date(2021, 3, 4)


def text_of(client, address: str = "/events/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_coming_events_stand_before_past_ones(client, make_event):
    make_event("Old one", starts_on=LONG_AGO)
    make_event("New one", starts_on=SOON)
    text = text_of(client)
    assert text.index("New one") < text.index("Held and recorded") < text.index("Old one")


def test_an_event_that_runs_over_several_days_is_not_past_before_its_last(client, make_event):
    make_event("Long one", starts_on=TODAY - datetime.timedelta(days=2), ends_on=TODAY)
    assert "Nothing here yet" not in text_of(client)


def test_filters_are_alternatives_within_and_narrow_between(client, make_event, make_theme):
    series = Series.objects.create(title="Talks", slug="talks")
    make_event("Visit of May", kind="visit", starts_on=datetime.date(2022, 5, 1), languages=["fr"])
    make_event(
        "Talk of June",
        series=series,
        starts_on=datetime.date(2022, 6, 1),
        takeaways=[{"headline": "T", "themes": [make_theme()]}],
    )
    make_event("Workshop of July", kind="workshop", starts_on=datetime.date(2023, 7, 1))

    def found(query):
        text = text_of(client, f"/events/?{query}")
        return [name for name in ("Visit of May", "Talk of June", "Workshop of July") if name in text]

    assert found("kind=visit&kind=workshop") == ["Visit of May", "Workshop of July"]
    assert found("kind=visit&year=2023") == []
    assert found("theme=trauma-care") == ["Talk of June"]
    assert found("series=talks") == ["Talk of June"]
    assert found("language=fr") == ["Visit of May"]
    assert found("year=2022&kind=visit&kind=webinar") == ["Visit of May", "Talk of June"]


def test_a_filter_finds_coming_events_too(client, make_event):
    make_event("New visit", kind="visit", starts_on=SOON)
    make_event("Old visit", kind="visit", starts_on=LONG_AGO)
    text = text_of(client, "/events/?kind=visit")
    assert text.index("New visit") < text.index("Old visit")


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=abc", "page=999999", "page=%00", "page=" + "9" * 5000, "page=²"]
)
def test_a_page_that_does_not_exist_gives_one_that_does_and_a_sentence(client, make_event, query):
    make_event("Only one", starts_on=LONG_AGO)
    text = text_of(client, f"/events/?{query}")
    assert "Only one" in text
    assert "There " in text


@pytest.mark.parametrize(
    "query", ["kind=picnic", "theme=%00", "year=x", "series=%ED%A0%80", "language=" + "x" * 10_000, "kind=visit%27--"]
)
def test_an_unknown_value_is_left_out_with_a_sentence(client, make_event, query):
    make_event("Only one", starts_on=LONG_AGO)
    text = text_of(client, f"/events/?{query}")
    assert "Only one" in text
    assert "not known here" in text


def test_an_empty_overview_says_so(client, home):
    assert "Nothing here yet" in text_of(client)


def test_long_lists_are_paged_and_keep_the_filter(client, make_event):
    for number in range(26):
        make_event(f"Visit {number:02}", kind="visit", starts_on=LONG_AGO)
    assert "kind=visit&amp;page=2" in text_of(client, "/events/?kind=visit")
    assert text_of(client, "/events/?kind=visit&page=2").count('<article class="card"') == 2


def test_the_overview_asks_as_much_for_five_as_for_fifty(client, make_event, make_theme, django_assert_max_num_queries):
    def some(count):
        for number in range(count):
            day = SOON if number % 2 else LONG_AGO
            make_event(starts_on=day, takeaways=[{"headline": "T", "themes": [make_theme(f"Theme {number % 4}")]}])

    some(5)
    text_of(client)
    with django_assert_max_num_queries(40) as five:
        text_of(client)
    some(45)
    with django_assert_max_num_queries(len(five)):
        text_of(client)


def test_the_feed_is_well_formed_and_holds_what_is_published(client, make_event, make_theme):
    make_event(
        "Shown <b>", introduction="<p>About\x0b it.</p>", takeaways=[{"headline": "T", "themes": [make_theme()]}]
    )
    make_event("Hidden", live=False)
    feed = feedparser.parse(client.get("/feeds/events.atom").content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Shown <b>"]
    assert feed.entries[0].tags[0].term == "Trauma care"


def test_a_calendar_file_gives_the_moment_and_no_invented_end(client, make_event):
    page = make_event(
        "Talk, with; marks",
        slug="talk",
        starts_on=datetime.date(2030, 1, 5),
        starts_at=datetime.time(14),
        time_zone="Asia/Almaty",
    )
    response = client.get("/events/talk.ics")
    assert response["Content-Type"].startswith("text/calendar")
    entry = icalendar.Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert entry["summary"] == "Talk, with; marks"
    assert entry["dtstart"].dt == datetime.datetime(2030, 1, 5, 9, tzinfo=datetime.UTC)
    assert "dtend" not in entry
    assert entry["url"].endswith(page.url)


def test_an_event_of_whole_days_is_one_in_the_calendar_too(client, make_event):
    make_event("Summit", slug="summit", starts_on=datetime.date(2030, 1, 5), ends_on=datetime.date(2030, 1, 6))
    entry = icalendar.Calendar.from_ical(client.get("/events/summit.ics").content).walk("VEVENT")[0]
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (datetime.date(2030, 1, 5), datetime.date(2030, 1, 7))


def test_an_event_without_a_day_has_no_calendar_file(client, make_event):
    page = make_event("Undated", slug="undated")
    assert "undated.ics" not in text_of(client, page.url)
    assert client.get("/events/undated.ics").status_code == 404


def test_the_calendar_of_coming_events_holds_no_past_one(client, make_event):
    make_event("Coming one", starts_on=SOON)
    make_event("Past one", starts_on=LONG_AGO)
    entries = icalendar.Calendar.from_ical(client.get("/feeds/events.ics").content).walk("VEVENT")
    assert [str(entry["summary"]) for entry in entries] == ["Coming one"]


def test_the_data_say_what_the_page_says_and_nothing_else(client, make_event, make_theme):
    page = make_event(
        "Talk",
        slug="talk",
        starts_on=LONG_AGO,
        takeaways=[{"headline": "One", "body": "<p>Text.</p>", "themes": [make_theme()]}],
    )
    found = client.get(f"/api/v1/events/{page.pk}").json()
    url = f"http://localhost{page.url}#takeaway-1"
    assert found["takeaways"] == [
        {"number": 1, "kind": "finding", "headline": "One", "body": "Text.", "themes": ["trauma-care"], "url": url}
    ]
    assert {"transcript", "consent", "owner", "join_url", "capacity"} & set(found) == set()
    assert [
        item["title"] for item in client.get("/api/v1/events/?theme=trauma-care&kind=webinar&year=2021").json()["items"]
    ] == ["Talk"]
    assert client.get("/api/v1/events/?kind=picnic").json()["items"] == []


@pytest.mark.parametrize(
    "address",
    [
        "?page=0",
        "?page=abc",
        "?year=x",
        "?year=0",
        "?year=99999",
        "?kind=%00",
        "?theme=%00",
        "999999",
        "%00/",
        "never/",
    ],
)
def test_bad_input_to_the_data_gets_an_answer(client, home, address):
    assert client.get(f"/api/v1/events/{address}").status_code in (400, 404, 422)


def test_a_card_spells_themes_as_the_vocabulary_does(client, make_event, make_theme):
    make_event(starts_on=LONG_AGO, takeaways=[{"headline": "T", "themes": [make_theme("Women's employment")]}])
    assert "Women&#x27;s employment</p>" in text_of(client)
