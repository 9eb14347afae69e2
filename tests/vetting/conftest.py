"""A network in which practices can be judged, and submissions with the least that each state needs."""

import pytest

from members.accounts.roles import Role
from members.people.models.profile import Profile
from practices import assigning, coauthors, reviewing, submitting, vetting
from practices.criteria import CRITERIA
from practices.models import Expertise, Reviewer, Submission
from practices.readiness import CHECKLIST

from ..people.conftest import make_member, signed_in  # noqa: F401
from ..search.conftest import worker  # noqa: F401

TICKS = [name for name, _words in CHECKLIST]
SNAPSHOT = {
    "claim": "Young people find somebody to talk to.",
    "summary": "A youth worker is there every evening.",
    "lead_organisation": "An office for youth",
    "lead_kind": "municipality",
    "scale": "neighbourhood",
    "started": 2021,
    "running_state": "running",
    "problem": "Nobody was there in the evenings.",
    "target_groups": ["youth"],
    "what_is_done": "The door is open from six to ten.",
    "cost_band": "2",
    "what_did_not_work": "Leaflets.",
    "lessons": [{"type": "item", "value": "Stay longer than the first winter.", "id": "0a0a0a0a-0000-4000-8000-000000000001"}],
    "may_not_fit": "Where the club has closed.",
}  # fmt: skip


@pytest.fixture
def town(make_city):
    return make_city("Aktau", "KZ")


@pytest.fixture
def author(make_member, town):  # noqa: F811
    return make_member("The evening team", city=town)


@pytest.fixture
def editor(make_member, make_city):  # noqa: F811
    return make_member("The desk", city=make_city("Lille", "FR"), roles=[Role.EDITOR])


@pytest.fixture
def guard(make_member):  # noqa: F811
    return make_member("The safeguarding desk", roles=[Role.SAFEGUARDING])


@pytest.fixture
def make_reviewer(make_member):  # noqa: F811
    def make(expertise=Expertise.PRACTITIONER, **fields):
        user = make_member(roles=[Role.REVIEWER], **fields)
        Reviewer.objects.create(user=user, expertise=expertise)
        return user

    return make


@pytest.fixture
def judges(make_reviewer, make_city):
    city = make_city("Kisumu", "KE")
    return make_reviewer(Expertise.PRACTITIONER, city=city), make_reviewer(Expertise.EVALUATION, city=city)


@pytest.fixture
def make_submission(author, make_theme, town):
    """A submission brought as far as asked: `draft`, `submitted`, `triage`, `in_review`, `decision`."""

    def make(title="Open door in the evening", *, by=None, **switches) -> Submission:
        import uuid

        by = by or author
        submission = submitting.begin(by, form_key=uuid.uuid4(), title=title)
        values = SNAPSHOT | {"themes": [make_theme().pk], "cities": [town.pk], "country": None} | switches
        return submitting.save(submission, values, by=by, based_on=submission.revision)

    return make


@pytest.fixture
def bring(author, editor, guard, judges):
    """Brings a submission along its way."""

    def along(submission, to="decision", *, scores=2, levels=("E1", "E1"), by=None):
        by = by or submission.authorships.get(first=True).user
        submission = submitting.submit(submission, by=by, based_on=submission.revision, checklist=TICKS, rights=True)
        if to == "safeguarding":
            return submission
        submission = vetting.safeguard(submission, "clear", by=guard)
        if to == "triage":
            return submission
        submission = vetting.take_on(submission, by=editor)
        for judge in judges:
            assigning.assign(submission, judge, by=editor)
        if to == "in_review":
            return submission
        for judge, level in zip(judges, levels, strict=True):
            judged(submission, judge, scores=scores, level=level)
        return Submission.objects.get(pk=submission.pk)

    return along


def judged(submission, judge, *, scores=2, level="E1", questions=None):
    """One reviewer's whole work."""
    row = submission.assignments.get(reviewer=judge, round=submission.round)
    reviewing.declare(row, by=judge, conflict=False)
    given = scores if isinstance(scores, dict) else {one.name: scores for one in CRITERIA}
    reviewing.save_review(
        row, by=judge, questions=questions,
        values={"scores": given, "words": {one.name: "Because." for one in CRITERIA}, "evidence": level, "strengths": "Clear."},
    )  # fmt: skip
    return reviewing.hand_in(row, by=judge)


def write_along(submission, friend, *, by):
    """One who is asked, and accepts."""
    Profile.objects.filter(user=friend).update(listed=True)
    invitation = coauthors.ask_along(submission, by=by, profile=Profile.objects.get(user=friend))
    return coauthors.accept_invitation(invitation, by=friend)


ACCEPT = {
    "letter": "It is published.",
    "strengths": "Clear about what failed.",
    "cautions": "Small numbers.",
    "evidence": "E1",
    "checked": True,
}
__all__ = ["ACCEPT", "TICKS", "Profile", "judged", "write_along"]
