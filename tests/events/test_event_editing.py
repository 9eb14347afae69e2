"""Organisers at work on an event in the CMS, through the forms themselves."""

import datetime

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from events.models import EventIndexPage, EventPage


def row(headline: str, **values) -> dict:
    values = {"number": "", "kind": "finding", "themes": "", "practices": (), "cities": (), "resources": ()} | values
    return values | {"headline": headline, "body": rich_text(f"<p>About {headline}.</p>")}


def form(takeaways, *, title="A webinar", initial=0, publish=False, **values) -> dict:
    data = {
        "title": title, "slug": "a-webinar", "kind": "webinar", "time_zone": "UTC", "attribution": "chatham", "languages": ("en",),
        "introduction": rich_text("<p>Hello.</p>"), "chapters": streamfield([]), "takeaways": inline_formset(takeaways, initial=initial),
        "speakers": inline_formset([]), "resource_list": inline_formset([]), "summary_documents": inline_formset([]),
    }  # fmt: skip
    data |= values
    if publish:
        data["action-publish"] = "publish"
    return nested_form_data(data)


def create(cms, data):
    section = EventIndexPage.objects.get()
    return cms.post(reverse("wagtailadmin_pages:add", args=["events", "eventpage", section.pk]), data)


def edit(cms, page, data):
    response = cms.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    return EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def numbers(page) -> dict[str, int]:
    return {takeaway.headline: takeaway.number for takeaway in page.takeaways.all()}


def hidden(page) -> list[dict]:
    """The rows as the open form holds them: with their keys, where they have any, and their numbers."""
    return [
        row(
            t.headline,
            id=str(t.pk or ""),
            number=str(t.number),
            themes=", ".join(f'"{x.name}"' for x in t.themes.all()),
        )
        for t in page.takeaways.all()
    ]


@pytest.fixture
def draft(home, cms):
    """A draft with two takeaways, as just saved by an organiser."""
    assert create(cms, form([row("One"), row("Two")])).status_code == 302
    return EventPage.objects.get()


def test_takeaways_with_their_themes_and_links_survive_the_form(
    cms, make_theme, make_practice, make_city, make_resource
):
    theme, practice, city, work = make_theme(), make_practice(), make_city(), make_resource()
    linked = row("One", themes='"Trauma care"', practices=(practice.pk,), cities=(city.pk,), resources=(work.pk,))
    assert create(cms, form([linked], publish=True)).status_code == 302
    saved = EventPage.objects.get().takeaways.get()
    assert [list(saved.themes.all()), list(saved.practices.all()), list(saved.cities.all()), list(saved.resources.all())] == [
        [theme], [practice], [city], [work],
    ]  # fmt: skip


def test_links_of_a_takeaway_wait_in_a_draft_and_come_out_when_it_is_published(cms, make_theme, make_practice):
    theme, practice = make_theme(), make_practice()
    create(cms, form([row("One", themes='"Trauma care"', practices=(practice.pk,))]))
    page = EventPage.objects.get()
    assert not page.live
    page.get_latest_revision().publish()
    saved = EventPage.objects.get().takeaways.get()
    assert list(saved.themes.all()) == [theme]
    assert list(saved.practices.all()) == [practice]


def test_a_theme_that_is_not_in_the_vocabulary_cannot_be_invented(cms, make_theme):
    make_theme()
    create(cms, form([row("One", themes='"Trauma care", "Magic"')], publish=True))
    assert [theme.name for theme in EventPage.objects.get().takeaways.get().themes.all()] == ["Trauma care"]


def test_numbers_stay_however_often_a_draft_is_saved(cms, draft):
    page = draft.get_latest_revision_as_object()
    for _again in range(3):
        page = edit(cms, page, form(hidden(page), initial=2))
    assert numbers(page) == {"One": 1, "Two": 2}


def test_numbers_stay_when_the_draft_is_published_and_reordered(cms, draft):
    page = draft.get_latest_revision_as_object()
    edit(cms, page, form(hidden(page), initial=2, publish=True))
    rows = hidden(EventPage.objects.get())
    rows[0]["ORDER"], rows[1]["ORDER"] = "2", "1"
    edit(cms, page, form(rows, initial=2, publish=True))
    page = EventPage.objects.get()
    assert [(t.headline, t.number) for t in page.takeaways.all()] == [("Two", 2), ("One", 1)]


def test_the_number_of_a_removed_takeaway_is_not_given_again(cms, draft):
    page = draft.get_latest_revision_as_object()
    edit(cms, page, form(hidden(page), initial=2, publish=True))
    rows = hidden(EventPage.objects.get())
    rows[1]["DELETE"] = "1"
    edit(cms, page, form([*rows, row("Three")], initial=2, publish=True))
    assert numbers(EventPage.objects.get()) == {"One": 1, "Three": 3}


def test_a_new_takeaway_cannot_take_the_number_of_another(cms, draft):
    page = draft.get_latest_revision_as_object()
    page = edit(cms, page, form([*hidden(page), row("Three", number="1"), row("Four", number="77")], initial=2))
    assert numbers(page) == {"One": 1, "Two": 2, "Three": 3, "Four": 4}


def test_priv_14_a_speaker_is_not_named_without_consent(home, cms):
    named = {"role": "Planner", "name": "Ada Example", "organisation": "", "city": ""}
    response = create(cms, form([], speakers=inline_formset([named]), publish=True))
    assert "Tick this only if the speaker agreed" in response.content.decode()
    assert not EventPage.objects.exists()
    assert create(cms, form([], speakers=inline_formset([named | {"consent": "on"}]), publish=True)).status_code == 302


def test_a_time_without_a_day_and_an_end_before_the_beginning_are_refused_in_words(home, cms):
    response = create(cms, form([], starts_at="14:00", publish=True))
    assert "Give the day as well" in response.content.decode()
    response = create(cms, form([], starts_on="2024-05-03", ends_on="2024-05-01", publish=True))
    assert "The last day is before the first day." in response.content.decode()
    response = create(cms, form([], time_zone="Mars/Base", publish=True))
    assert "is not a time zone" in response.content.decode()


def test_the_list_of_events_and_the_series_open_in_the_cms(cms, make_event):
    make_event("Coming home", starts_on=datetime.date(2024, 5, 3), takeaways=["T"])
    text = cms.get(reverse("event_listing:index")).content.decode()
    assert "Coming home" in text
    assert "record published" in text
    assert cms.get(reverse("wagtailsnippets_events_series:list")).status_code == 200


def test_the_form_and_the_preview_open(cms, make_event):
    page = make_event("Coming home", takeaways=["T"])
    assert cms.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    rows = hidden(page)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert cms.post(address, form(rows, initial=1)).json()["is_valid"]
    assert "About T." in cms.get(address).content.decode()
