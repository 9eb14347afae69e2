"""The bibliography on the site: its list, its records, its exports, feed and data."""

import json

import bibtexparser
import feedparser
import pytest
import rispy
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import EventResource
from practices.models import PracticeReference

NAMES = ("Alpha work", "Beta work", "Gamma work")


@pytest.fixture
def three(make_resource, make_theme, make_country):
    """Three works that differ in everything a reader can filter by."""
    care = make_theme()
    alpha = make_resource(
        "Alpha work", themes=[care], year=2020, kind="toolkit", languages=["en", "fr"], authors=["An Institute"]
    )
    alpha.countries.add(make_country("KZ"))
    make_resource(
        "Beta work", themes=[make_theme("Grief", parent=care)], year=2021, kind="article", languages=["ar"], evidence_kind="evaluation",
        authors=[("Example", "Ada")], publisher="House of examples",
    )  # fmt: skip
    make_resource("Gamma work", year=None, kind="report", languages=["en"])


def text_of(client, address: str = "/resources/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def found(client, query: str, address: str = "/resources/") -> set[str]:
    text = text_of(client, f"{address}?{query}")
    return {name for name in NAMES if name in text}


CHOSEN = [
    ("", set(NAMES)),
    ("theme=trauma-care", {"Alpha work", "Beta work"}),
    ("theme=grief", {"Beta work"}),
    ("kind=toolkit&kind=report", {"Alpha work", "Gamma work"}),
    ("kind=toolkit&year=2021", set()),
    ("year=2020&year=2021", {"Alpha work", "Beta work"}),
    ("language=ar&language=fr", {"Alpha work", "Beta work"}),
    ("country=kz", {"Alpha work"}),
    ("evidence=evaluation", {"Beta work"}),
]


@pytest.mark.parametrize(
    ("query", "names"),
    [*CHOSEN, ("q=examples+BETA", {"Beta work"}), ("q=institute&kind=article", set()), ("q=%00", set(NAMES))],
)
def test_filters_are_alternatives_within_and_narrow_between(client, three, query, names):
    assert found(client, query) == names
    assert found(client, query, "/resources/export.txt") == names


@pytest.mark.parametrize(("query", "names"), CHOSEN)
def test_the_data_are_filtered_like_the_list(client, three, query, names):
    assert {item["title"] for item in client.get(f"/api/v1/resources/?{query}").json()["items"]} == names


def test_words_can_be_taken_away_and_filters_kept(client, three):
    text = text_of(client, "/resources/?q=work&kind=toolkit")
    assert 'href="?kind=toolkit"' in text
    assert 'href="?q=work"' in text
    assert "export.bib?kind=toolkit&amp;q=work" in text
    assert "Nothing fits all these filters" in text_of(client, "/resources/?q=nowhere")


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=abc",
        "page=999999",
        "page=%00",
        "kind=picnic",
        "year=x",
        "language=" + "x" * 10_000,
        "country=%ED%A0%80",
    ],
)
def test_bad_input_gets_a_list_and_a_sentence(client, three, query):
    text = text_of(client, f"/resources/?{query}")
    assert "Alpha work" in text
    assert "There " in text or "not known here" in text


@pytest.mark.parametrize("address", ["?page=0", "?year=x", "?kind=%00", "?theme=%00", "?language=xx", "never", "%00"])
def test_bad_input_to_the_data_gets_an_answer(client, three, address):
    response = client.get(f"/api/v1/resources/{address}")
    assert response.status_code in (400, 404, 422) or response.json()["items"] == []


def test_a_record_says_what_is_known_and_where_it_is_cited(client, make_resource, make_practice, make_event):
    work = make_resource(
        "Guide to care", slug="guide", authors=["An Institute", ("Example", "Ada")], why_it_matters="Short and plain.",
        url="https://works.example/guide", doi="10.1000/1", link_state="works",
    )  # fmt: skip
    for maker, title, live in ((make_practice, "Open doors", True), (make_practice, "Draft doors", False)):
        page = maker(title, live=live)
        page.references = [PracticeReference(resource=work)]
        page.save()
    event = make_event("Coming home")
    event.resource_list = [EventResource(resource=work)]
    event.save()
    text = text_of(client, "/resources/guide/")
    for words in (
        "An Institute; Example, Ada",
        "Short and plain.",
        "Open doors",
        "Coming home",
        "https://works.example/guide",
        "doi.org/10.1000/1",
    ):
        assert words in text
    assert "Draft doors" not in text
    assert "ISBN" not in text


def test_a_broken_link_is_not_offered(client, make_resource):
    make_resource(slug="gone", url="https://works.example/gone", link_state="broken")
    make_resource(slug="there", url="https://works.example/there")
    gone = text_of(client, "/resources/gone/")
    assert "no longer works" in gone
    assert 'class="button" href="https://works.example/gone"' not in gone
    assert 'class="button" href="https://works.example/there"' in text_of(client, "/resources/there/")


def test_a_work_that_is_not_shown_is_found_nowhere(client, make_resource):
    work = make_resource("Hidden work", slug="hidden", year=1987, live=False)
    places = (
        "/resources/",
        "/resources/export.bib",
        "/resources/export.json",
        "/feeds/resources.atom",
        "/api/v1/resources/",
    )
    assert all("Hidden work" not in text_of(client, place) and "1987" not in text_of(client, place) for place in places)
    single = ("/resources/hidden/", "/resources/export.bib?work=hidden", "/api/v1/resources/hidden")
    assert [client.get(place).status_code for place in single] == [404] * 3
    work.live = True
    work.save()
    assert all("Hidden work" in text_of(client, place) for place in (*places, *single))


def test_one_work_and_a_page_s_list_can_be_taken_away(client, three, make_practice, make_event, make_resource):
    mine, yours = make_resource("Mine", slug="mine"), make_resource("Yours", slug="yours")
    practice, event = make_practice(), make_event()
    practice.references = [PracticeReference(resource=mine)]
    event.resource_list = [EventResource(resource=yours)]
    practice.save()
    event.save()

    def titles(query: str) -> list[str]:
        return [row["title"] for row in json.loads(text_of(client, f"/resources/export.json?{query}"))]

    assert titles("work=mine") == ["Mine"]
    assert titles(f"practice={practice.pk}") == ["Mine"]
    assert titles(f"event={event.pk}") == ["Yours"]
    assert f"export.bib?practice={practice.pk}" in text_of(client, practice.url)
    practice.live = False
    practice.save()
    for key in (practice.pk, "999999", "x", "²", "%00", ""):
        assert titles(f"practice={key}") == []


def test_every_format_is_understood_by_a_reader_of_that_format(client, three):
    assert len(bibtexparser.loads(text_of(client, "/resources/export.bib")).entries) == 3
    assert {entry["title"] for entry in rispy.loads(text_of(client, "/resources/export.ris"))} == set(NAMES)
    assert {row["title"] for row in json.loads(text_of(client, "/resources/export.json"))} == set(NAMES)
    assert len(text_of(client, "/resources/export.txt").splitlines()) == 3


@pytest.mark.parametrize(
    "address",
    [
        "/resources/export.doc",
        "/resources/export.BIB",
        "/resources/export.%00",
        "/resources/export.bib?work=never",
        "/resources/never/",
    ],
)
def test_an_unknown_format_or_work_is_not_found(client, three, address):
    assert client.get(address).status_code in (400, 404)


def test_the_feed_tells_of_new_works(client, three):
    feed = feedparser.parse(client.get("/feeds/resources.atom").content)
    assert not feed.bozo
    assert {entry.title for entry in feed.entries} == {"Alpha work (2020)", "Beta work (2021)", "Gamma work"}


def test_words_of_a_record_are_never_markup(client, make_resource):
    nasty = "</script><script>alert(1)</script>"
    make_resource(f"T {nasty}", slug="nasty", abstract=nasty, publisher=nasty, authors=[nasty])
    for address in ("/resources/", "/resources/nasty/"):
        assert "<script>alert" not in text_of(client, address)


@pytest.mark.parametrize(
    "address",
    ["/resources/", "/resources/export.bib", "/resources/export.json", "/api/v1/resources/", "/resources/first/"],
)
def test_more_works_ask_no_more_of_the_database(client, make_resource, make_theme, make_practice, address):
    theme = make_theme()
    first = make_resource(slug="first", themes=[theme])

    def asked() -> list[str]:
        text_of(client, address)  # the frame is remembered from here on
        with CaptureQueriesContext(connection) as queries:
            text_of(client, address)
        return [query["sql"] for query in queries]

    def fill(count: int) -> None:
        for _one in range(count):
            make_resource(authors=["An Institute", ("Example", "Ada")], themes=[theme])
            page = make_practice()
            page.references = [PracticeReference(resource=first)]
            page.save()

    fill(5)
    few = asked()
    fill(25)
    many = asked()
    assert len(few) == len(many) <= 12
    assert len(many) == len(set(many))
