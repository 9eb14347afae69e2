"""Who judges: new eyes after an appeal, a third pair where two disagree, and nobody whom the contributor refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from members.accounts.models import AuditEntry
from members.people.leaving import leave
from members.people.models import Profile
from practices import assigning, reviewing, vetting
from practices.models import AssignmentState, ReviewerRefusal, Submission
from practices.moves import State
from practices.refusing import refuse_reviewer

from ..answers import bare
from ..work import work_off
from .conftest import judged

pytestmark = pytest.mark.django_db


def offers(submission) -> dict:
    return {row["reviewer"].user: row for row in assigning.reviewers_for(submission)}


def listed(person) -> Profile:
    Profile.objects.filter(user=person).update(listed=True)
    return Profile.objects.get(user=person)


def test_an_appeal_is_judged_by_two_who_have_not_judged_it(
    make_submission, bring, editor, author, judges, make_reviewer, make_city
):
    submission = vetting.decline(bring(make_submission()), by=editor, note="Too thin.")
    submission = vetting.appeal(submission, by=author, note="The costs were misread.")
    for judge in judges:
        assert offers(submission)[judge]["against"] == ["judged it before the appeal"]
        with pytest.raises(ValidationError, match="Ask somebody else"):
            assigning.assign(submission, judge, by=editor)
    city = make_city("Amman", "JO")
    new = [make_reviewer(kind, city=city) for kind in ("practitioner", "evaluation")]
    for judge in new:
        assigning.assign(submission, judge, by=editor)
        judged(submission, judge)
    assert Submission.objects.get().state == State.DECISION
    submission = vetting.ask_changes(Submission.objects.get(), by=editor, note="Almost.")
    submission.state = State.TRIAGE
    submission.save()
    submission = vetting.take_on(submission, by=editor)
    assert {row.reviewer for row in submission.assignments.filter(round=submission.round)} == set(new)


def test_nobody_is_declined_while_two_reviewers_disagree(make_submission, bring, editor):
    submission = bring(make_submission(), levels=("E1", "E3"))
    with pytest.raises(ValidationError, match="third"):
        vetting.decline(submission, by=editor, note="No.")
    assert Submission.objects.get().state == State.DECISION


def test_whom_the_contributor_refuses_is_not_asked(make_submission, bring, editor, author, judges):
    submission = make_submission()
    refuse_reviewer(submission, by=author, profile=listed(judges[0]))
    submission = bring(submission, "triage")
    submission = vetting.take_on(submission, by=editor)
    assert offers(submission)[judges[0]]["against"] == ["the contributor asks for somebody else"]
    assert offers(submission)[judges[0]]["barred"]
    assert not offers(submission)[judges[1]]["barred"]
    with pytest.raises(ValidationError, match="Ask somebody else"):
        assigning.assign(submission, judges[0], by=editor)
    assigning.assign(submission, judges[1], by=editor)


def test_somebody_who_is_reading_reads_no_more_once_refused(client, make_submission, bring, editor, author, judges):
    submission = bring(make_submission(), "in_review")
    row = submission.assignments.get(reviewer=judges[0])
    reviewing.declare(row, by=judges[0], conflict=False)
    client.force_login(judges[0])
    assert client.get(f"/reviews/{row.key}/").status_code == 200
    refuse_reviewer(submission, by=author, address=judges[0].email)
    assert client.get(f"/reviews/{row.key}/").status_code == 404
    assert submission.assignments.get(reviewer=judges[0]).state == AssignmentState.REMOVED
    work_off()
    assert editor.notices.filter(kind="desk-called").exists()


def test_it_is_said_once_and_may_be_corrected_until_somebody_judges(
    make_submission, bring, editor, author, judges, make_member
):
    submission = make_submission()
    refuse_reviewer(submission, by=author, profile=listed(judges[0]))
    refuse_reviewer(submission, by=author, profile=listed(judges[1]))
    assert ReviewerRefusal.objects.get().person == judges[1]
    submission = vetting.take_on(bring(submission, "triage"), by=editor)
    with pytest.raises(PermissionDenied, match="once"):
        refuse_reviewer(submission, by=author, profile=listed(judges[0]))
    with pytest.raises(PermissionDenied):
        refuse_reviewer(submission, by=make_member(), profile=listed(judges[0]))


@pytest.mark.parametrize("state", ["decision", "published", "declined"])
def test_once_it_is_judged_nobody_can_be_refused(make_submission, bring, author, judges, state):
    submission = bring(make_submission())
    Submission.objects.update(state=state)
    with pytest.raises(PermissionDenied):
        refuse_reviewer(submission, by=author, profile=listed(judges[0]))


def test_no_answer_tells_who_is_a_reviewer_or_a_member(client, make_submission, author, judges, make_member):
    told = set()
    client.force_login(author)
    for number, address in enumerate((judges[0].email, make_member().email, "nobody@nowhere.example")):
        submission = make_submission(f"Doors {number}")
        answer = client.post(f"/work/{submission.key}/not-by/", {"address": address}, follow=True)
        status, text = bare(answer, f"/work/{submission.key}/")
        told.add((status, text.replace(str(submission.key).encode(), b"").replace(submission.title.encode(), b"")))
        assert ReviewerRefusal.objects.filter(submission=submission).exists()
    assert len(told) == 1


def test_an_address_that_is_none_is_said_and_comes_back(client, make_submission, author):
    submission = make_submission()
    client.force_login(author)
    answer = client.post(f"/work/{submission.key}/not-by/", {"address": "not an address"})
    assert answer.status_code == 422
    assert 'value="not an address"' in answer.content.decode()
    assert "Write a whole e-mail address" in answer.content.decode()


def test_for_everybody_else_there_is_nothing_here(client, make_submission, bring, editor, guard, judges, make_member):
    submission = bring(make_submission(), "in_review")
    for person in (None, make_member(), editor, guard, judges[0]):
        client.logout()
        if person:
            client.force_login(person)
        for ask in (client.get, client.post):
            assert ask(f"/work/{submission.key}/not-by/").status_code == 404


def test_the_log_of_an_entry_without_names_does_not_say_who_refused(make_submission, author, judges):
    for anonymous in (False, True):
        submission = make_submission(f"Doors {anonymous}", anonymous=anonymous)
        refuse_reviewer(submission, by=author, profile=listed(judges[0]))
        entry = AuditEntry.objects.filter(action="reviewer-removed", thing_id=submission.key).get()
        assert (entry.actor == str(author.key)) is not anonymous


def test_who_leaves_the_network_is_named_there_no_more(make_submission, author, judges):
    refuse_reviewer(make_submission(), by=author, profile=listed(judges[0]))
    leave(judges[0], by=judges[0])
    assert ReviewerRefusal.objects.get().person is None
