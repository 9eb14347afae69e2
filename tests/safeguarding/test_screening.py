"""What the screening helper marks in the words of a practitioner, and what it lets be."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network_site.safeguarding.screening import Kind, fingerprint, screen, screen_fields


def marked(text, language=""):
    return {(mark.kind, mark.text) for mark in screen(text, language)}


def kinds(text, language=""):
    return {mark.kind for mark in screen(text, language)}


def test_a_returnee_and_her_son_are_marked_by_name():
    found = marked("The returnee Aigul S. brought her son Timur to school.", "en")
    assert (Kind.NAME, "Aigul S.") in found
    assert (Kind.NAME, "Timur") in found


@pytest.mark.parametrize(
    ("language", "text", "marked_text"),
    [
        ("en", "Two women returned to Aktau.", "Two women"),
        ("fr", "Les trois enfants revenus à Roubaix vont à l’école.", "trois enfants"),
        ("es", "Dos mujeres retornadas abrieron una panadería.", "Dos mujeres"),
        ("ru", "Две женщины вернулись в Актау.", "Две женщины"),
        ("ar", "عادت امرأتان إلى تونس.", "امرأتان"),
    ],
)
def test_a_few_people_are_marked_and_a_band_is_proposed(language, text, marked_text):
    [mark] = screen(text, language)
    assert (mark.kind, mark.text) == (Kind.SMALL_NUMBER, marked_text)
    assert mark.suggestion
    assert str(mark.reason)


@pytest.mark.parametrize(
    "text",
    [
        "Three workshops in two cities.", "A team of five wrote Phase 2.", "The course has 10 lessons.",
        "Deux villes ont organisé trois ateliers.", "Tres talleres en dos ciudades.", "Три семинара в двух городах.",
        "نظمنا ثلاث ورشات في مدينتين.", "In 2019 it cost 12 500 euro.", "Children aged 6 to 12 came.",
        "Call the hotline 0800 123 456.", "Write to info@city.example.", "Resolution 2178 was adopted on 4 May 2016.",
        "The Victor Hugo school joined.", "As Braithwaite (1989) argued, shame can mend.", "The mayor, Anna Lindqvist, opened it.",
    ],
)  # fmt: skip
def test_what_identifies_nobody_is_let_be(text):
    assert screen(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She was born on 12 March 1994.", Kind.BIRTH_DATE), ("Call her at +7 701 234 56 78.", Kind.PHONE),
        ("هاتفها ٠٧٧ ١٢٣ ٤٥٦٧", Kind.PHONE), ("She writes from aigul.s1994@mail.ru.", Kind.EMAIL),
        ("He is on t.me/abu_hamza_77.", Kind.LINK_TO_PERSON), ("Passport no. N12345678 is lost.", Kind.IDENTITY_NUMBER),
        ("A car with number plate AB12 CDE waited.", Kind.PLATE), ("They live at 45 Oak Street.", Kind.ADDRESS),
        ("The house is at 43.6532, 51.1975.", Kind.COORDINATES), ("A 14-year-old girl from Aktau.", Kind.AGE_FROM_PLACE),
        ("Case no. 2019/4471 is closed.", Kind.CASE_NUMBER), ("She was arrested on 12 March 2019.", Kind.EXACT_DATE),
        ("The only survivor moved away.", Kind.SMALL_NUMBER),
    ],
)  # fmt: skip
def test_every_kind_is_marked(text, kind):
    assert kind in kinds(text)


def test_a_date_is_given_back_as_its_year_and_an_age_as_its_band():
    suggestions = {mark.kind: mark.suggestion for mark in screen("The girl, aged 14, disappeared on 3 May 2019.", "en")}
    assert suggestions == {Kind.AGE_FROM_PLACE: "a teenager", Kind.EXACT_DATE: "2019"}


def test_a_text_in_two_languages_is_read_in_both():
    found = marked(
        "Two women returned to Aktau.\nДве женщины вернулись в Актау.\nDeux femmes sont revenues à Lille.", "en"
    )
    assert {text for kind, text in found if kind == Kind.SMALL_NUMBER} == {"Two women", "Две женщины", "Deux femmes"}


def test_names_are_found_in_the_names_of_files_and_in_captions():
    found = screen_fields({"file": "passport_Timur_Karimov.jpg", "caption": "The children at play"}, "en")
    assert [(one.field, one.mark.kind, one.mark.text) for one in found] == [("file", Kind.NAME, "Timur_Karimov")]


def test_accents_invisible_signs_and_split_letters_hide_nobody():
    plain = "Née le 3 mai 1987 à Lens."
    assert kinds("Ne\u0301e le 3 mai 1987 à Lens.", "fr") == kinds(plain, "fr") == {Kind.BIRTH_DATE}
    [mark] = screen("Mail: zar\u200bina\u202a@mail.ru", "en")
    assert mark.text == "zar\u200bina\u202a@mail.ru"


def test_an_accepted_mark_is_known_again_where_the_text_around_it_changes():
    [before] = screen("Two women returned to Aktau.", "en")
    after = screen("In spring, we heard this. Two  women returned to Aktau.", "en")[0]
    assert before.start != after.start
    assert fingerprint(before, "body") == fingerprint(after, "body")


def test_an_accepted_mark_is_new_where_its_words_or_its_field_change():
    [two], [three] = screen("Two women returned to Aktau.", "en"), screen("Three women returned to Aktau.", "en")
    assert len({fingerprint(two, "body"), fingerprint(three, "body"), fingerprint(two, "summary")}) == 3


PIECES = st.sampled_from(
    [
        "Aigul S. ",
        "two women ",
        "12 March 2019",
        "née le ",
        "عادت ",
        "امرأتان ",
        "ул. Абая, д. ",
        "\u202e",
        "\x00",
        "\ud800",
        "@a.b",
        "+7 701 ",
        "№ ",
        "\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(PIECES, st.text(st.characters(exclude_categories=()), max_size=12)), max_size=25).map("".join)
)
def test_any_text_is_taken_and_marks_lie_sorted_inside_it_without_overlap(text):
    end = 0
    for mark in screen(text):
        assert end <= mark.start < mark.end <= len(text)
        assert mark.text == text[mark.start : mark.end]
        assert len(fingerprint(mark, "body")) == 32
        end = mark.end


@pytest.mark.parametrize(
    "piece",
    [
        "Returnee Aigul S. came back to Aktau with her son Timur, aged 4, on 12 March 2019. ",
        "Вернувшаяся Айгуль С., 34 года, живёт на ул. Абая, д. 12, кв. 5. ",
        "1", "a", " ", "case ", "a.", "@", "A ", "(1 ", "rue ", "номер", "\n", "é\u0301", "two ", "passport no. ",
    ],
)  # fmt: skip
def test_a_long_text_takes_time_in_proportion(piece):
    text = piece * (100_000 // len(piece))
    screen(piece)
    before = time.process_time()
    screen(text)
    assert time.process_time() - before < 2.5
