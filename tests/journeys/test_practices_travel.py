"""Every way that a practice can go, told once each, from the first word to what the public reads."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from members.accounts.actions import set_status
from members.accounts.choices import Status
from members.accounts.roles import Role
from members.people.models import Profile
from practices.models import PracticePage

from ..vetting.conftest import author, editor, guard, judges, make_member, make_reviewer, town  # noqa: F401
from ..work import work_off
from .walking import Walk, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(author, editor, guard, judges, make_theme, home):  # noqa: F811
    return Walk(author, editor, guard, judges, make_theme().pk)


def public(walk) -> str:
    return walk.reads(None, walk.page)


def test_accepted_at_once(walk):
    walk.published()
    text = public(walk)
    for words in ("Clear about what failed.", "2 peer reviewers", "Nobody was there in the evenings.", "Aktau"):
        assert words in text
    assert "Published" in walk.reads(walk.author, walk.work)


def test_changes_are_asked_twice(walk):
    walk.begins().to_decision()
    for number in (1, 2):
        asked = {"note": f"More, {number}.", "note-field": "cost_band", "note-text": f"Is it right, {number}?"}
        walk.sends(walk.editor, walk.desk, do="ask-changes", **asked)
        text = walk.reads(walk.author, walk.work)
        assert f"Is it right, {number}?" in text
        assert f'href="{walk.work}action/#cost_band"' in text
        walk.writes("problem", problem=f"Told again, {number}.")
        walk.hands_in()
        walk.is_cleared()
        assert f"Told again, {number}." in walk.reads(walk.editor, walk.desk)
        walk.is_taken_on()
        walk.is_judged()
    walk.is_accepted()
    assert "Told again, 2." in public(walk)


def test_declined_with_a_reason(walk):
    walk.begins().hands_in()
    walk.is_cleared()
    walk.sends(walk.editor, walk.desk, 422, do="decline", note=" ")
    walk.sends(walk.editor, walk.desk, do="decline", note="Not about our subjects.")
    text = walk.reads(walk.author, walk.work)
    assert "Not about our subjects." in text
    assert "Ask for two new reviewers" not in text
    assert walk.row.practice is None


def stations(walk, focal) -> dict:
    """How each place from which something can be taken back is reached."""
    return {
        "draft": [],
        "submitted": [walk.hands_in],
        "safeguarding": [walk.hands_in],
        "locked": [walk.hands_in, lambda: walk.sends(walk.guard, walk.desk, do="safeguard", move="lock", note="Stop.")],
        "triage": [walk.hands_in, walk.is_cleared],
        "in_review": [walk.hands_in, walk.is_cleared, walk.is_taken_on, walk.asks],
        "decision": [walk.to_decision],
        "changes": [walk.to_decision, lambda: walk.sends(walk.editor, walk.desk, do="ask-changes", note="More.")],
        "declined": [walk.to_decision, lambda: walk.sends(walk.editor, walk.desk, do="decline", note="No.")],
    }


@pytest.mark.parametrize(
    "station",
    ["draft", "submitted", "safeguarding", "locked", "triage", "in_review", "decision", "changes", "declined"],
)
def test_withdrawn_at_every_step(walk, station, make_member, town):  # noqa: F811
    focal = make_member(city=town, roles=[Role.FOCAL_POINT]) if station == "submitted" else None
    walk.begins()
    for step in stations(walk, focal)[station]:
        step()
    assert walk.row.state == station
    assert "Withdraw this submission" in walk.reads(walk.author, walk.work)
    for _press in range(2):
        walk.sends(walk.author, walk.work, do="withdraw")
    assert walk.row.state == "withdrawn"
    assert "Nobody was there in the evenings." in walk.reads(walk.author, walk.work)
    for other in filter(None, (focal, walk.guard, walk.editor, *walk.judges)):
        for address in (walk.work, walk.desk):
            assert browser_of(other).get(address).status_code == 404
        for queue in ("/desk/", "/work/", "/reviews/"):
            assert walk.title not in walk.reads(other, queue)


def test_appealed_and_judged_by_two_others(walk, make_reviewer, make_city):  # noqa: F811
    walk.begins().to_decision()
    walk.sends(walk.editor, walk.desk, do="decline", note="Too thin.")
    assert "Within 60 days" in walk.reads(walk.author, walk.work)
    walk.sends(walk.author, walk.work, do="appeal", note="The costs were misread.")
    assert "judged it before the appeal" in walk.reads(walk.editor, walk.desk)
    walk.sends(walk.editor, walk.desk, 422, do="assign", reviewer=str(walk.judges[0].key))
    city = make_city("Amman", "JO")
    new = [make_reviewer(kind, city=city) for kind in ("practitioner", "evaluation")]
    walk.asks(*new)
    walk.is_judged(*new)
    walk.is_accepted()
    assert "Clear about what failed." in public(walk)


def test_suspended_in_one_press_and_shown_again(walk):
    walk.published()
    page, key = walk.page, PracticePage.objects.get().translation_key
    walk.sends(walk.guard, f"/concern/{key}/hide/")
    assert Client().get(page).status_code == 404
    assert walk.title not in walk.reads(None, "/practices/")
    assert "Suspended" in walk.reads(walk.author, walk.work)
    hidden = re.search(r"/desk/hidden/[0-9a-f-]+/", walk.reads(walk.guard, "/desk/hidden/"))[0]
    walk.sends(walk.guard, hidden, do="show", note="The picture is gone.")
    assert walk.title in public(walk)


def link_for(walk, days: int = 10) -> str:
    """The link of the letter that asks whether it is still right."""
    work_off()
    mail.outbox.clear()
    PracticePage.objects.update(valid_until=timezone.localdate() + timedelta(days=days))
    call_command("ask_to_renew", verbosity=0)
    work_off()
    (letter,) = mail.outbox
    assert letter.to == [walk.author.email]
    return re.search(r"/renew/\S+", letter.body)[0]


def test_renewed_by_a_link_without_a_password(walk):
    walk.published()
    walk.sends(None, link_for(walk), 200, answer="running")
    assert PracticePage.objects.get().valid_until > timezone.localdate() + timedelta(days=700)
    assert "confirmed" in public(walk)


def test_ended_and_still_read(walk):
    walk.published()
    walk.sends(None, link_for(walk), 200, answer="ended", why="The money ran out.")
    assert "The money ran out." in public(walk)


def test_the_wrong_owner_and_a_new_one_whom_an_editor_names(walk, make_member):  # noqa: F811
    walk.published()
    walk.sends(None, link_for(walk), 200, answer="wrong")
    assert "Nobody looks after this entry any more" in public(walk)
    friend = make_member("The northern team", listed=True)
    page = PracticePage.objects.get()
    walk.sends(walk.editor, f"/needs-an-owner/{page.pk}/", person=str(friend.profile.key))
    offer = re.search(r'name="offer" value="([^"]+)"', walk.reads(friend, "/work/"))[1]
    walk.sends(friend, "/work/", offer=offer, do="yes")
    assert "Nobody looks after this entry any more" not in public(walk)
    answer = walk.sends(friend, f"/work/change/{page.pk}/")
    assert browser_of(friend).get(answer.url).status_code == 200


def test_without_names_from_the_first_word_to_the_last(walk, make_member, town):  # noqa: F811
    focal = make_member(city=town, roles=[Role.FOCAL_POINT])
    walk.begins(anonymous="on").to_decision()
    assert not focal.notices.exists()
    told = [walk.reads(walk.editor, walk.desk), walk.reads(walk.judges[0], "/reviews/"), walk.reads(focal, "/work/")]
    walk.is_accepted()
    told += [public(walk), walk.reads(focal, walk.page), walk.reads(None, "/practices/")]
    for text in told:
        for word in ("Aktau", "An office for youth", "The evening team"):
            assert word not in text
    assert "a practitioner" in public(walk)
    assert "Published" in walk.reads(walk.author, walk.work)


def test_written_by_two(walk, make_member):  # noqa: F811
    friend = make_member("The friend", listed=True)
    walk.begins()
    walk.sends(walk.author, f"{walk.work}co-authors/", do="ask", person=str(friend.profile.key))
    invitation = re.search(r'name="invitation" value="([^"]+)"', walk.reads(friend, "/work/"))[1]
    walk.sends(friend, "/work/", invitation=invitation, do="accept")
    walk.writes("problem", by=friend, problem="Written by the friend.")
    assert "Written by the friend." in walk.reads(walk.author, walk.work)
    sent = {"based_on": walk.row.revision, "checklist": ["names"], "rights": "on"}
    walk.sends(friend, f"{walk.work}check/", 422, **sent)
    walk.to_decision().is_accepted()
    assert "Written by the friend." in public(walk)
    assert "Published" in walk.reads(friend, walk.work)


def test_two_reviewers_disagree_and_a_third_is_asked(walk, make_reviewer, make_city):  # noqa: F811
    walk.begins().hands_in()
    walk.is_cleared()
    walk.is_taken_on()
    walk.asks()
    walk.is_judged(levels=("E1", "E3"))
    walk.is_accepted(expect=422)
    walk.sends(walk.editor, walk.desk, 422, do="decline", note="No.")
    walk.sends(walk.editor, walk.desk, do="review-again")
    third = make_reviewer(city=make_city("Amman", "JO"))
    walk.asks(third)
    walk.is_judged(third)
    walk.is_accepted()
    assert "3 peer reviewers" in public(walk)


def test_its_writer_leaves_and_it_says_that_nobody_keeps_it(walk, author):  # noqa: F811
    walk.published()
    set_status(author, Status.LAPSED, by=None)
    call_command("ask_to_renew", verbosity=0)
    assert "Nobody looks after this entry any more" in public(walk)
    assert Profile.objects.filter(user=author).exists()
