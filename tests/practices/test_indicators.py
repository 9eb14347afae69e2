"""What readers find in the library of indicators, and what they do not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import Indicator

from ..builders import make_city, make_practice, make_theme
from .test_practice_page import stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator():
    return make_indicator("in-school")


def make_indicator(slug: str, **fields) -> Indicator:
    words = dict.fromkeys(("definition", "how_to_measure", "ethics", "source"), "In plain words.")
    return Indicator.objects.create(
        **{"slug": slug, "name": slug.title(), "kind": "number", "good_direction": "higher", "live": True}
        | words
        | fields
    )


def reporting(title: str, *, cities=(), value="40", **fields):
    outcome = {"indicator": "School", "direction": "worse", "value": value, "library": "in-school", "caveat": "=1+1"}
    return make_practice(title, cities=cities, outcomes=stream("outcomes", outcome), **fields)


def body(client, address="/indicators/in-school/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def both(client) -> str:
    return body(client) + body(client, "/indicators/in-school.csv")


def test_a_reader_finds_what_a_published_practice_reports_and_that_it_got_worse(client, indicator):
    reporting("Back to class", cities=[make_city("Aktau")])
    assert "In-School" in body(client, "/indicators/")
    for text in (body(client), body(client, "/indicators/in-school.csv")):
        assert "Back to class" in text and "Aktau" in text and "40" in text and "worse" in text


def test_nobody_reads_what_a_draft_reports(client, indicator):
    reporting("Back to class", live=False)
    assert "Back to class" not in both(client)
    assert "Nothing was reported" in body(client)


def test_a_practice_whose_place_is_withheld_shows_no_city(client, indicator):
    reporting("Back to class", cities=[make_city("Aktau")], place_withheld=True)
    assert "Back to class" in body(client) and "Aktau" not in both(client)


def test_an_unpublished_city_is_not_named(client, indicator):
    reporting("Back to class", cities=[make_city("Aktau", live=False)])
    assert "Back to class" in body(client) and "Aktau" not in both(client)


@pytest.mark.parametrize("value", ["7", "3 of 40", "٣", "0", "7 women."])
def test_a_figure_under_ten_is_told_as_a_band(client, indicator, value):
    reporting("Back to class", value=value)
    assert "fewer than 10" in body(client) and value not in body(client, "/indicators/in-school.csv").split("Caveat")[
        1
    ].split(",")


@pytest.mark.parametrize("value", ["10", "7 %", "7.5", "1,200"])
def test_other_figures_are_told_as_they_are(client, indicator, value):
    reporting("Back to class", value=value)
    assert value in body(client) and "fewer than 10" not in both(client)


def test_no_spreadsheet_takes_a_caveat_for_a_formula(client, indicator):
    reporting("Back to class")
    assert ",'=1+1" in body(client, "/indicators/in-school.csv")


def test_an_indicator_out_of_use_looks_like_one_that_never_was(client):
    make_indicator("in-school", live=False)
    for name in ("in-school", "never"):
        for address in (f"/indicators/{name}/", f"/indicators/{name}.csv"):
            assert client.get(address).status_code == 404
    assert "In-School" not in body(client, "/indicators/")


def test_a_reader_narrows_the_list_to_a_theme(client, indicator):
    theme = make_theme("Schooling")
    indicator.themes.add(theme)
    make_indicator("housed", name="Housed")
    narrowed = body(client, f"/indicators/?theme={theme.slug}")
    assert "In-School" in narrowed and "Housed" not in narrowed
    for unknown in ("nothing", "%00", "%27"):
        assert "No indicator here yet." in body(client, f"/indicators/?theme={unknown}")


def test_fifty_reports_and_indicators_take_no_more_queries_than_five(client, indicator):
    def queries(address: str) -> int:
        body(client, address)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            body(client, address)
        return len(seen)

    def fill(start: int, end: int) -> None:
        for number in range(start, end):
            reporting(f"Practice {number}", cities=[make_city(f"City {number}")])
            make_indicator(f"other-{number}").themes.add(make_theme(f"Theme {number % 3}"))

    addresses = ("/indicators/", "/indicators/in-school/", "/indicators/in-school.csv")
    fill(0, 5)
    few = [queries(address) for address in addresses]
    fill(5, 50)
    assert [queries(address) for address in addresses] == few


def test_a_theme_s_page_leads_to_what_may_be_measured_on_it_and_not_to_what_is_out_of_use(client, home, make_theme):
    theme = make_theme("Youth work")
    for slug, live in (("in-use", True), ("put-away", False)):
        row = Indicator.objects.create(
            slug=slug, name=f"Indicator {slug}", definition="-", how_to_measure="-", kind="number",
            good_direction="higher", ethics="-", source="-", live=live,
        )  # fmt: skip
        row.themes.add(theme)
    text = client.get(theme.get_absolute_url()).content.decode()
    assert "/indicators/in-use/" in text
    assert "put-away" not in text
