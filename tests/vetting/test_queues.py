"""The desk's queues, narrowed by who has it and by age; and how long everything takes, as contributors are told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.accounts.roles import Role
from practices import vetting
from practices.models import Submission
from practices.moves import WITHIN, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client):
    """The titles in a queue, as asked."""

    def ask(queue: str, **asked) -> set[str]:
        return {row.title for row in client.get(f"/desk/{queue}/", asked).context["page"]}

    return ask


def test_a_queue_is_narrowed_by_who_has_it(client, shown, make_submission, bring, editor, make_member):
    colleague = make_member("The other desk", roles=[Role.EDITOR])
    for title, by in (("Mine", editor), ("Theirs", colleague)):
        vetting.take_on(bring(make_submission(title), "triage"), by=by)
    bring(make_submission("Nobody's"), "triage")
    client.force_login(editor)
    assert shown("review") == {"Mine", "Theirs"}
    assert shown("review", who="me") == {"Mine"}
    assert shown("review", who=str(colleague.key)) == {"Theirs"}
    assert shown("review", who="nobody") == set()
    assert shown("triage", who="nobody") == {"Nobody's"}
    assert shown("review", who="x" * 40) == {"Mine", "Theirs"}
    assert "The other desk" in client.get("/desk/review/").content.decode()


def test_a_queue_is_narrowed_by_age(client, shown, make_submission, bring, editor):
    now = timezone.now()
    for title, since, due in (("New", now, 5), ("Late", now, -1), ("Old", now - timedelta(days=31), 5)):
        bring(make_submission(title), "triage")
        due_on = timezone.localdate() + timedelta(days=due)
        Submission.objects.filter(title=title).update(since=since, due_on=due_on)
    client.force_login(editor)
    assert shown("triage", age="overdue") == {"Late"}
    assert shown("triage", age="month") == {"Old"}
    assert shown("triage", age="century") == {"New", "Late", "Old"}
    assert next(iter(client.get("/desk/triage/").context["page"])).title == "Late"


def test_what_it_takes_and_how_long_is_said_before_and_after_writing(client, make_submission, author):
    client.force_login(author)
    days = sum(WITHIN.values())
    for address in ("/share/", f"/work/{make_submission().key}/check/"):
        text = client.get(address).content.decode()
        assert f"{days} days at most" in text
        assert f"within {WITHIN[State.IN_REVIEW]} days" in text
    assert "A quarter of an hour for a snapshot" in client.get("/share/").content.decode()


def test_the_timeline_says_how_long_each_station_takes(client, make_submission, author):
    client.force_login(author)
    for anonymous in (False, True):
        text = client.get(f"/work/{make_submission(anonymous=anonymous).key}/").content.decode()
        assert f"within {WITHIN[State.IN_REVIEW]} days" in text
        assert ("waits for the city to co-sign" in text.lower()) is not anonymous
