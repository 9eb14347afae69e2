"""The small rules by which parts of a document are told from each other."""

import pytest

from events.importing.dates import dates_in, only_date
from events.importing.parser import parse
from network_site.reading.noise import is_noise, without_noise
from network_site.reading.plain import read_plain


def days(text: str, language: str = "") -> list[str]:
    return [day for day, _start, _end in dates_in(text, language)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23 May 2024", "2024-05-23"), ("May 23rd, 2024", "2024-05-23"), ("2024-05-23", "2024-05-23"), ("20/01/2023", "2023-01-20"),
        ("le 1er mars 2021", "2021-03-01"), ("14 de noviembre de 2022", "2022-11-14"), ("12 апреля 2023 г.", "2023-04-12"),
        ("27. Oktober 2022", "2022-10-27"), ("03.11.2022", "2022-11-03"), ("١٥ مارس ٢٠٢٣", "2023-03-15"), ("15 كانون الثاني 2023", "2023-01-15"),
        ("9–10 May 2023", "2023-05-09"), ("du 9 au 10 mai 2023", "2023-05-09"),
    ],
)  # fmt: skip
def test_dates_are_read_in_the_languages_of_the_network(text, day):
    assert days(text) == [day]


@pytest.mark.parametrize(
    "text", ["03/04/2022", "May 2024", "31 February 2022", "2022", "12 of 2022 people", "99/99/2022"]
)
def test_a_date_that_is_ambiguous_or_partial_is_not_read(text):
    assert days(text, "en") == []


def test_an_ambiguous_date_is_read_where_the_language_decides_it():
    assert days("03/04/2022", "fr") == ["2022-04-03"]


def test_a_line_that_says_more_than_a_date_is_not_a_date():
    assert only_date("15 March 2023") == "2023-03-15"
    assert only_date("On 15 March 2023 the city opened a house") is None


@pytest.mark.parametrize(
    "line",
    ["Share this page: Facebook Twitter", "Home » News", "Home / Library", "arrow-left closefacebooklinkedin menu-icon", "[youtube abc]", "jane/iStock/Thinkstock",
     "Подписывайтесь на рассылку", "3 / 12", "* * *", "We use cookies to improve this site."],
)  # fmt: skip
def test_what_says_nothing_is_noise(line):
    assert is_noise(line)


@pytest.mark.parametrize(
    "line",
    ["Share information early between agencies", "Partager les données sans trahir la confiance", "Compartir información salva tiempo", "Icons help people who do not read",
     "Close the loop", "Поделиться информацией вовремя", "مشاركة المعلومات بين الجهات", "Either / or", "Register families once only"],
)  # fmt: skip
def test_a_sentence_that_begins_like_noise_is_kept(line):
    assert without_noise(line) == line


def test_only_the_sentence_with_an_address_is_taken_out():
    assert (
        without_noise("Two cities met. Write to jane@example.org for more. They agreed.")
        == "Two cities met. They agreed."
    )
    assert without_noise("Questions? [email\u00a0protected]") == "Questions?"


def test_an_empty_label_does_not_take_the_next_line_for_its_value():
    record = parse(
        read_plain("A title\n\nPublication Date:\nContent Type:\n\nA first sentence of prose stands here in full.")
    )
    assert (record.publication_date, record.content_type) == (None, None)
    assert record.intro == ("A first sentence of prose stands here in full.",)


def test_a_label_over_its_value_is_read():
    record = parse(
        read_plain(
            "A title\n\nPublication Date:\n20/01/2023\nContent Type:\nWebinar\n\nA first sentence of prose stands here in full."
        )
    )
    assert (record.publication_date, record.content_type) == ("2023-01-20", "webinar")


def test_the_next_session_is_not_the_day_of_this_one():
    record = parse(
        read_plain(
            "A webinar\n\nThe webinar brought three cities to one table.\n\nThe next one will be held on 26 June 2024."
        )
    )
    assert record.event_date is None


def test_prose_is_not_taken_for_a_title():
    assert (
        parse(read_plain("This text begins at once with a long sentence and has no title at all over it.")).title == ""
    )


def test_a_numbered_plan_is_not_taken_for_takeaways():
    record = parse(
        read_plain(
            "A project\n\nSix towns will try something new over two years.\n\nThey will:\n\n1. Meet;\n\n2. Train;\n\n3. Write."
        )
    )
    assert record.takeaways == ()


def test_every_sentence_of_a_takeaway_is_kept_and_none_said_twice():
    record = parse(
        read_plain(
            "A webinar\n\nTwo towns met here to talk about rent.\n\nKey takeaways\n\n1. First, ask. Then listen.\n\nIt goes on.\n\n2. Second, wait. It pays."
        )
    )
    assert [(row.heading, row.body) for row in record.takeaways] == [
        ("First, ask.", ("Then listen.", "It goes on.")),
        ("Second, wait.", ("It pays.",)),
    ]
