"""Editors at work on a practice in the CMS, through the forms themselves."""

import datetime

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from practices.hints import hints
from practices.models import PracticeIndexPage, PracticePage
from practices.sections import STREAMS


def block(title: str) -> tuple[str, dict]:
    return "block", {"title": title, "purpose": "", "what_is_done": "Something.", "needs": "", "lesson": "", "role": ""}


def form(publish: bool = True, **values) -> dict:
    data = {
        "title": "Open doors", "slug": "open-doors", "extent": "snapshot", "claim": "Helps.", "vetting": "not_vetted",
        "evidence": "E0", "licence": "CC-BY-4.0", "references": inline_formset([]), "themes": "",
    }  # fmt: skip
    data |= {name: streamfield([]) for name in STREAMS} | values
    if publish:
        data["action-publish"] = "publish"
    return nested_form_data(data)


def create(cms, **values):
    section = PracticeIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", section.pk])
    return cms.post(address, form(**values))


def words_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_snapshot_is_published(cms, make_city):
    assert create(cms, cities=(make_city().pk,)).status_code == 302
    page = PracticePage.objects.get()
    assert page.live
    assert [city.name for city in page.cities.all()] == ["Aktau"]


def test_a_full_entry_with_one_building_block_is_refused_in_words_and_with_two_accepted(cms, home):
    refused = create(cms, extent="full", building_blocks=streamfield([block("One")]))
    assert "at least two building blocks" in words_of(refused)
    assert not PracticePage.objects.exists()
    assert create(cms, extent="full", building_blocks=streamfield([block("One"), block("Two")])).status_code == 302


def test_a_full_entry_without_building_blocks_may_wait_as_a_draft(cms, home):
    assert create(cms, publish=False, extent="full").status_code == 302
    page = PracticePage.objects.get()
    assert not page.live
    assert any("at least two building blocks" in hint for hint in hints(page.get_latest_revision_as_object()))


@pytest.mark.parametrize(
    "values",
    [
        {"summary": "It began in aktau in spring."},
        {"lead_organisation": "City of Aktau"},
        {"title": "Open doors in Aktau"},
        {"slug": "open-doors-in-aktau"},
        {"lessons": streamfield([("item", "Ask Aktau's schools.")])},
    ],
)
def test_an_entry_that_names_its_withheld_place_is_refused(cms, make_city, values):
    city = make_city("Aktau")
    refused = create(cms, cities=(city.pk,), place_withheld="on", **values)
    assert "the city whose place is withheld" in words_of(refused)
    assert not PracticePage.objects.exists()
    assert create(cms, cities=(city.pk,), **values).status_code == 302


def test_a_name_that_only_ends_like_the_city_is_no_reason_to_refuse(cms, make_city):
    city = make_city("Bad")
    values = {"summary": "We forbad nothing.", "building_blocks": streamfield([block("One"), block("Two")])}
    assert create(cms, cities=(city.pk,), place_withheld="on", **values).status_code == 302


def test_an_end_before_the_start_is_refused_in_words(cms, home):
    assert "The end is before the start." in words_of(create(cms, started="2020", ended="2019"))
    assert create(cms, started="2019", ended="2020").status_code == 302


def test_a_text_over_its_limit_says_how_many_words_it_has(cms, home):
    assert "This text has 121 words; the limit is 120" in words_of(create(cms, summary="word " * 121))


def test_hints_name_what_is_missing_and_a_whole_entry_gets_none(make_practice, make_city, make_theme):
    bare = make_practice(claim="", running_state="stopped", evidence="E2", vetting="vetted")
    found = " ".join(hints(bare))
    for words in (
        "only the title",
        "no theme page",
        "did not work",
        "by place",
        "not by whom",
        "no outcome",
        "Say why",
    ):
        assert words in found
    whole = make_practice(cities=[make_city()], themes=[make_theme()], what_did_not_work="The evenings.")
    assert hints(whole) == []


def test_hints_are_shown_after_saving(cms, home):
    section = PracticeIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", section.pk])
    assert "Without a theme" in words_of(cms.post(address, form(), follow=True))


def test_the_table_of_practices_opens_and_filters(cms, make_practice, make_city):
    make_practice("Checked one", vetting="vetted", cities=[make_city()], valid_until=datetime.date(2031, 1, 2))
    make_practice("Other one")
    address = reverse("practice_listing:index")
    text = words_of(cms.get(address))
    assert "Checked one" in text
    assert "Aktau (Kazakhstan)" in text
    assert "Other one" not in words_of(cms.get(address, {"vetting": "vetted"}))


def test_the_form_and_the_preview_open(cms, make_practice):
    page = make_practice("Open doors")
    assert cms.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert cms.post(address, form(problem="Nobody came.")).json()["is_valid"]
    assert "Nobody came." in words_of(cms.get(address))
