"""However a note is written (small letters, capitals, invisible signs, names of files), people in it are marked."""

import pytest

from network_site.safeguarding.screening import Kind, screen


def texts(text, kind, language=""):
    return [mark.text for mark in screen(text, language) if mark.kind == kind]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "interview_Amina_K_Rakka.docx", "Amina_K"),
        ("en", "passport_lirim.gashi.jpg", "lirim.gashi"),
        ("ru", "скан_паспорт_Блерим_Зекири_оборот.pdf", "Блерим_Зекири"),
        ("ar", "صورة_جواز_كريم_الدوسري.jpg", "كريم_الدوسري"),
        ("en", "spoke to fatou jallow today, she wont come any more", "fatou jallow"),
        ("en", "SANDEEP KAUR IS THE MOTHER OF THE BOY WHO WAS STABBED.", "SANDEEP KAUR"),
        ("en", "J.T., 17, from Sherwick, was referred by his tutor.", "J.T."),
        ("es", "A. M., de 15 años, vecino de Torreblanca.", "A. M."),
        ("en", "Am\u00adina\u200b K. returned with two suitcases.", "Am\u00adina\u200b K."),
        ("ar", "خَدِيجَةُ الطَّرَابُلْسِي تربي حفيدها منذ اعتقال ابنتها.", "خَدِيجَةُ الطَّرَابُلْسِي"),
        ("ru", "Медсестра навестила Замиру Токтогуловну и внука.", "Замиру Токтогуловну"),
        ("es", "Jhonatan Quispe Mamani dejó el instituto cuando detuvieron a su hermano.", "Jhonatan Quispe Mamani"),
        ("fr", "Vu M. Haddad en entretien : il craint pour son fils cadet.", "Haddad"),
        ("fr", "Née Bouazizi, la jeune femme a repris le nom de sa mère.", "Bouazizi"),
        ("en", "Caption: Guðrún and her mother, survivors of the shooting.", "Guðrún"),
        ("es", "Las gemelas Idil e Ilwad fueron acogidas por familias distintas.", "Ilwad"),
    ],
)  # fmt: skip
def test_a_name_is_marked_however_it_is_written(language, text, name):
    assert any(name in found for found in texts(text, Kind.NAME, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "report_Final_Version_2021.docx"),
        ("en", "meet at the library, bring two photos"),
        ("en", "THE WORKSHOP IS HELD IN THE CITY LIBRARY."),
        ("en", "Witness B has since been moved."),
        ("fr", "Roubaix, Lille et Tourcoing ont signé le protocole."),
        ("ar", "تستضيف مدرسة ابن خلدون ورشة يوم الأربعاء."),
        ("ru", "В зале Святого Николая 180 мест."),
        ("es", "Los autobuses 7 y 9 paran en la plaza Mandela."),
    ],
)
def test_what_is_written_alike_and_names_nobody_is_let_be(language, text):
    assert texts(text, Kind.NAME, language) == []


@pytest.mark.parametrize(
    ("language", "text", "age"),
    [
        ("en", "At thirty-one, she left the group.", "thirty-one"),
        ("en", "Meryem, 19, was stopped at the airport.", "19"),
        ("fr", "Une fillette de onze ans a été retrouvée.", "onze ans"),
        ("es", "Acaba de cumplir dieciséis años.", "dieciséis años"),
        ("ru", "Ему исполнилось шестнадцать лет.", "шестнадцать лет"),
        ("ar", "المريض عمره اثنان وعشرون عاما.", "اثنان وعشرون عاما"),
    ],
)
def test_an_age_in_words_is_marked(language, text, age):
    assert any(age in found for found in texts(text, Kind.AGE_FROM_PLACE, language))


def test_digits_of_all_widths_and_spaces_that_do_not_break_are_read():
    assert texts("Phone:\u00a0+90\u00a0532\u00a0555\u00a001\u00a023, ask for the mother.", Kind.PHONE, "en")
    assert texts("Phone her: ０７７００ ９００ ３１８", Kind.PHONE, "en")
    assert texts("لوحة سيارة المعتدين ٤٨٢ تونس ٩١٣٥.", Kind.PLATE, "ar")


def test_a_toll_free_line_is_everybodys():
    assert texts("Report a concern: 0800 789 321.", Kind.PHONE, "en") == []
    assert texts("Report to her: 0161 496 0735.", Kind.PHONE, "en")


def test_every_line_of_notes_without_capitals_is_read():
    assert len(screen("spoke to fatou jallow today. " * 100, "en")) == 100
