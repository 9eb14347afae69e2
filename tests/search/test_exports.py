"""A list of results as a feed, a table and a bibliography: the same question, the same visibility."""

import csv
import io

import feedparser
import pytest
from django.core.management import call_command

from search.exports import table_cell


@pytest.fixture
def found(worker, make_practice, make_resource):
    make_resource("=HYPERLINK(1) mentoring", year=2020)
    make_resource("Mentoring in prison")
    page = make_practice("Mentoring at school", claim="+mentors for all")
    page.save_revision().publish()
    worker()
    return page


def lines(client, address: str) -> list[list[str]]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_xss_10_a_table_holds_every_result_and_no_formula(client, found):
    rows = lines(client, "/search/results.csv?q=mentoring")
    assert len(rows) == 4
    cells = [cell for row in rows for cell in row]
    assert "'=HYPERLINK(1) mentoring" in cells
    assert "'+mentors for all" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1", "＝1"])
def test_xss_10_no_cell_begins_like_a_formula(text):
    assert table_cell(text).startswith("'")


def test_plain_words_stay_as_they_are():
    assert table_cell("Housing – first = always") == "Housing – first = always"


def test_a_table_says_nothing_of_what_was_taken_back(client, worker, found):
    found.unpublish()
    assert "Mentoring at school" not in str(lines(client, "/search/results.csv?q=mentoring"))
    worker()
    assert len(lines(client, "/search/results.csv?q=mentoring")) == 3


def test_a_feed_names_what_was_found_and_keeps_the_choices(client, found):
    feed = feedparser.parse(client.get("/search/results.atom?q=mentoring&type=practice").content)
    assert [entry.title for entry in feed.entries] == ["Practice: Mentoring at school"]
    assert feed.feed.title == "Search: mentoring"
    assert feed.feed.link.endswith("/search/?q=mentoring&type=practice")
    assert not feed.bozo


def test_a_bibliography_holds_the_works_alone(client, found):
    text = client.get("/search/results.ris?q=mentoring").content.decode()
    assert text.count("TY  -") == 2
    assert "Mentoring at school" not in text
    assert client.get("/search/results.exe?q=mentoring").status_code == 404


def test_the_page_links_to_them_with_its_whole_state(client, found):
    text = client.get("/search/?q=mentoring&type=resource").content.decode()
    for name in ("atom", "csv", "bib", "ris", "json", "txt"):
        assert f"/search/results.{name}?q=mentoring&amp;type=resource" in text
    assert "results.bib" not in client.get("/search/?q=mentoring&type=practice").content.decode()


@pytest.mark.parametrize(
    "address", ["/search/results.csv", "/search/results.atom", "/search/results.bib", "/search/suggestions/"]
)
@pytest.mark.parametrize(
    "query", ["", "q=%00", "page=9", "theme=nothing", "q=" + "a" * 10_000, "type=resource&type=x", "q=%ED%A0%80"]
)
def test_bad_input_gets_an_answer(client, found, address, query):
    assert client.get(f"{address}?{query}").status_code in (200, 400)


def test_nothing_but_reading_is_answered(client, found):
    for address in ("/search/results.csv", "/search/results.bib", "/search/suggestions/"):
        assert client.post(address).status_code == 405


def test_acl_13_suggestions_name_titles_themes_and_cities_that_anybody_may_see(
    client, worker, found, make_theme, make_city
):
    make_theme("Mental health")
    make_city("Mentaville")
    call_command("reindex", verbosity=0)
    rows = client.get("/search/suggestions/?q=men").json()["suggestions"]
    assert [row["kind"] for row in rows] == ["Theme", "City", "Practice", "Resource", "Resource"]
    found.unpublish()
    rows = client.get("/search/suggestions/?q=men").json()["suggestions"]
    assert "Mentoring at school" not in [row["title"] for row in rows]


def test_a_search_for_nothing_known_offers_what_is_near_and_what_to_try(client, worker, make_theme):
    make_theme("Housing")
    worker()
    text = client.get("/search/?q=zzz+qqq").content.decode()
    assert "Nothing found" in text
    assert "fewer or other words" in text
    text = client.get("/search/?q=houzing&type=practice").content.decode()
    assert "Search again without the filters" in text
    assert "Housing" in text


def test_a_slip_of_the_hand_is_named_and_leads_to_the_better_spelling(client, found):
    text = client.get("/search/?q=mentorng&type=practice").content.decode()
    assert "Did you mean" in text
    assert "?q=Mentoring&amp;type=practice" in text
    assert "Did you mean" not in client.get("/search/?q=mentoring").content.decode()


def test_a_result_in_another_language_names_its_language_and_says_why_it_is_there(client, worker, found, make_resource):
    make_resource("Mentorat à l’école mentoring", languages=["fr"])
    worker()
    text = client.get("/search/?q=mentoring").content.decode()
    assert "French" in text
    assert "Why this result" in text
    assert "its title matches" in text
