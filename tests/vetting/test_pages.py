"""The rooms in which practices are written and judged, as a browser meets them."""

import html
import re
import uuid

import pytest
from django.core import mail

from members.accounts.roles import Role
from practices import assigning, submitting, vetting
from practices.criteria import CRITERIA
from practices.models import MarkAnswer, Submission
from practices.moves import State
from practices.steps import STEPS

from ..answers import bare
from ..work import work_off
from .conftest import ACCEPT, SNAPSHOT, TICKS, judged

pytestmark = pytest.mark.django_db


def form_of(response) -> dict:
    """What the page's form would send back as it stands."""
    form = response.context["form"]
    data = {name: value for name in form.fields if (value := form[name].value()) not in (None, "", False)}
    for rows in form.parts.values():
        for field in rows.management_form:
            data[field.html_name] = field.value()
    return data


@pytest.fixture
def desk(client, author):
    client.force_login(author)
    return client


def test_a_draft_needs_a_title_and_nothing_else(desk):
    page = desk.get("/share/")
    key = re.search(r'name="form_key" value="([^"]+)"', page.content.decode()).group(1)
    sent = {"title": "Doors that stay open", "extent": "snapshot", "language": "en", "form_key": key}
    answers = {desk.post("/share/", sent).url for _again in range(3)}
    submission = Submission.objects.get()
    assert answers == {f"/work/{submission.key}/what/"}
    assert desk.post("/share/", sent | {"title": "", "form_key": str(uuid.uuid4())}).status_code == 422


@pytest.mark.parametrize("extent", ["snapshot", "full"])
def test_every_step_opens_and_keeps_what_was_typed(desk, make_submission, author, extent):
    submission = make_submission(extent=extent)
    for step in STEPS:
        address = f"/work/{submission.key}/{step.name}/"
        page = desk.get(address)
        assert page.status_code == 200
        assert desk.post(address, form_of(page) | {"go": "stay"}).status_code == 302
    after = Submission.objects.get()
    assert (after.claim, after.lessons[0].value) == (SNAPSHOT["claim"], "Stay longer than the first winter.")


def test_words_over_the_limit_are_kept_in_a_draft_and_named_at_the_end(desk, make_submission):
    submission = make_submission()
    page = desk.get(f"/work/{submission.key}/problem/")
    desk.post(f"/work/{submission.key}/problem/", form_of(page) | {"problem": "word " * 200})
    assert Submission.objects.get().problem.count("word") == 200
    assert "the limit is 150" in desk.get(f"/work/{submission.key}/check/").content.decode()


def test_a_reason_why_it_is_not_known_is_an_answer(desk, make_submission):
    submission = make_submission(cost_band="")
    assert "Cost a year" in desk.get(f"/work/{submission.key}/check/").content.decode()
    page = desk.get(f"/work/{submission.key}/action/")
    desk.post(f"/work/{submission.key}/action/", form_of(page) | {"unknown-cost_band": "The office pays it all."})
    assert Submission.objects.get().not_known == {"cost_band": "The office pays it all."}
    assert "Nothing: every question has an answer." in desk.get(f"/work/{submission.key}/check/").content.decode()


def test_building_blocks_are_added_row_by_row_and_keep_their_address(desk, make_submission):
    submission = make_submission(extent="full")
    address = f"/work/{submission.key}/action/"
    for number in (0, 1):
        page = desk.get(address)
        sent = form_of(page) | {
            f"building_blocks-{number}-title": f"Block {number}",
            f"building_blocks-{number}-what_is_done": "Something.",
        }
        for row in page.context["form"].parts["building_blocks"].initial_forms:
            sent |= {f"{row.prefix}-{name}": row[name].value() or "" for name in row.fields if name != "DELETE"}
        assert desk.post(address, sent | {"go": "more-building_blocks"}).url == f"{address}#building_blocks"
    blocks = list(Submission.objects.get().building_blocks)
    assert [block.value["title"] for block in blocks] == ["Block 0", "Block 1"]
    first = blocks[0].id
    page = desk.get(address)
    sent = form_of(page)
    for row in page.context["form"].parts["building_blocks"].initial_forms:
        sent |= {f"{row.prefix}-{name}": row[name].value() or "" for name in row.fields if name != "DELETE"}
    desk.post(address, sent | {"building_blocks-1-DELETE": "on"})
    assert [block.id for block in Submission.objects.get().building_blocks] == [first]


def test_con_01_a_stale_form_is_answered_409_with_both_texts_and_overwrites_nothing(desk, make_submission, author):
    submission = make_submission()
    address = f"/work/{submission.key}/problem/"
    stale = form_of(desk.get(address))
    submitting.save(submission, {"problem": "Typed on the telephone."}, by=author, based_on=submission.revision)
    answer = desk.post(address, stale | {"problem": "Typed at the desk."})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Typed on the telephone." in text
    assert "Typed at the desk." in text
    assert Submission.objects.get().problem == "Typed on the telephone."
    again = form_of(answer) | {"problem": "Both in one."}
    assert desk.post(address, again).status_code == 302
    assert Submission.objects.get().problem == "Both in one."


def test_con_07_saving_by_itself_never_overwrites_a_newer_text(desk, make_submission, author):
    submission = make_submission()
    address = f"/work/{submission.key}/problem/"
    stale = form_of(desk.get(address))
    first = desk.post(address, stale | {"problem": "First."}, headers={"X-Autosave": "1"})
    assert first.json()["saved"] is True
    late = desk.post(address, stale | {"problem": "Late."}, headers={"X-Autosave": "1"})
    assert (late.status_code, late.json()["saved"]) == (409, False)
    assert Submission.objects.get().problem == "First."


def test_anon_05_a_mark_holds_it_back_until_it_is_explained_or_gone(desk, make_submission, author):
    submission = make_submission(problem="Two women returned to Aktau. Write to kestrel@people.example.")
    page = desk.get(f"/work/{submission.key}/check/")
    assert "kestrel@people.example" in page.content.decode()
    sent = {"based_on": submission.revision, "checklist": TICKS, "rights": "on"}
    assert desk.post(f"/work/{submission.key}/check/", sent).status_code == 422
    for mark, _step in page.context["open"]:
        desk.post(f"/work/{submission.key}/check/", {"mark": mark.fingerprint, "reason": "Invented for training."})
    assert MarkAnswer.objects.count() == len(page.context["open"]) > 0
    assert desk.post(f"/work/{submission.key}/check/", sent).url == f"/work/{submission.key}/"
    assert Submission.objects.get().state == State.SAFEGUARDING


def test_anon_04_without_every_tick_nothing_is_handed_in(desk, make_submission):
    submission = make_submission()
    sent = {"based_on": submission.revision, "checklist": TICKS[:-1], "rights": "on"}
    answer = desk.post(f"/work/{submission.key}/check/", sent)
    assert answer.status_code == 422
    assert "Tick every line" in answer.content.decode()
    assert Submission.objects.get().state == State.DRAFT


def test_what_was_handed_in_meanwhile_is_not_changed_and_the_typed_text_is_shown(desk, make_submission, bring):
    submission = make_submission()
    stale = form_of(desk.get(f"/work/{submission.key}/problem/"))
    bring(submission, "safeguarding")
    answer = desk.post(f"/work/{submission.key}/problem/", stale | {"problem": "Too late a word."})
    assert answer.status_code == 409
    assert "Too late a word." in answer.content.decode()


def test_the_whole_way_through_the_pages(client, make_submission, author, guard, editor, judges):
    submission = make_submission()
    work, desk_page = f"/work/{submission.key}/", f"/desk/s/{submission.key}/"
    client.force_login(author)
    client.post(f"{work}check/", {"based_on": submission.revision, "checklist": TICKS, "rights": "on"})
    client.force_login(guard)
    assert submission.title in client.get("/desk/safeguarding/").content.decode()
    client.post(desk_page, {"do": "safeguard", "move": "clear"})
    client.force_login(editor)
    assert submission.title in client.get("/desk/triage/").content.decode()
    client.post(desk_page, {"do": "take-on"})
    for judge in judges:
        client.post(desk_page, {"do": "assign", "reviewer": str(judge.key)})
    for judge in judges:
        client.force_login(judge)
        row = submission.assignments.get(reviewer=judge)
        assert submission.title in client.get("/reviews/").content.decode()
        review = f"/reviews/{row.key}/"
        assert SNAPSHOT["problem"] not in client.get(review).content.decode()
        client.post(review, {"do": "no-conflict"})
        assert SNAPSHOT["problem"] in client.get(review).content.decode()
        scores = {f"score-{one.name}": "2" for one in CRITERIA} | {f"words-{one.name}": "Because." for one in CRITERIA}
        assert client.post(review, scores | {"do": "hand-in", "evidence": ""}).status_code == 422
        assert (
            client.post(review, scores | {"do": "hand-in", "evidence": "E1", "strengths": "Clear."}).url == "/reviews/"
        )
    client.force_login(editor)
    assert "Because." in client.get(desk_page).content.decode()
    accept = {"do": "accept", "note": "Published.", "strengths": "Clear.", "evidence": "E1", "checklist": TICKS}
    assert client.post(desk_page, accept | {"checklist": []}).status_code == 422
    client.post(desk_page, accept)
    submission.refresh_from_db()
    assert submission.state == State.PUBLISHED
    client.force_login(author)
    page = client.get(work).content.decode()
    assert submission.practice.get_url() in page
    client.logout()
    assert client.get(submission.practice.get_url()).status_code == 200


@pytest.mark.parametrize("way", ["draft", "safeguarding", "triage", "in_review", "decision"])
def test_anon_01_others_find_nothing_where_it_is(
    client, make_submission, bring, make_member, make_reviewer, editor, guard, way
):
    submission = make_submission()
    if way != "draft":
        bring(submission, way)
    strangers = [
        None,
        make_member(),
        make_member(roles=[Role.FOCAL_POINT]),
        make_reviewer(),
        make_member(roles=[Role.ORGANISER]),
    ]
    if way == "draft":
        strangers += [editor, guard]
    for stranger in strangers:
        client.logout()
        if stranger:
            client.force_login(stranger)
        for there in ("/work/{}/", "/work/{}/check/", "/work/{}/problem/", "/desk/s/{}/"):
            missing = there.format(uuid.uuid4())
            address = there.format(submission.key)
            assert bare(client.get(address), address) == bare(client.get(missing), missing)
            assert client.get(address).status_code == 404


def test_a_reviewer_loses_sight_of_it_with_a_conflict_or_when_taken_away(
    client, make_submission, bring, judges, editor
):
    submission = bring(make_submission(), "in_review")
    for judge, end in zip(judges, ("conflict", "unassign"), strict=True):
        row = submission.assignments.get(reviewer=judge)
        client.force_login(judge)
        client.post(f"/reviews/{row.key}/", {"do": "no-conflict"})
        assert client.get(f"/reviews/{row.key}/").status_code == 200
        if end == "conflict":
            client.post(f"/reviews/{row.key}/", {"do": "conflict"})
        else:
            assigning.unassign(row, by=editor)
        assert client.get(f"/reviews/{row.key}/").status_code == 404
        assert submission.title not in client.get("/reviews/").content.decode()


def test_whoever_has_judged_it_reads_on_until_it_is_decided_and_no_longer(
    client, make_submission, bring, judges, author, editor
):
    for title, end in (("Withdrawn", "withdraw"), ("Sent back", "ask"), ("Published", "accept")):
        submission = bring(make_submission(title))
        address = f"/reviews/{submission.assignments.get(reviewer=judges[0]).key}/"
        client.force_login(judges[0])
        assert SNAPSHOT["problem"] in client.get(address).content.decode()
        assert title in client.get("/reviews/").content.decode()
        if end == "withdraw":
            submitting.withdraw(submission, by=author)
        elif end == "ask":
            vetting.ask_changes(submission, by=editor, note="More.")
        else:
            vetting.accept(submission, by=editor, **ACCEPT)
        assert client.get(address).status_code == 404
        assert (title in client.get("/reviews/").content.decode()) is (end == "accept")


def test_priv_07_no_mail_says_what_it_is_about(make_submission, bring, editor, author, judges):
    submission = bring(make_submission("Canary kestrel evening"), "in_review")
    work_off()
    vetting.ask_changes(submission, by=editor, note="Say more about kestrels.", notes={"problem": "Kestrel?"})
    work_off()
    told = {message.to[0] for message in mail.outbox}
    assert told == {author.email, *(judge.email for judge in judges)}
    for message in mail.outbox:
        assert "estrel" not in message.subject + message.body + str(message.alternatives)


def test_anon_09_a_blind_text_tells_its_reviewers_neither_city_nor_organisation(client, make_submission, bring, judges):
    submission = bring(make_submission(blind=True), "in_review")
    row = submission.assignments.get(reviewer=judges[0])
    client.force_login(judges[0])
    before = client.get(f"/reviews/{row.key}/").content.decode()
    client.post(f"/reviews/{row.key}/", {"do": "no-conflict"})
    for text in (before, client.get(f"/reviews/{row.key}/").content.decode()):
        assert "Aktau" not in text
        assert "An office for youth" not in text


def test_the_author_reads_no_reviewer_s_name(client, make_submission, bring, author, judges, editor):
    submission = bring(make_submission())
    vetting.ask_changes(submission, by=editor, note="More, please.")
    client.force_login(author)
    text = client.get(f"/work/{submission.key}/").content.decode()
    assert "More, please." in text
    for person in (*judges, editor):
        assert person.profile.display_name not in text


def test_how_vetting_works_is_for_everybody(client, home):
    text = client.get("/how-vetting-works/").content.decode()
    for one in CRITERIA:
        assert str(one.title) in text
        assert all(str(anchor) in html.unescape(text) for anchor in one.anchors)
    for words in ("two new reviewers", "puts somebody at risk", "What vetting does not do"):
        assert words in text


def test_the_public_is_led_to_how_vetting_works(client, make_submission, bring, editor):
    page = vetting.accept(bring(make_submission()), by=editor, **ACCEPT).practice
    for address in (page.get_url(), "/practices/"):
        assert 'href="/how-vetting-works/"' in client.get(address).content.decode()


@pytest.mark.parametrize("verb", ["nothing", "assign", "unassign", "__class__", "find"])
def test_a_forged_verb_is_a_missing_page_or_a_sentence(client, make_submission, bring, editor, verb):
    submission = bring(make_submission(), "triage")
    client.force_login(editor)
    answer = client.post(f"/desk/s/{submission.key}/", {"do": verb, "reviewer": "x", "assignment": "%00"})
    assert answer.status_code == 404


def test_queues_ask_little_and_no_more_for_more(client, make_submission, bring, editor, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        client.get("/desk/triage/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/desk/triage/").status_code == 200
        return len(queries)

    client.force_login(editor)
    for number in range(5):
        bring(make_submission(f"Few {number}"), "triage")
    few = asked()
    for number in range(15):
        bring(make_submission(f"Many {number}"), "triage")
    assert asked() == few <= 12


__all__ = ["ACCEPT", "judged"]
