"""A practice is written, judged and published; every path has its story."""

import datetime
import uuid

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from members.accounts.models import AuditEntry
from members.accounts.roles import Role
from practices import assigning, submitting, vetting
from practices.criteria import CRITERIA
from practices.models import Decision, PracticePage, Submission
from practices.moves import State
from practices.moving import MovedMeanwhile

from .conftest import ACCEPT, TICKS, judged, write_along

pytestmark = pytest.mark.django_db


def test_a_practice_is_accepted_at_once(make_submission, bring, editor, author, client):
    submission = bring(make_submission())
    assert submission.state == State.DECISION
    submission = vetting.accept(submission, by=editor, **ACCEPT)
    page = submission.practice
    assert submission.state == State.PUBLISHED
    assert page.live
    assert (page.vetting, page.evidence, page.claim) == ("vetted", "E1", "Young people find somebody to talk to.")
    text = client.get(page.url).content.decode()
    assert "Open door in the evening" in text
    assert "Clear about what failed." in text
    assert "2 peer reviewers" in text
    assert [row.name for row in page.cities.all()] == ["Aktau"]
    assert page.theme_items.count() == 1


def test_no_reviewer_s_name_is_public(make_submission, bring, editor, judges, client):
    page = vetting.accept(bring(make_submission()), by=editor, **ACCEPT).practice
    text = client.get(page.url).content.decode()
    for judge in judges:
        assert judge.profile.display_name not in text


def test_changes_are_asked_twice_and_then_it_is_published(make_submission, bring, editor, author, guard, judges):
    submission = bring(make_submission())
    for number in (1, 2):
        submission = vetting.ask_changes(
            submission, by=editor, note="More about costs.", notes={"cost_band": "Is it right?"}
        )
        assert submission.state == State.CHANGES
        assert submission.field_notes.filter(shown=True, answered=False).count() == 1
        submission = submitting.save(
            submission, {"problem": f"Told again {number}."}, by=author, based_on=submission.revision
        )
        submission = bring_again(submission, author, guard, editor, judges)
    assert submission.round == 3
    submission = vetting.accept(submission, by=editor, **ACCEPT)
    assert submission.practice.problem == "Told again 2."
    assert list(Decision.objects.order_by("pk").values_list("outcome", flat=True)) == ["changes", "changes", "accepted"]


def bring_again(submission, author, guard, editor, judges):
    submission = submitting.submit(submission, by=author, based_on=submission.revision, checklist=TICKS, rights=True)
    submission = vetting.safeguard(submission, "clear", by=guard)
    submission = vetting.take_on(submission, by=editor)
    for judge in judges:
        judged(submission, judge)
    return Submission.objects.get(pk=submission.pk)


def test_an_editor_declines_with_a_reason_and_not_without(make_submission, bring, editor):
    submission = bring(make_submission(), "triage")
    with pytest.raises(ValidationError, match="why"):
        vetting.decline(submission, by=editor, note="  ")
    submission = vetting.decline(Submission.objects.get(), by=editor, note="Not about our subjects.")
    assert submission.state == State.DECLINED
    assert submission.steps.last().note == "Not about our subjects."


@pytest.mark.parametrize("step", ["draft", "safeguarding", "triage", "in_review", "decision"])
def test_its_author_withdraws_it_at_every_step(make_submission, bring, author, editor, guard, judges, step):
    submission = make_submission()
    if step != "draft":
        submission = bring(submission, step)
    submission = submitting.withdraw(submission, by=author)
    assert submission.state == State.WITHDRAWN
    for other in (editor, guard, *judges):
        assert not Submission.objects.visible_to(other).exists()
    assert Submission.objects.visible_to(author).exists()
    assert submitting.withdraw(submission, by=author).state == State.WITHDRAWN


def test_a_published_one_is_not_withdrawn_by_its_author(make_submission, bring, author, editor):
    submission = vetting.accept(bring(make_submission()), by=editor, **ACCEPT)
    with pytest.raises(PermissionDenied):
        submitting.withdraw(submission, by=author)


def test_an_appeal_brings_two_new_reviewers_once(make_submission, bring, editor, author, make_reviewer):
    submission = vetting.decline(bring(make_submission()), by=editor, note="Too thin.")
    submission = vetting.appeal(submission, by=author, note="The second reviewer misread the costs.")
    assert (submission.state, submission.round) == (State.IN_REVIEW, 2)
    assert not submission.assignments.filter(round=2).exists()
    submission.state = State.DECLINED
    submission.save()
    assert not vetting.may_appeal(submission)


def test_an_appeal_comes_too_late_after_sixty_days(make_submission, bring, editor, author):
    submission = vetting.decline(bring(make_submission()), by=editor, note="Too thin.")
    with time_machine.travel(submission.since + datetime.timedelta(days=61)), pytest.raises(PermissionDenied):
        vetting.appeal(submission, by=author, note="But…")


def test_one_declined_at_first_look_was_not_reviewed_and_knows_no_appeal(make_submission, bring, editor, author):
    submission = vetting.decline(bring(make_submission(), "triage"), by=editor, note="Not our subject.")
    with pytest.raises(PermissionDenied):
        vetting.appeal(submission, by=author, note="But…")


def test_reviewers_who_disagree_need_a_third(make_submission, bring, editor, make_reviewer, make_city):
    submission = bring(make_submission(), levels=("E1", "E3"))
    with pytest.raises(ValidationError, match="third"):
        vetting.accept(submission, by=editor, **ACCEPT)
    submission = vetting.review_again(Submission.objects.get(), by=editor)
    third = make_reviewer(city=make_city("Amman", "JO"))
    assigning.assign(submission, third, by=editor)
    judged(submission, third)
    submission = vetting.accept(Submission.objects.get(), by=editor, **ACCEPT)
    assert submission.state == State.PUBLISHED


def test_scores_two_points_apart_are_a_disagreement(make_submission, bring, editor, judges):
    submission = bring(make_submission(), "in_review")
    for judge, score in zip(judges, (1, 3), strict=True):
        judged(submission, judge, scores=dict.fromkeys([one.name for one in CRITERIA], 2) | {"logic": score})
    assert vetting.findings(Submission.objects.get())["needs_third"]


def test_below_a_gate_nothing_is_published(make_submission, bring, editor):
    with pytest.raises(ValidationError, match="gate"):
        vetting.accept(bring(make_submission(), scores=1), by=editor, **ACCEPT)
    assert not PracticePage.objects.filter(title="Open door in the evening").exists()


def test_con_02_two_editors_decide_and_one_wins(make_submission, bring, editor, make_member):
    submission = bring(make_submission())
    other = make_member(roles=[Role.EDITOR])
    vetting.accept(submission, by=editor, **ACCEPT)
    with pytest.raises(MovedMeanwhile, match="quicker"):
        vetting.accept(submission, by=other, **ACCEPT)
    assert Decision.objects.count() == 1
    assert AuditEntry.objects.filter(action="practice-published").count() == 1


def test_anon_03_nobody_decides_on_their_own_or_their_city_s(make_submission, bring, editor, make_member, town):
    submission = bring(make_submission(), "triage")
    neighbour = make_member(city=town, roles=[Role.EDITOR])
    with pytest.raises(PermissionDenied):
        vetting.take_on(submission, by=neighbour)
    writer = make_member(roles=[Role.EDITOR])
    own = bring(
        make_submission("Another", by=writer, cities=[], not_known={"place": "All over the country."}), "triage"
    )
    with pytest.raises(PermissionDenied):
        vetting.take_on(own, by=writer)
    assert vetting.take_on(submission, by=editor).state == State.IN_REVIEW


def test_anon_02_every_move_outside_the_table_is_refused(make_submission, author, editor, guard):
    from practices.moves import MOVES, may_move
    from practices.moving import go

    submission = make_submission()
    for state in State:
        for name in MOVES:
            if not may_move(state, name):
                submission.state = state
                with pytest.raises(MovedMeanwhile):
                    go(submission, name, by=editor, note="A reason.")
    submission.refresh_from_db()
    assert submission.state == State.DRAFT


def test_a_change_to_a_published_practice_starts_from_it_and_updates_it(
    make_submission, bring, editor, author, guard, judges
):
    first = vetting.accept(bring(make_submission()), by=editor, **ACCEPT)
    change = submitting.begin_change(first.practice, by=author)
    assert change.claim == first.claim
    assert submitting.begin_change(first.practice, by=author) == change
    change = submitting.save(change, {"claim": "Now until midnight."}, by=author, based_on=change.revision)
    change = vetting.accept(bring(change), by=editor, **ACCEPT)
    assert change.practice == first.practice
    assert PracticePage.objects.get(pk=first.practice.pk).claim == "Now until midnight."
    assert PracticePage.objects.filter(title=first.title).count() == 1


def test_only_its_authors_or_focal_point_change_a_practice(make_submission, bring, editor, make_member, town):
    page = vetting.accept(bring(make_submission()), by=editor, **ACCEPT).practice
    with pytest.raises(PermissionDenied):
        submitting.begin_change(page, by=make_member())
    assert submitting.begin_change(page, by=make_member(city=town, roles=[Role.FOCAL_POINT])).practice == page


def test_the_city_s_focal_point_co_signs(make_submission, author, make_member, town, guard):
    focal = make_member(city=town, roles=[Role.FOCAL_POINT])
    submission = make_submission()
    submission = submitting.submit(submission, by=author, based_on=submission.revision, checklist=TICKS, rights=True)
    assert submission.state == State.SUBMITTED
    assert not Submission.objects.visible_to(guard).exists()
    with pytest.raises(PermissionDenied):
        vetting.cosign(submission, by=make_member(roles=[Role.FOCAL_POINT]))
    assert vetting.cosign(submission, by=focal).state == State.SAFEGUARDING
    assert Submission.objects.visible_to(guard).exists()


def test_con_04_twenty_equal_beginnings_make_one_draft(author):
    key = uuid.uuid4()
    found = {submitting.begin(author, form_key=key, title="Once").pk for _number in range(20)}
    assert len(found) == 1


def test_co_authors_write_along_and_others_do_not(make_submission, author, make_member):
    friend, stranger = make_member(), make_member()
    submission = make_submission()
    write_along(submission, friend, by=author)
    assert submitting.save(submission, {"problem": "Ours."}, by=friend, based_on=submission.revision).problem == "Ours."
    with pytest.raises(PermissionDenied):
        submitting.save(submission, {"problem": "Mine."}, by=stranger, based_on=submission.revision)


def test_anon_15_a_case_told_as_composite_says_so_on_its_page(make_submission, bring, editor, client):
    sentence = "This case is put together from several"
    told = vetting.accept(bring(make_submission(composite=True)), by=editor, **ACCEPT).practice
    plain = vetting.accept(bring(make_submission("Another door")), by=editor, **ACCEPT).practice
    assert sentence in client.get(told.url).content.decode()
    assert sentence not in client.get(plain.url).content.decode()


def test_anon_15_the_form_offers_composite_and_the_preview_says_so(make_submission, author, client):
    submission = make_submission()
    client.force_login(author)
    assert 'name="composite"' in client.get(f"/work/{submission.key}/people/").content.decode()
    submitting.save(submission, {"composite": True}, by=author, based_on=submission.revision)
    assert "This case is put together from several" in client.get(f"/work/{submission.key}/").content.decode()


def test_anon_15_a_change_begins_as_composite_where_the_page_is(make_submission, bring, author, editor):
    page = vetting.accept(bring(make_submission(composite=True)), by=editor, **ACCEPT).practice
    assert submitting.begin_change(page, by=author).composite
