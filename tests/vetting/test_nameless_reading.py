"""Without names, or judged blind: what desk and reviewers read before it is published tells no more than the page will."""

import pytest
from django.core.exceptions import ValidationError

from members.accounts.roles import Role
from practices import assigning, submitting, vetting
from practices.models import Submission

from .conftest import ACCEPT

pytestmark = pytest.mark.django_db
TELLING = {
    "lead_organisation": "An office for kestrels",
    "mandate_holder": "The kestrel council",
    "funding": "Paid by the kestrel fund.",
    "partners": [{"type": "partner", "value": {"name": "Kestrel friends", "kind": "civil_society", "support": []}, "id": "0a0a0a0a-0000-4000-8000-00000000000a"}],
    "contributors": [{"type": "contributor", "value": {"role": "Kestrel keeper", "name": ""}, "id": "0a0a0a0a-0000-4000-8000-00000000000b"}],
}  # fmt: skip


def pages_of(client, submission, people) -> dict[str, str]:
    """What each of them reads of it, after the statement on conflicts where one is asked."""
    found = {}
    for name, person in people.items():
        client.force_login(person)
        address = f"/desk/s/{submission.key}/"
        if name == "judge":
            address = f"/reviews/{submission.assignments.get(reviewer=person).key}/"
            client.post(address, {"do": "no-conflict"})
        found[name] = client.get(address).content.decode()
    return found


@pytest.mark.parametrize("anonymous", [True, False])
def test_anon_07_desk_and_reviewers_read_what_the_page_will_say_and_no_more(
    client, make_submission, bring, editor, guard, judges, anonymous
):
    submission = bring(make_submission(anonymous=anonymous, **TELLING), "in_review")
    for name, text in pages_of(client, submission, {"editor": editor, "guard": guard, "judge": judges[0]}).items():
        assert ("estrel" in text) is not anonymous, name
        assert ("Aktau" in text) is not anonymous, name
        assert ("a practitioner in a city" in text or "a practitioner</li>" in text) is anonymous, name


def test_its_author_sees_it_as_it_will_look_without_names(client, make_submission, author):
    submission = make_submission(anonymous=True, **TELLING)
    client.force_login(author)
    text = client.get(f"/work/{submission.key}/").content.decode()
    assert "estrel" not in text
    assert "a practitioner" in text
    assert Submission.objects.get().lead_organisation == "An office for kestrels"


def test_anon_09_judged_blind_facts_are_told_and_organisations_are_not(client, make_submission, bring, judges):
    submission = bring(make_submission(blind=True, **TELLING), "in_review")
    text = pages_of(client, submission, {"judge": judges[0]})["judge"]
    assert "estrel" not in text
    assert "Kazakhstan" not in text
    assert "neighbourhood" in text


def test_what_members_will_read_is_read_by_those_who_check_it(client, make_submission, bring, editor, guard, judges):
    submission = bring(make_submission(safeguarding_detail="Two workers go together, always."), "in_review")
    for name, text in pages_of(client, submission, {"editor": editor, "guard": guard, "judge": judges[0]}).items():
        assert "Two workers go together, always." in text, name
        assert "For members" in text, name


def test_not_even_the_difference_tells_where_it_is_from(client, make_submission, bring, editor, author, guard, judges):
    first = vetting.accept(bring(make_submission(anonymous=True, **TELLING)), by=editor, **ACCEPT)
    change = submitting.begin_change(first.practice, by=author)
    values = {"claim": "Now until midnight.", "lead_organisation": "An office for kestrels", "cities": [change.city_id]}
    change = submitting.save(change, values, by=author, based_on=change.revision)
    change = bring(change, "triage")
    text = pages_of(client, change, {"editor": editor})["editor"]
    assert "Now until midnight." in text
    assert "estrel" not in text
    assert "Aktau" not in text


def test_whom_the_desk_can_ask_does_not_tell_the_city_of_an_entry_without_names(
    client, make_submission, bring, editor, make_reviewer, town, make_city
):
    near, same = make_reviewer(city=make_city("Astana", "KZ")), make_reviewer(city=town)
    for anonymous in (False, True):
        submission = bring(make_submission(f"Doors {anonymous}", anonymous=anonymous), "in_review")
        offers = {row["reviewer"].user: row["against"] for row in assigning.reviewers_for(submission)}
        assert offers.get(near) == ([] if anonymous else ["works in the same country"])
        assert (same in offers) is not anonymous
        text = pages_of(client, submission, {"editor": editor})["editor"]
        assert ("works for the same city" in text) is not anonymous
        with pytest.raises(ValidationError, match="Ask somebody else"):
            assigning.assign(submission, same, by=editor)


def test_an_editor_of_the_same_city_is_not_told_why_others_decide(client, make_submission, bring, make_member, town):
    neighbour = make_member(city=town, roles=[Role.EDITOR])
    for anonymous in (False, True):
        submission = bring(make_submission(f"Doors {anonymous}", anonymous=anonymous), "triage")
        text = pages_of(client, submission, {"neighbour": neighbour})["neighbour"]
        assert "You read along." in text
        assert ("from your own city" in text) is not anonymous
