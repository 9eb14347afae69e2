"""“Import a webinar” in the CMS, from the document to the published page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.models import EventPage

from .test_import_command import TEXT


def handed_in(cms, **values):
    return cms.post(reverse("import_webinar"), values)


def filled(answer) -> dict:
    """What a browser would send back of the filled form, unchanged."""
    data = {}
    for form in (answer.context["form"], *answer.context["takeaways"], *answer.context["citations"]):
        for field in form:
            data[field.html_name] = field.value() if field.value() is not None else ""
    for formset in (answer.context["takeaways"], answer.context["citations"]):
        for field in formset.management_form:
            data[field.html_name] = field.value()
    return {name: value for name, value in data.items() if not (name.endswith("DELETE") and not value)}


@pytest.fixture
def review(cms, home):
    return handed_in(cms, document=SimpleUploadedFile("record.md", TEXT.encode()))


def test_the_filled_form_stands_beside_the_source(review):
    assert review.status_code == 200
    words = review.content.decode()
    assert "A familiar teacher matters more" in words
    assert "This record sums up" in words


def test_a_corrected_record_is_saved_as_a_draft(cms, review):
    data = filled(review) | {"title": "Corrected title"}
    answer = cms.post(reverse("import_webinar"), data)
    page = EventPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.title, page.live) == ("Corrected title", False)
    assert page.takeaways.count() == 2
    assert cms.get(answer.url).status_code == 200


def test_a_pasted_text_is_read_as_well(cms, home):
    assert handed_in(cms, text=TEXT.replace("# ", "")).context["form"]["title"].value().startswith("What schools")


def test_neither_or_both_is_answered_with_a_sentence(cms, home):
    for answer in (handed_in(cms), handed_in(cms, text=TEXT, document=SimpleUploadedFile("a.md", TEXT.encode()))):
        assert "one of the two" in answer.content.decode()
    assert not EventPage.objects.exists()


def test_an_unreadable_document_is_refused_in_a_sentence(cms, home):
    answer = handed_in(cms, document=SimpleUploadedFile("a.pdf", b"%PDF-1.7 nothing"))
    assert answer.status_code == 422
    assert not EventPage.objects.exists()


def test_a_record_without_a_title_comes_back_with_every_word(cms, review):
    answer = cms.post(reverse("import_webinar"), filled(review) | {"title": ""})
    assert answer.status_code == 422
    assert "A familiar teacher matters more" in answer.content.decode()


def test_somebody_who_is_not_of_the_staff_finds_no_import(client, home, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader@causeway.test", "a long enough password"))
    assert client.get(reverse("import_webinar")).status_code == 404
    assert not EventPage.objects.exists()
