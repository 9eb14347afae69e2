"""Whoever has written it down already begins from that: the form is filled, nothing is invented, nothing is lost."""

import io
import random
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordDocument

from network_site.reading import bounded
from network_site.reading.bounded import read_pasted
from network_site.reading.reader import read
from practices import redacting, submitting
from practices.bringing.cutting import cut
from practices.bringing.headings import rows
from practices.bringing.known import Known
from practices.bringing.placing import fill, titles_of
from practices.bringing.verbs import bring_in, drop, place, put_away
from practices.models import BroughtText, Submission, SubmissionVersion
from practices.submitting import NotReady

from .conftest import TICKS

pytestmark = pytest.mark.django_db

TOLD = """Open door in the evening

A youth worker is there every evening.

Problem
Nobody was there in the evenings.

Who paid for the door
A neighbour did.

What is done
The door is open from six to ten.
• Tea
• A table

What did not work
Leaflets.

Lessons learned
1. Stay longer than the first winter.
2. Have a key of your own.

Target groups: young people, families, dog owners
Started: 2021
City: Aktau
"""


@pytest.fixture
def bring(author):
    def one(text=TOLD, *, title="", extent="snapshot", language="en", form_key=None, by=None) -> Submission:
        return bring_in(
            by or author, form_key=form_key or uuid.uuid4(), document=read_pasted(text), title=title, language=language, extent=extent
        )  # fmt: skip

    return one


@pytest.fixture
def desk(client, author):
    client.force_login(author)
    return client


def left(submission) -> list[str]:
    return [row["text"] for row in BroughtText.objects.get(submission=submission).left_over]


def lines(field) -> list[str]:
    return [part.value for part in field]


def sent(desk, **fields) -> dict:
    page = desk.get("/share/from-text/").content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page).group(1)
    return {"title": "", "extent": "snapshot", "language": "en", "form_key": key, "text": ""} | fields


def test_a_text_fills_the_fields_that_its_headings_name(bring, town):
    draft = bring()
    assert draft.title == "Open door in the evening"
    assert draft.summary == "A youth worker is there every evening."
    assert draft.problem.startswith("Nobody was there in the evenings.")
    assert draft.what_is_done == "The door is open from six to ten.\n\n– Tea\n– A table"
    assert draft.what_did_not_work == "Leaflets."
    assert lines(draft.lessons) == ["Stay longer than the first winter.", "Have a key of your own."]
    assert draft.target_groups == ["youth", "families"]
    assert draft.started == 2021


def test_choices_that_no_list_knows_are_left_over(bring):
    assert "dog owners" in left(bring())


@pytest.mark.parametrize("seed", range(30))
def test_whatever_stands_under_whichever_heading_every_word_is_in_the_form_or_left_over(seed, town):
    chance = random.Random(seed)  # noqa: S311
    headings = [name for row in rows() for name in row["headings"].split(" | ")] + ["Of which nobody asks", "Weather"]
    told, words = ["# Word0"], ["Word0"]
    for _part in range(12):
        heading, mark = (
            chance.choice(headings),
            chance.choice(["\n\n## {}\n\n", "\n\n### {}\n\n", "\n\n{}: ", "\n\n**{}**\n\n"]),
        )
        told.append(mark.format(heading))
        for _paragraph in range(chance.randint(0, 3)):
            word = f"Word{len(words)}"
            words.append(word)
            told.append(
                chance.choice(
                    ["{}\n\n", "* {}\n", "1. {}: more\n", "{}, 2021, youth, KZ.\n\n", "{} " + "long " * 90 + "\n\n"]
                ).format(word)
            )
    document = read("".join(told).encode(), "a.md")
    own, parts = cut(document)
    for extent in ("snapshot", "full"):
        filled = fill(titles_of("", document, own, parts), parts, extent=extent, known=Known([town]))
        kept = f"{filled.values} {[(row.heading, row.text) for row in filled.left]}".replace("\\n", " ")
        assert [word for word in words if not re.search(rf"\b{word}\b", kept)] == []


def test_headings_of_a_document_that_no_question_answers_to_stay_with_their_words(bring):
    draft = bring("# Open door\n\n## Problem\n\nNobody was there.\n\n## Who paid\n\nA neighbour did.\n")
    (row,) = draft.brought.left_over
    assert (row["heading"], row["text"], row["why"]) == ("Who paid", "A neighbour did.", "nowhere")
    assert draft.problem == "Nobody was there."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Porte ouverte le soir\n\nLe problème\nPersonne le soir.\n\nCe qui n’a pas marché\nLes tracts.\n\nEnseignements\nRester."),
        ("es", "Puerta abierta por la tarde\n\nEl problema\nNadie por la tarde.\n\nLo que no funcionó\nLos folletos.\n\nLecciones aprendidas\nQuedarse."),
        ("ar", "باب مفتوح في المساء\n\nالمشكلة\nلا أحد في المساء.\n\nما لم ينجح\nالمنشورات.\n\nالدروس المستفادة\nالبقاء."),
        ("ru", "Открытая дверь вечером\n\nПроблема:\nВечером никого не было.\n\nЧто не сработало\nЛистовки.\n\nИзвлечённые уроки\nОставаться."),
    ],
)  # fmt: skip
def test_headings_are_known_in_every_language_of_the_network(bring, language, text):
    draft = bring(text)
    assert draft.problem
    assert draft.what_did_not_work
    assert len(draft.lessons) == 1
    assert left(draft) == []


def test_every_field_that_can_be_read_has_its_words_in_each_language():
    for field in {row["field"] for row in rows()}:
        assert {row["language"] for row in rows() if row["field"] == field} == {"en", "fr", "es", "ar", "ru"}, field


def test_choices_are_read_in_the_words_of_any_language_and_never_guessed(bring):
    draft = bring(
        "Porte ouverte\n\nGroupes cibles: jeunes, familles\nScale: neighbourhood\nStatus: it comes and goes\n"
    )
    assert draft.target_groups == ["youth", "families"]
    assert draft.scale == "neighbourhood"
    assert draft.running_state == ""
    assert left(draft) == ["it comes and goes"]


def test_a_city_of_the_network_is_found_by_its_name_and_another_is_left_over(bring):
    draft = bring("Open door\n\nCity: Aktau\nWhere: Atlantis\n")
    assert [city.name for city in draft.cities.all()] == ["Aktau"]
    assert left(draft) == ["Atlantis"]


def test_a_year_is_taken_and_the_words_around_it_stay(bring):
    draft = bring("Open door\n\nPeriod: 2019–2022\n")
    assert (draft.started, draft.ended) == (2019, 2022)
    draft = bring("Open door\n\nStarted: in the hard winter of 2019\n")
    assert (draft.started, left(draft)) == (2019, ["in the hard winter of 2019"])


def test_results_become_outcomes_whose_direction_is_still_asked(bring):
    draft = bring("Open door\n\nResults\n• Fewer calls at night\n• More young people stay\n")
    assert [part.value["indicator"] for part in draft.outcomes] == ["Fewer calls at night", "More young people stay"]
    assert not any(part.value["direction"] for part in draft.outcomes)


def test_what_only_a_full_entry_asks_is_left_over_in_a_snapshot(bring):
    text = (
        "Open door\n\nContext\nA small town.\n\nBuilding blocks\nThe key: one key for everybody\nThe table: tea on it\n"
    )
    assert left(bring(text)) == ["A small town.", "The key: one key for everybody\n\nThe table: tea on it"]
    full = bring(text, extent="full")
    assert full.context == "A small town."
    assert [part.value["title"] for part in full.building_blocks] == ["The key", "The table"]


def test_an_address_behind_words_is_written_out(bring):
    draft = bring(
        "# Door\n\n## Problem\n\nAs [others](https://city.example/why) say.\n\n## Materials\n\n[Plan](https://city.example/plan)\n",
        extent="full",
    )
    assert draft.problem == "As others say. (https://city.example/why)"
    assert [dict(part.value)["url"] for part in draft.materials] == ["https://city.example/plan"]


def test_words_over_a_limit_are_kept_and_said(bring, desk):
    draft = bring("Open door\n\nProblem\n" + "word " * 200)
    assert draft.problem.count("word") == 200
    page = desk.get(f"/work/{draft.key}/problem/").content.decode()
    assert "200 words, the limit is 150" in page


def test_a_title_that_is_too_long_is_shortened_and_stands_whole_beside(bring):
    long = "Open door " * 14
    draft = bring(f"# {long}\n\n## Problem\n\nNobody.\n")
    assert len(draft.title) <= 110
    assert left(draft) == [long.strip()]


def test_the_same_form_sent_twice_makes_one_draft_and_fills_it_once(bring):
    key = uuid.uuid4()
    found = {bring(form_key=key).pk for _again in range(5)}
    assert len(found) == 1
    assert SubmissionVersion.objects.count() == 2
    assert Submission.objects.get().problem.count("Nobody was there") == 1


def test_the_writer_sees_the_filled_form_beside_the_text(desk):
    answer = desk.post("/share/from-text/", sent(desk, text=TOLD), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith("/what/")
    assert "Who paid for the door" in page
    assert 'value="Open door in the evening"' in page
    assert "Left over: place it or drop it" in page


@pytest.mark.parametrize(("offered", "language"), [(("en", "fr"), "fr"), (("en",), "en")])
def test_a_draft_is_in_the_language_of_its_text_where_the_network_publishes_in_it(desk, monkeypatch, offered, language):
    for module in ("bringing", "share"):
        monkeypatch.setattr(f"practices.views.{module}.languages", lambda: [(code, code) for code in offered])
    text = "Porte ouverte\n\nProblème\nLes jeunes et les familles ne se parlent pas dans la ville, et le soir est long pour eux."
    desk.post("/share/from-text/", sent(desk, text=text, language=""))
    assert Submission.objects.get().language == language


def test_a_word_file_is_read_and_nothing_of_the_file_is_kept(desk, settings, tmp_path):
    word = WordDocument()
    word.core_properties.author = "zanzibarry author"
    word.add_heading("Open door in the evening", 1)
    word.add_heading("Problem", 2)
    word.add_paragraph("Nobody was there.")
    stream = io.BytesIO()
    word.save(stream)
    upload = SimpleUploadedFile("zanzibarry.docx", stream.getvalue())
    assert desk.post("/share/from-text/", sent(desk) | {"document": upload}).status_code == 302
    draft = Submission.objects.get()
    assert draft.problem == "Nobody was there."
    assert "zanzibarry" not in str(BroughtText.objects.values()) + str(submitting.read(draft))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.pdf", b"%PDF-1.7 broken", "The PDF is damaged."),
        ("a.docx", b"PK\x03\x04 broken", "The Word document is damaged."),
        ("a.txt", b"   ", "The file is empty."),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "Hand in a docx, pdf, html, markdown or text file."),
    ],
)
def test_a_bad_file_gets_one_clear_sentence(desk, name, data, sentence):
    answer = desk.post("/share/from-text/", sent(desk) | {"document": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_text_without_a_title_asks_for_one(desk):
    answer = desk.post("/share/from-text/", sent(desk, text="Problem\nNobody was there."))
    assert answer.status_code == 422
    assert "This text has no title." in answer.content.decode()
    assert (
        desk.post("/share/from-text/", sent(desk, text="Problem\nNobody was there.", title="Door")).status_code == 302
    )


def test_neither_a_file_nor_a_text_or_both_is_answered_in_a_sentence(desk):
    assert desk.post("/share/from-text/", sent(desk)).status_code == 422
    upload = SimpleUploadedFile("a.txt", b"Door\n\nProblem\nNobody.")
    assert desk.post("/share/from-text/", sent(desk, text="Door") | {"document": upload}).status_code == 422


def test_a_file_that_takes_too_long_is_given_up(desk, monkeypatch):
    monkeypatch.setattr(bounded, "SECONDS", 0.01)
    upload = SimpleUploadedFile("a.txt", b"Door\n\nProblem\nNobody.")
    answer = desk.post("/share/from-text/", sent(desk) | {"document": upload})
    assert answer.status_code == 422
    assert "takes too long to read" in answer.content.decode()


def test_a_book_is_refused(desk, monkeypatch):
    upload = SimpleUploadedFile("a.txt", b"Door\n\n" + b"word " * 200_000)
    answer = desk.post("/share/from-text/", sent(desk) | {"document": upload})
    assert answer.status_code == 422
    assert "longer than a hundred entries" in answer.content.decode()


def test_who_is_no_member_finds_nothing_there(client, make_member):
    assert client.get("/share/from-text/").status_code == 404
    client.force_login(make_member())
    assert client.get("/share/from-text/").status_code == 200


def test_left_over_words_are_placed_or_dropped_and_each_once(bring, author):
    draft = bring("# Door\n\n## Problem\n\nNobody.\n\n## Who paid\n\nA neighbour.\n\n## Weather\n\nRain.\n")
    paid, weather = draft.brought.left_over
    for _again in range(2):
        draft = place(draft, paid["id"], "problem", by=author)
        drop(draft, weather["id"], by=author)
    assert draft.problem == "Nobody.\n\nWho paid\nA neighbour."
    assert left(draft) == []


def test_left_over_words_become_lessons_line_by_line(bring, author):
    draft = bring("# Door\n\n## Problem\n\nNobody.\n\n## Wise words\n\nStay.\n\nListen.\n")
    (row,) = draft.brought.left_over
    assert lines(place(draft, row["id"], "lessons", by=author).lessons) == ["Wise words", "Stay.", "Listen."]


def test_the_page_of_left_over_words_places_drops_and_puts_away(bring, desk):
    draft = bring("# Door\n\n## Problem\n\nNobody.\n\n## Who paid\n\nA neighbour.\n\n## Weather\n\nRain.\n")
    address = f"/work/{draft.key}/brought/"
    paid, weather = draft.brought.left_over
    assert "A neighbour." in desk.get(address).content.decode()
    assert "Choose where" in desk.post(address, {"do": "place", "row": paid["id"]}, follow=True).content.decode()
    desk.post(address, {"do": "place", "row": paid["id"], "field": "problem"})
    assert "have no place yet" in desk.post(address, {"do": "away"}, follow=True).content.decode()
    desk.post(address, {"do": "drop", "row": weather["id"]})
    desk.post(address, {"do": "away"})
    assert not BroughtText.objects.exists()
    assert desk.get(address).status_code == 404
    assert "A neighbour." in Submission.objects.get().problem


def test_somebody_else_s_text_is_not_there(bring, client, make_member):
    draft = bring("# Door\n\n## Weather\n\nRain.\n")
    client.force_login(make_member())
    (row,) = draft.brought.left_over
    never = client.get(f"/work/{uuid.uuid4()}/brought/")
    mine = client.get(f"/work/{draft.key}/brought/")
    assert (mine.status_code, never.status_code) == (404, 404)
    assert client.post(f"/work/{draft.key}/brought/", {"do": "drop", "row": row["id"]}).status_code == 404
    assert left(draft) == ["Rain."]


def test_words_without_a_place_keep_it_from_being_handed_in_and_the_text_goes_with_handing_in(make_submission, author):
    submission = make_submission()
    row = {"id": "1", "heading": "", "text": "Rain.", "why": "nowhere", "field": ""}
    BroughtText.objects.create(submission=submission, text="Rain.", left_over=[row])
    ready = {"by": author, "based_on": submission.revision, "checklist": TICKS, "rights": True}
    with pytest.raises(NotReady, match="no place yet"):
        submitting.submit(submission, **ready)
    drop(submission, "1", by=author)
    submitting.submit(submission, **ready)
    assert not BroughtText.objects.exists()


def test_putting_away_twice_is_harmless(bring, author):
    draft = bring("# Door\n\n## Problem\n\nNobody.\n")
    put_away(draft, by=author)
    put_away(draft, by=author)
    assert not BroughtText.objects.exists()


def test_priv_06_words_are_blackened_in_the_text_it_began_from(bring, guard):
    draft = bring("# Door\n\n## Problem\n\nNobody.\n\n## Weather\n\nZanzibarry stood in the rain.\n")
    redacting.redact(draft.key, ["Zanzibarry"], by=guard)
    assert "Zanzibarry" not in str(BroughtText.objects.values())
    assert left(draft) == ["[…] stood in the rain."]
