"""Hints that an organiser gets after saving."""

from django.urls import reverse

from events.hints import hints

from .test_event_editing import form, hidden


def test_a_takeaway_without_a_theme_and_a_recording_without_captions_are_mentioned(make_event, make_theme):
    page = make_event(
        takeaways=["Bare", {"headline": "Sorted", "themes": [make_theme()]}], recording_url="https://video.example/1"
    )
    themes, captions = hints(page)
    assert themes.endswith("theme pages: 1.")
    assert "captions" in captions


def test_a_whole_record_gets_no_hint(make_event, make_theme):
    page = make_event(
        takeaways=[{"headline": "T", "themes": [make_theme()]}],
        recording_url="https://video.example/1",
        transcript="Hello.",
    )
    assert hints(page) == []


def test_hints_are_shown_after_saving(cms, make_event):
    page = make_event(takeaways=["Bare"])
    response = cms.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(hidden(page), initial=1), follow=True)
    assert "Takeaways without a theme" in response.content.decode()
