"""The list of practices, its filters, its feed and its data."""

import datetime

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

NAMES = ("Doors", "Tables", "Gardens")


@pytest.fixture
def three(make_practice, make_city, make_theme):
    """Three entries that differ in everything a reader can filter by."""
    care = make_theme()
    make_practice(
        "Doors", themes=[care], cities=[make_city("Aktau")], target_groups=["youth"], prevention_levels=["primary"], evidence="E1",
        vetting="vetted", running_state="running",
    )  # fmt: skip
    make_practice(
        "Tables", themes=[make_theme("Grief", parent=care)], cities=[make_city("Lyon", "FR")], target_groups=["women", "youth"],
        prevention_levels=["tertiary"], evidence="E3", running_state="stopped",
    )  # fmt: skip
    make_practice(
        "Gardens", themes=[make_theme("Housing")], target_groups=["women"], prevention_levels=["primary"], evidence="E1"
    )


def text_of(client, address: str = "/practices/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def found(client, query: str) -> set[str]:
    text = text_of(client, f"/practices/?{query}")
    return {name for name in NAMES if f">{name}<" in text}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Doors", "Tables", "Gardens"}),
        ("theme=trauma-care", {"Doors", "Tables"}),
        ("theme=grief", {"Tables"}),
        ("evidence=E1", {"Doors", "Gardens"}),
        ("evidence=E1&evidence=E3", {"Doors", "Tables", "Gardens"}),
        ("vetting=vetted", {"Doors"}),
        ("country=fr", {"Tables"}),
        ("country=fr&country=kz", {"Doors", "Tables"}),
        ("target=youth&target=women", {"Doors", "Tables", "Gardens"}),
        ("target=youth&level=primary", {"Doors"}),
        ("state=stopped", {"Tables"}),
        ("state=stopped&evidence=E1", set()),
        ("theme=", {"Doors", "Tables", "Gardens"}),
    ],
)
def test_filters_are_alternatives_within_and_narrow_between(client, three, query, names):
    assert found(client, query) == names


def test_an_empty_result_says_what_to_do(client, three):
    text = text_of(client, "/practices/?state=stopped&evidence=E1")
    assert 'href="/practices/"' in text
    assert not found(client, "state=stopped&evidence=E1")


def test_a_withheld_place_is_found_by_its_country_only_where_the_country_is_said(
    client, make_practice, make_city, make_country
):
    city = make_city("Aktau")
    make_practice("Doors", cities=[city], place_withheld=True)
    make_practice("Gardens", cities=[city])
    assert found(client, "country=kz") == {"Gardens"}
    make_practice("Tables", cities=[city], place_withheld=True, country=make_country("KZ"))
    assert found(client, "country=kz") == {"Gardens", "Tables"}


def test_the_country_of_a_draft_or_of_an_unpublished_city_is_no_choice(client, make_practice, make_city):
    make_practice("Doors", cities=[make_city("Aktau")], live=False)
    make_practice("Tables", cities=[make_city("Lyon", "FR", live=False)])
    make_practice("Gardens", cities=[make_city("Nairobi", "KE")])
    text = text_of(client)
    assert "Kazakhstan" not in text
    assert "France" not in text
    assert "Kenya" in text


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=abc", "page=999999", "page=%00", "page=" + "9" * 5000, "page=²"]
)
def test_a_page_that_does_not_exist_gives_one_that_does_and_a_sentence(client, make_practice, query):
    make_practice("Doors")
    text = text_of(client, f"/practices/?{query}")
    assert ">Doors<" in text
    assert "There " in text


@pytest.mark.parametrize(
    "query", ["evidence=E9", "theme=%00", "country=%ED%A0%80", "target=" + "x" * 10_000, "vetting=vetted%27--"]
)
def test_an_unknown_value_is_left_out_with_a_sentence(client, make_practice, query):
    make_practice("Doors")
    text = text_of(client, f"/practices/?{query}")
    assert ">Doors<" in text
    assert "not known here" in text


def test_long_lists_are_paged_and_keep_the_filter(client, make_practice):
    for number in range(26):
        make_practice(f"Entry {number:02}", evidence="E1")
    text = text_of(client, "/practices/?evidence=E1")
    assert text.count('class="card"') + text.count('class="card ') == 24
    assert "evidence=E1&amp;page=2" in text


def test_the_list_asks_no_more_of_the_database_for_more_rows(client, make_practice, make_city, make_theme):
    def asked() -> list[str]:
        text_of(client)  # the frame is remembered from here on
        with CaptureQueriesContext(connection) as queries:
            text_of(client)
        return [query["sql"] for query in queries]

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            make_practice(cities=[make_city(f"City {number}")], themes=[make_theme(f"Theme {number}")])

    fill(0, 5)
    few = asked()
    fill(5, 30)
    many = asked()
    assert len(few) == len(many) <= 12
    assert len(many) == len(set(many))


def test_the_feed_tells_of_visible_entries_in_the_language_of_its_address(client, make_practice):
    now = datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC)
    make_practice("Shown <b>", first_published_at=now, last_published_at=now)
    make_practice("Draft", live=False)
    make_practice("Portes", language="fr", first_published_at=now, last_published_at=now)
    english = feedparser.parse(client.get("/feeds/practices.atom").content)
    assert not english.bozo
    assert [entry.title for entry in english.entries] == ["Shown <b>"]
    french = feedparser.parse(client.get("/fr/feeds/practices.atom").content)
    assert [entry.title for entry in french.entries] == ["Portes"]


def test_the_data_say_what_the_page_says_and_nothing_else(client, three, make_practice):
    make_practice("Draft", live=False)
    answer = client.get("/api/v1/practices/").json()
    assert answer["count"] == 3
    row = next(item for item in answer["items"] if item["title"] == "Doors")
    assert (row["cities"], row["countries"], row["themes"], row["evidence"]) == (
        ["Aktau"],
        ["KZ"],
        ["trauma-care"],
        "E1",
    )
    detail = client.get(f"/api/v1/practices/{row['id']}").json()
    assert {"owner", "contributors", "live", "path", "contact"} & set(detail) == set()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("theme=trauma-care", {"Doors", "Tables"}),
        ("evidence=E3", {"Tables"}),
        ("vetting=vetted", {"Doors"}),
        ("country=fr", {"Tables"}),
        ("target=women", {"Tables", "Gardens"}),
        ("level=primary&evidence=E1", {"Doors", "Gardens"}),
        ("state=stopped", {"Tables"}),
        ("language=fr", set()),
    ],
)
def test_the_data_are_filtered_like_the_list(client, three, query, names):
    assert {item["title"] for item in client.get(f"/api/v1/practices/?{query}").json()["items"]} == names


@pytest.mark.parametrize(
    "address", ["?page=0", "?page=abc", "?theme=%00", "?evidence=E9", "999999", "%00/", "never/", "?country=%ED%A0%80"]
)
def test_bad_input_to_the_data_gets_an_answer(client, three, address):
    response = client.get(f"/api/v1/practices/{address}")
    assert response.status_code in (400, 404, 422) or response.json()["items"] == []
