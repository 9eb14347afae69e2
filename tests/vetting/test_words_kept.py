"""A typed word survives: what was refused, came too late or was overtaken is on the answer again, to be sent or copied."""

import uuid

import pytest

from members.accounts.roles import Role
from practices import assigning, reviewing, submitting, vetting
from practices.criteria import CRITERIA
from practices.models import Review, Submission
from practices.moves import State
from practices.readiness import CHECKLIST

from ..answers import bare
from .conftest import ACCEPT, TICKS

pytestmark = pytest.mark.django_db
WORDS = "Zanzibarry words that took an hour."


def scores_of(**more) -> dict:
    given = {f"score-{one.name}": "2" for one in CRITERIA} | {f"words-{one.name}": WORDS for one in CRITERIA}
    return given | {"evidence": "E1", "strengths": WORDS} | more


@pytest.fixture
def reading(client, make_submission, bring, judges):
    """A review that somebody has begun, and its address."""
    submission = bring(make_submission(), "in_review")
    row = submission.assignments.get(reviewer=judges[0])
    reviewing.declare(row, by=judges[0], conflict=False)
    client.force_login(judges[0])
    return row, f"/reviews/{row.key}/"


def test_a_decision_without_a_tick_keeps_letter_notes_and_the_other_ticks(client, make_submission, bring, editor):
    submission = bring(make_submission())
    client.force_login(editor)
    sent = {"do": "accept", "note": WORDS, "strengths": "Clear.", "evidence": "E1", "checklist": TICKS[1:]}
    answer = client.post(f"/desk/s/{submission.key}/", sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert WORDS in text
    for name, _words in CHECKLIST[1:]:
        assert f'value="{name}" checked' in text
    assert f'value="{TICKS[0]}" checked' not in text


def test_questions_on_fields_come_back_with_the_message(client, make_submission, bring, editor):
    submission = bring(make_submission(), "triage")
    client.force_login(editor)
    sent = {"do": "ask-changes", "note": " ", "note-field": ["problem", ""], "note-text": [WORDS, ""]}
    answer = client.post(f"/desk/s/{submission.key}/", sent)
    assert answer.status_code == 422
    assert f'value="{WORDS}"' in answer.content.decode()
    assert '<option value="problem" selected>' in answer.content.decode()


def test_con_02_whoever_decides_second_is_told_and_keeps_the_letter(
    client, make_submission, bring, editor, make_member
):
    submission = bring(make_submission())
    vetting.accept(submission, by=make_member(roles=[Role.EDITOR]), **ACCEPT)
    client.force_login(editor)
    sent = {"do": "accept", "note": WORDS, "strengths": "Clear.", "evidence": "E1", "checklist": TICKS}
    answer = client.post(f"/desk/s/{submission.key}/", sent)
    assert answer.status_code == 409
    assert "Somebody else was quicker" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert client.get(f"/desk/s/{submission.key}/").content.decode().count(WORDS) == 0


def test_a_focal_point_who_comes_second_keeps_the_words(client, make_submission, author, make_member, town):
    focal, colleague = (make_member(city=town, roles=[Role.FOCAL_POINT]) for _number in range(2))
    submission = make_submission()
    submission = submitting.submit(submission, by=author, based_on=submission.revision, checklist=TICKS, rights=True)
    client.force_login(focal)
    answer = client.post(f"/work/{submission.key}/", {"do": "give-back", "note": " "})
    assert answer.status_code == 422
    vetting.cosign(submission, by=colleague)
    sent = {"do": "give-back", "note": WORDS}
    here, missing = (f"/work/{key}/" for key in (submission.key, uuid.uuid4()))
    answer, nowhere = client.post(here, sent), client.post(missing, sent)
    assert answer.status_code == 404
    assert WORDS in answer.content.decode()
    assert bare(answer, here) == bare(nowhere, missing)
    assert Submission.objects.get().state == State.SAFEGUARDING


def test_what_its_author_withdrew_meanwhile_takes_no_letter_with_it(client, make_submission, bring, editor, author):
    submission = bring(make_submission(), "triage")
    client.force_login(editor)
    submitting.withdraw(submission, by=author)
    sent = {"do": "decline", "note": WORDS}
    here, missing = (f"/desk/s/{key}/" for key in (submission.key, uuid.uuid4()))
    answer, nowhere = client.post(here, sent), client.post(missing, sent)
    assert answer.status_code == 404
    assert WORDS in answer.content.decode()
    assert bare(answer, here) == bare(nowhere, missing)


def test_an_appeal_that_came_too_late_keeps_its_reasons(client, make_submission, bring, editor, author):
    submission = vetting.decline(bring(make_submission(), "triage"), by=editor, note="Not ours.")
    client.force_login(author)
    answer = client.post(f"/work/{submission.key}/", {"do": "appeal", "note": WORDS})
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()


def test_con_01_a_review_in_two_windows_overwrites_nothing(client, reading):
    row, address = reading
    stale = client.get(address).context["version"]
    client.post(address, scores_of(do="save", strengths="From the telephone.", based_on=stale))
    answer = client.post(address, scores_of(do="hand-in", based_on=stale))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "This was saved elsewhere meanwhile" in text
    assert "From the telephone." in text
    assert WORDS in text
    assert Review.objects.get(assignment=row).strengths == "From the telephone."
    again = client.post(address, scores_of(do="hand-in", based_on=answer.context["version"]))
    assert again.url == "/reviews/"
    assert Review.objects.get(assignment=row).strengths == WORDS


def test_handed_in_twice_by_a_double_press_is_handed_in_once(client, reading):
    row, address = reading
    for _press in range(2):
        assert client.post(address, scores_of(do="hand-in", based_on="")).url == "/reviews/"
    assert Review.objects.get(assignment=row).handed_in_at


def test_a_review_that_is_taken_away_gives_the_reviewer_their_own_words_and_nothing_else(client, reading, editor):
    row, address = reading
    assigning.unassign(row, by=editor)
    answer = client.post(address, scores_of(do="hand-in"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert WORDS in text
    assert row.submission.title not in text
    assert client.get(address).status_code == 404
    assert not Review.objects.exists()


def test_why_it_ended_comes_back_with_the_question(client, make_submission, bring, editor, author):
    from practices import renewal
    from practices.models import Renewal

    page = vetting.accept(bring(make_submission()), by=editor, **ACCEPT).practice
    row = Renewal.objects.create(practice_key=page.translation_key, user=author, valid_until=page.valid_until, number=1)
    address = f"/renew/{renewal.token_of(row)}/"
    for sent in ({"why": WORDS}, {"answer": "ended", "why": f"{WORDS} Born on 3 May 1994."}):
        answer = client.post(address, sent)
        assert answer.status_code == 422
        assert WORDS in answer.content.decode()
