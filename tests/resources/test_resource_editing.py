"""Editors at work on the bibliography in the CMS."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practices.resources.actions import remember_found
from practices.resources.formats import EXPORTS
from practices.resources.models import Resource
from practices.resources.reading import read_list

LIST = "Guide to care (2021), An Institute\nComing home (2019), A Network\n"


def words_of(response, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def address(home):
    return reverse("import_resources")


def test_a_pasted_list_is_shown_before_anything_is_kept(cms, address):
    text = words_of(cms.post(address, {"text": LIST}))
    assert "Guide to care" in text
    assert "An Institute" in text
    assert not Resource.objects.exists()


def test_what_is_ticked_is_kept_and_twice_does_no_harm(cms, address):
    for _again in range(2):
        response = cms.post(address, {"text": LIST, "keep": "1", "work": ["0"]}, follow=True)
    assert "1 was here already" in words_of(response)
    work = Resource.objects.get()
    assert (work.title, work.year, str(work.authors.get())) == ("Guide to care", 2021, "An Institute")


def test_a_work_that_is_here_is_shown_with_its_record_and_not_changed(cms, address, make_resource):
    work = make_resource("Guide to Care!", year=2021, publisher="Ours")
    text = words_of(cms.post(address, {"text": LIST}))
    assert "already here" in text
    assert f"/{work.pk}/" in text
    cms.post(address, {"text": LIST, "keep": "1", "work": ["0", "1"]})
    assert set(Resource.objects.values_list("title", "publisher")) == {("Guide to Care!", "Ours"), ("Coming home", "")}


def test_a_file_is_read_like_a_pasted_list(cms, address):
    document = SimpleUploadedFile("list.bib", b'@book{a, title={B\\"ucher}, year=2001, author={Example, Ada}}')
    assert "Bücher" in words_of(cms.post(address, {"document": document}))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose a file or paste a list."),
        ({"text": "  "}, "Choose a file or paste a list."),
        ({"text": "123\n456"}, "No work was found"),
        ({"text": "@article{a, year={2020}}"}, "No work was found"),
    ],
)
def test_a_list_without_works_is_refused_in_words(cms, address, data, words):
    assert words in words_of(cms.post(address, data), 422)


def test_a_file_that_is_no_text_is_refused_in_words(cms, address):
    document = SimpleUploadedFile("list.bib", b"PK\x03\x04\x00\x00\x9d")
    assert "not a text file" in words_of(cms.post(address, {"document": document}), 422)


def test_only_who_may_add_works_may_import_them(client, address, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader@causeway.test", "a long enough password"))
    assert client.get(address).status_code == 404
    client.post(address, {"text": LIST, "keep": "1", "work": ["0"]})
    assert not Resource.objects.exists()


@pytest.mark.parametrize("name", ["bibtex", "ris"])
def test_an_exported_list_is_understood_when_it_comes_back(make_resource, name):
    work = make_resource(
        "Häuser & {Höfe}: 100 % – “ganz”", year=2020, kind="article", container="A_Journal #1", doi="10.1000/a_b",
        url="https://works.example/a_b?c=%20", languages=["de"], authors=[("van der Beispiel", "B."), "World Example Organization"],
    )  # fmt: skip
    found = read_list(EXPORTS[name].write([work]))[0]
    for field in ("title", "year", "kind", "container", "doi", "url", "languages"):
        assert found.values[field] == getattr(work, field)
    assert [str(author) for author in found.authors] == [str(author) for author in work.authors.all()]
    assert remember_found(found) == work


def test_a_second_record_of_the_same_work_is_refused_with_the_first_one_named(make_resource):
    make_resource("Guide to care", year=2021)
    twin = Resource(title="Guide to Care.", slug="twin", year=2021)
    with pytest.raises(Exception, match="already here"):
        twin.full_clean(exclude=["fingerprint"])
    Resource(title="Guide to care", slug="later", year=2022).full_clean(exclude=["fingerprint"])


def test_a_work_is_found_again_by_its_doi_whatever_its_title(make_resource):
    work = make_resource("Guide to care", doi="10.1000/ABC")
    found = read_list("@book{a, title={Another title}, year=1999, doi={10.1000/abc}}")[0]
    assert remember_found(found) == work


def test_the_table_of_works_opens_filters_and_searches(cms, make_resource):
    make_resource("Guide to care", authors=["An Institute"], kind="toolkit")
    make_resource("Coming home")
    address = reverse("wagtailsnippets_resources_resource:list")
    assert "An Institute" in words_of(cms.get(address))
    for query in ({"kind": "toolkit"}, {"q": "institute"}):
        text = words_of(cms.get(address, query))
        assert "Guide to care" in text
        assert "Coming home" not in text
