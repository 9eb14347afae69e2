"""One citation as people write it: what is told, and what is left alone."""

import pytest

from practices.resources.citations import (
    Organisation,
    Person,
    authors_in,
    could_be_citation,
    looks_like_citation,
    parse_citation,
)


@pytest.mark.parametrize(
    ("text", "title", "year", "authors"),
    [
        ("Returnees: Who Are They (Not)? (2018), Renard, T. and Coolsaet, R.", "Returnees: Who Are They (Not)?", 2018, "Renard, T. and Coolsaet, R."),
        ("A Guidebook for Practitioners (2020), Organization for Security and Co-operation in Europe (OSCE)", "A Guidebook for Practitioners", 2020,
         "Organization for Security and Co-operation in Europe (OSCE)"),
        ("Weine, S. and Ellis, H. (2020). Child returnees. Journal of Examples, 3(1), 4–9.", "Child returnees", 2020, "Weine, S. and Ellis, H."),
        ("OECD (2021). Building local resilience. Paris: OECD Publishing.", "Building local resilience", 2021, "OECD"),
        ("Renard, T. (2018). Who comes back? Egmont Institute.", "Who comes back?", 2018, "Renard, T."),
        ("Renard, T. (2018). Who comes back? a look at the figures.", "Who comes back? a look at the figures", 2018, "Renard, T."),
        ("Bosley, C., Injecting Humanity, 2019", "Injecting Humanity", 2019, "Bosley, C."),
        ("OSCE, Rehabilitation and Reintegration, 2020", "Rehabilitation and Reintegration", 2020, "OSCE"),
        ("“Local Plans”, Example Institute, 2020", "Local Plans", 2020, "Example Institute"),
        ("Guía de mediación vecinal, 2018, Ayuntamiento de ejemplo", "Guía de mediación vecinal", 2018, "Ayuntamiento de ejemplo"),
        ("الأطفال في النزاع (2019)، مكتب الأمم المتحدة", "الأطفال في النزاع", 2019, "مكتب الأمم المتحدة"),
        ("• Weine, S. (n.d.). A draft.", "A draft", None, "Weine, S."),
        ("A page without a year", "A page without a year", None, ""),
    ],
)  # fmt: skip
def test_a_citation_is_read_in_the_forms_people_use(text, title, year, authors):
    citation = parse_citation(text)
    assert (citation.title, citation.year, citation.authors_text) == (title, year, authors)


def test_persons_are_told_apart_and_keep_the_particles_of_their_names():
    assert authors_in("Schuurman, B. and van der Heide, L.") == (
        Person("Schuurman", "B."),
        Person("van der Heide", "L."),
    )
    assert authors_in("Renard, T. et Coolsaet, R.") == (Person("Renard", "T."), Person("Coolsaet", "R."))


@pytest.mark.parametrize(
    "name",
    [
        "United States Institute for Peace",
        "Ministry of Justice, Interior and Peace",
        "Research and Policy Group",
        "UNODC",
    ],
)
def test_an_organisation_is_never_taken_apart(name):
    assert authors_in(name) == (Organisation(name),)


def test_an_address_is_taken_off_the_title():
    citation = parse_citation("A Guide (2020), OSCE https://example.org/guide.")
    assert (citation.title, citation.url) == ("A Guide", "https://example.org/guide")


@pytest.mark.parametrize(
    "sentence",
    ["The centre opened (2019), and families came at once. They stayed. It was good.", "It was held on Thursday, 9 February 2023",
     "The programme, which began with three cities, now has twelve of them.", "May 4, 2015", "Since the law (2016) much has changed in the city."],
)  # fmt: skip
def test_a_sentence_is_not_a_citation(sentence):
    assert not looks_like_citation(sentence)
    assert not could_be_citation(sentence)


def test_an_organisation_before_its_year_counts_only_among_other_citations():
    text = "Global Counterterrorism Forum (2012). Rome Memorandum on Good Practices."
    assert could_be_citation(text)
    assert not looks_like_citation(text)
