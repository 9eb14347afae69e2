"""A member asks the network: in a form that keeps what is typed, looks for what could tell who somebody is, and asks once."""

import datetime
import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from members.accounts.choices import Status
from members.accounts.models import AuditEntry
from members.asking.actions import withdraw_question
from members.asking.choices import QuestionState
from members.asking.clock import due_day
from members.asking.models import Question
from members.notifications.reading import lines

from ..search.conftest import worker  # noqa: F401
from .conftest import TEXTS, browser, page, put_question

pytestmark = pytest.mark.django_db


def fields(text: str, theme, **more) -> dict:
    key = re.search(r'name="form_key" value="([^"]+)"', text)[1]
    return TEXTS | {"form_key": key, "themes": [theme.slug], "privacy": "chatham", "language": "en"} | more


def test_a_member_asks_and_reads_who_has_it_next(asker, theme, router):
    text = page(asker, "/ask/")
    response = browser(asker).post("/ask/", fields(text, theme), follow=True)
    assert response.status_code == 200
    shown = response.content.decode()
    assert "A facilitator passes it on." in shown and TEXTS["situation"] in shown
    assert "Rosa" not in shown
    assert TEXTS["title"] in page(asker, "/ask/mine/")


def test_the_narrowest_way_to_sign_is_what_a_question_begins_with(asker, theme):
    assert re.search(r'value="chatham"[^>]*checked', page(asker, "/ask/"))
    assert put_question(asker, theme, privacy="nonsense").privacy == "chatham"
    assert put_question(asker, theme, privacy="named").privacy == "named"


def test_con_03_the_same_form_sent_twice_asks_once(asker, theme):
    data = fields(page(asker, "/ask/"), theme)
    client = browser(asker)
    first, again = client.post("/ask/", data), client.post("/ask/", data)
    assert first["Location"] == again["Location"]
    assert Question.objects.count() == 1


def test_what_could_tell_who_somebody_is_is_changed_or_kept_with_a_reason(asker, theme):
    client = browser(asker)
    data = fields(page(asker, "/ask/"), theme, situation="Write to anna.person@example.org about it.")
    refused = client.post("/ask/", data)
    text = refused.content.decode()
    assert refused.status_code == 422 and not Question.objects.exists()
    assert "anna.person@example.org" in text and "It may stay, because" in text
    name = re.search(r'name="(keep-[0-9a-f]+)"', text)[1]
    assert client.post("/ask/", data | {name: "It is our own office."}).status_code == 302
    assert Question.objects.get().kept[0]["reason"] == "It is our own office."


def test_a_text_without_marks_is_asked_no_reason(asker, theme):
    assert put_question(asker, theme).kept == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""}, {"situation": " "}, {"themes": []}, {"themes": ["nonsense"]}, {"privacy": "x"}, {"language": "tlh"},
        {"by_when": "yesterday"}, {"by_when": "2001-01-01"}, {"region": "moon"}, {"form_key": "x"}, {"title": "a" * 200},
        {"situation": "\x00"},
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_and_nothing_typed_is_lost(asker, theme, wrong):
    data = fields(page(asker, "/ask/"), theme) | wrong
    response = browser(asker).post("/ask/", data)
    assert response.status_code == 422
    if "tried" not in wrong:
        assert TEXTS["tried"] in response.content.decode()
    assert not Question.objects.exists()


def test_a_visitor_reads_what_it_is_and_sends_nothing(theme, home):
    text = page(None, "/ask/")
    assert "Ask to join" in text and "<textarea" not in text
    assert browser(None).post("/ask/", TEXTS).status_code == 404


def test_who_is_no_member_any_more_asks_nothing(asker, theme):
    type(asker).objects.filter(pk=asker.pk).update(status=Status.LAPSED)
    asker.refresh_from_db()
    with pytest.raises(PermissionDenied):
        put_question(asker, theme)


def test_somebody_has_three_open_questions_at_most(asker, theme):
    rows = [put_question(asker, theme) for _number in range(3)]
    with pytest.raises(ValidationError, match="Three questions"):
        put_question(asker, theme)
    withdraw_question(rows[0], by=asker)
    assert put_question(asker, theme)


def test_facilitators_of_the_network_hear_of_it_and_nobody_else(question, router, second, asker, helpers):
    for user in (router, second):
        assert [line.told.sentence for line in lines(user)] == ["A question waits to be passed on."]
    for user in (asker, helpers[0]):
        assert lines(user) == []


def test_who_takes_back_a_question_that_waits_leaves_no_trace(question, asker, router):
    assert "How do you begin" in page(router, "/ask/queue/")
    browser(asker).post(question.get_absolute_url(), {"do": "withdraw"})
    assert not Question.objects.exists()
    assert lines(router) == []
    withdraw_question(question, by=asker)  # harmless twice


def test_taking_back_is_for_who_asked(question, helpers, router):
    for user in (helpers[0], router):
        withdraw_question(question, by=user)
    assert Question.objects.get().state == QuestionState.WAITING


def test_priv_the_log_says_that_the_network_was_asked_and_not_by_whom(asker, theme):
    put_question(asker, theme)
    assert AuditEntry.objects.get(action="question-asked").actor == ""
    put_question(asker, theme, privacy="named")
    assert AuditEntry.objects.filter(action="question-asked", actor=str(asker.key)).count() == 1
    assert not any("quarrel" in str(row.facts) for row in AuditEntry.objects.all())


@pytest.mark.parametrize(
    ("asked", "needed", "due"),
    [
        ("2026-03-02", None, "2026-03-09"),  # Monday to Monday
        ("2026-03-06", None, "2026-03-13"),  # a Friday
        ("2026-03-07", None, "2026-03-13"),  # a Saturday
        ("2026-03-02", "2026-03-04", "2026-03-04"),
        ("2026-03-02", "2026-06-01", "2026-03-09"),
    ],
)
def test_the_first_answer_is_due_after_five_working_days_or_when_it_is_needed(asked, needed, due):
    day = datetime.date.fromisoformat
    assert due_day(day(asked), day(needed) if needed else None) == day(due)


def test_a_question_without_a_theme_is_not_asked(asker):
    with pytest.raises(ValidationError, match="theme"):
        put_question(asker, None)


def test_rate_the_thirty_first_attempt_of_a_day_waits(asker, settings):
    client = browser(asker)
    answers = {client.post("/ask/", {"form_key": uuid.uuid4()}).status_code for _number in range(31)}
    assert answers == {422, 429}


def test_the_doors_lead_to_the_form(asker, worker):  # noqa: F811
    assert 'href="/ask/"' in page(None, "/") and 'href="/ask/"' in page(asker, "/discussions/")
    text = page(asker, "/search/?q=zzzqqqxx")
    assert "/ask/?q=zzzqqqxx" in text
    assert 'value="zzzqqqxx"' in page(asker, "/ask/?q=zzzqqqxx")
    assert "/ask/?q=" not in page(None, "/search/?q=zzzqqqxx")


def test_the_day_it_was_asked_is_what_the_clock_counts_from(question):
    assert question.due_on == due_day(timezone.localdate(question.asked_at))
