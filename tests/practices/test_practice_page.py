"""What a reader finds on the page of a practice."""

import datetime
import json
import re

import pytest
from django.utils import timezone

from network_site.pages.streams import stream_of
from practices import trust
from practices.models import PracticePage, PracticeReference

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def stream(name: str, *parts):
    return stream_of(PracticePage, name, parts, seed="test")


def block(title: str, **values) -> dict:
    return {"title": title, "what_is_done": "Something is done.", **values}


def text_of(client, page, prefix: str = "") -> str:
    response = client.get(prefix + page.url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def entry(make_practice, make_city, make_theme, make_resource):
    """A full, vetted entry with something in every part."""
    page = make_practice(
        "Open doors", cities=[make_city("Aktau")], themes=[make_theme()], extent="full", lead_organisation="Harbour office",
        problem="Nobody came.", what_is_done="Doors were opened.", what_did_not_work="The evenings.", may_not_fit="Villages.",
        target_groups=["youth"], vetting="vetted", checked_by="a practitioner", checked_on=datetime.date(2024, 3, 1),
        valid_until=datetime.date(2999, 1, 1), evidence="E3", strengths="Plain words.", change_note="New results.",
        building_blocks=stream("building_blocks", block("First block", role="core"), block("Second block")),
        outcomes=stream("outcomes", {"indicator": "Trust", "direction": "worse", "baseline": "40 %", "value": "30 %"}),
        lessons=stream("lessons", "Ask first."), conditions=stream("conditions", {"condition": "A room", "weight": "essential"}),
    )  # fmt: skip
    page.references = [
        PracticeReference(resource=make_resource("Guide to care", authors=["An Institute"]), why="A basis.")
    ]
    page.save()
    return page


def test_every_part_stands_in_the_order_in_which_a_reader_needs_it(client, entry):
    text = text_of(client, entry)
    order = [
        "Nobody came.",
        "Doors were opened.",
        "<h3>First block",
        "30 %",
        "The evenings.",
        "Villages.",
        "Ask first.",
        "Guide to care",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    for words in (
        "a practitioner",
        "E3 independently evaluated",
        "worse",
        "A basis.",
        "Plain words.",
        "New results.",
        "CC BY 4.0",
    ):
        assert words in text


def test_a_building_block_has_an_address_that_survives_its_neighbours(client, entry):
    anchors = re.findall(r'<article class="statement" id="(block-[0-9a-f]{8})"', text_of(client, entry))
    assert len(set(anchors)) == 2
    for anchor in anchors:
        assert f'href="#{anchor}"' in text_of(client, entry)
    del entry.building_blocks[0]
    entry.extent = "snapshot"
    entry.save()
    assert re.findall(r'id="(block-[0-9a-f]{8})"', text_of(client, entry)) == anchors[1:]


def test_a_label_without_a_value_is_not_shown(client, make_practice):
    text = text_of(client, make_practice("Bare", summary="", claim=""))
    for words in (
        "The problem",
        "Building blocks",
        "Outcomes",
        "Led by",
        "Cost",
        "References",
        "What changed",
        "Lessons",
    ):
        assert words not in text


def test_the_three_signals_keep_their_places(make_practice):
    for values in ({}, {"vetting": "vetted", "evidence": "E4"}):
        assert [signal["shape"] for signal in trust.signals(make_practice(**values))] == ["seal", "steps", "spread"]


def test_an_overdue_entry_says_so_and_one_in_time_does_not(client, make_practice):
    late = make_practice(vetting="vetted", valid_until=YESTERDAY)
    assert "due for a new look" in text_of(client, late)
    assert "was valid until" in text_of(client, late)
    today = make_practice(vetting="vetted", valid_until=timezone.localdate())
    assert "due for a new look" not in text_of(client, today)


def test_transfer_counts_visible_entries_that_derive_from_it_and_no_draft(client, make_practice):
    origin = make_practice("Origin")
    make_practice("Draft child", derived_from=origin, live=False)
    assert "no other city has reported trying it" in text_of(client, origin)
    make_practice("Public child", derived_from=origin)
    text = text_of(client, origin)
    assert "adapted in 1 other entry" in text
    assert "Public child" in text
    assert "Draft child" not in text


def test_an_entry_does_not_name_a_draft_it_derives_from(client, make_practice):
    hidden, shown = make_practice("Hidden origin", live=False), make_practice("Shown origin")
    assert "Hidden origin" not in text_of(client, make_practice(derived_from=hidden))
    assert "Shown origin" in text_of(client, make_practice(derived_from=shown))


def test_a_reference_that_is_still_a_draft_is_not_shown(client, entry, make_resource):
    entry.references.add(PracticeReference(resource=make_resource("Unseen work", live=False)))
    entry.save()
    assert "Unseen work" not in text_of(client, entry)
    assert "Guide to care" in text_of(client, entry)


SURFACES = ("/practices/", "/feeds/practices.atom", "/api/v1/practices/", "/themes/trauma-care/")


def test_a_withheld_place_is_named_nowhere(client, entry, make_country):
    """With the place open, the same entry names it: the twin differs only in the mark."""

    def said() -> str:
        pages = [text_of(client, entry), client.get(f"/api/v1/practices/{entry.pk}").content.decode()]
        pages += [client.get(address).content.decode() for address in SURFACES]
        return "".join(pages)

    assert "Aktau" in said()
    assert "Harbour office" in said()
    entry.place_withheld, entry.country = True, make_country("KZ")
    entry.partners = stream("partners", {"name": "Youth house of Mangystau", "support": []})
    entry.save()
    assert "Aktau" not in said()
    assert "Harbour office" not in said()
    assert "Mangystau" not in said()
    assert "Kazakhstan" in said()


def test_a_withheld_entry_is_on_no_page_of_its_city(client, entry):
    city = client.get("/cities/kazakhstan/aktau/").content.decode()
    assert "Open doors" in city
    entry.place_withheld = True
    entry.save()
    assert "Open doors" not in client.get("/cities/kazakhstan/aktau/").content.decode()


def test_a_city_that_is_not_published_is_not_named(client, make_practice, make_city):
    page = make_practice(cities=[make_city("Aktau", live=False), make_city("Almaty")])
    text = text_of(client, page) + client.get(f"/api/v1/practices/{page.pk}").content.decode()
    assert "Almaty" in text
    assert "Aktau" not in text


def test_structured_data_is_an_article_that_says_what_the_page_says(client, entry):
    found = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', text_of(client, entry), re.DOTALL)
    data = json.loads(found[1])
    assert data["@type"] == "Article"
    assert data["headline"] == "Open doors"
    assert data["author"]["name"] == "Harbour office"


def test_texts_are_shown_as_words_and_never_as_markup(client, make_practice):
    nasty = "</script><script>alert(1)</script>"
    page = make_practice(
        f"T {nasty}", slug="nasty", claim=nasty, problem=nasty, building_blocks=stream("building_blocks", block(nasty))
    )
    for text in (text_of(client, page), client.get("/practices/").content.decode()):
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text


def test_a_draft_and_a_page_that_never_was_look_the_same(client, make_practice):
    draft = make_practice("Secret draft", slug="secret", live=False)
    answers = [client.get("/practices/secret/"), client.get("/practices/never/")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Secret draft" not in answers[0].content.decode()
    draft.live = True
    draft.save()
    assert client.get("/practices/secret/").status_code == 200


def test_the_page_asks_no_more_of_the_database_for_more_relatives(
    client, entry, make_practice, make_city, django_assert_max_num_queries
):
    for number in range(20):
        make_practice(derived_from=entry, cities=[make_city(f"City {number}")])
    client.get(entry.url)  # the frame is remembered from here on
    with django_assert_max_num_queries(12):
        client.get(entry.url)


@pytest.mark.parametrize(
    ("started", "ended", "words"),
    [(2020, None, "since 2020"), (2020, 2022, "2020–2022"), (2020, 2020, "2020"), (None, 2022, "2022")],
)
def test_years_are_given_as_far_as_they_are_known(client, make_practice, started, ended, words):
    assert f">{words}<" in re.sub(r"\s+<", "<", text_of(client, make_practice(started=started, ended=ended)))
