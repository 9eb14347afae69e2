"""An editor asks somebody to look after a practice that nobody keeps; it is theirs once they have said yes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from members.accounts.actions import set_status
from members.accounts.choices import Status
from members.people.models import Profile
from practices import renewal, stewards, submitting, vetting
from practices.models import PracticePage, StewardOffer, Stewardship

from ..answers import bare
from .conftest import ACCEPT

pytestmark = pytest.mark.django_db


@pytest.fixture
def alone(make_submission, bring, editor, author):
    """A practice whose writer is not reachable any more."""
    page = vetting.accept(bring(make_submission()), by=editor, **ACCEPT).practice
    set_status(author, Status.LAPSED, by=None)
    renewal.ask_owners()
    return PracticePage.objects.get(pk=page.pk)


@pytest.fixture
def friend(make_member, make_city):
    """Somebody of another city, whom the directory shows."""
    return make_member("The northern team", city=make_city("Lyon", "FR"), listed=True)


def test_an_editor_names_somebody_who_says_yes_at_my_work(client, alone, editor, friend):
    board, naming = "/needs-an-owner/", f"/needs-an-owner/{alone.pk}/"
    client.force_login(editor)
    assert naming in client.get(board).content.decode()
    found = client.get(naming, {"name": "northern"}).content.decode()
    assert "The northern team" in found
    assert client.post(naming, {"person": str(friend.profile.key)}).url == board
    assert "Somebody is asked, until" in client.get(board).content.decode()
    assert PracticePage.objects.get(pk=alone.pk).needs_owner
    client.force_login(friend)
    assert alone.title in client.get("/work/").content.decode()
    offer = StewardOffer.objects.get()
    client.post("/work/", {"offer": str(offer.key), "do": "yes"})
    page = PracticePage.objects.get(pk=alone.pk)
    assert not page.needs_owner
    assert renewal.owner_of(page.translation_key) == friend
    assert submitting.can_change(friend, page)
    assert not StewardOffer.objects.exists()
    assert stewards.answer_offer(offer, by=friend, accept=True) == Stewardship.objects.get()


def test_whoever_says_no_is_left_alone_and_another_is_asked(client, alone, editor, friend, make_member):
    stewards.name_owner(alone, by=editor, profile=friend.profile)
    client.force_login(friend)
    client.post("/work/", {"offer": str(StewardOffer.objects.get().key), "do": "no"})
    assert not StewardOffer.objects.exists()
    assert PracticePage.objects.get(pk=alone.pk).needs_owner
    assert alone.title not in client.get("/work/").content.decode()
    other = make_member(listed=True)
    stewards.name_owner(alone, by=editor, profile=other.profile)
    assert StewardOffer.objects.get().person == other


def test_only_the_one_asked_last_can_say_yes_and_only_in_time(alone, editor, friend, make_member, time_machine):
    first = stewards.name_owner(alone, by=editor, profile=friend.profile)
    assert stewards.name_owner(alone, by=editor, address=friend.email) == first
    other = make_member()
    stewards.name_owner(alone, by=editor, address=other.email)
    with pytest.raises(ValidationError, match="not open"):
        stewards.answer_offer(first, by=friend, accept=True)
    time_machine.move_to(timezone.now() + timedelta(days=31))
    with pytest.raises(ValidationError, match="not open"):
        stewards.answer_offer(StewardOffer.objects.get(), by=other, accept=True)
    assert not Stewardship.objects.exists()


def test_an_address_is_answered_the_same_whether_or_not_a_member_has_it(client, alone, editor, friend):
    client.force_login(editor)
    answers = set()
    for address in (friend.email, "nobody@nowhere.example"):
        answer = client.post(f"/needs-an-owner/{alone.pk}/", {"address": address}, follow=True)
        answers.add(bare(answer, "/needs-an-owner/"))
    assert len(answers) == 1


def test_only_editors_name_and_only_what_needs_somebody(client, alone, editor, friend, guard, make_member, town):
    for person in (None, friend, guard, make_member(city=town)):
        client.logout()
        if person:
            client.force_login(person)
            assert f"/needs-an-owner/{alone.pk}/" not in client.get("/needs-an-owner/").content.decode()
            with pytest.raises(PermissionDenied):
                stewards.name_owner(alone, by=person, profile=friend.profile)
        assert client.get(f"/needs-an-owner/{alone.pk}/").status_code == 404
        assert client.post(f"/needs-an-owner/{alone.pk}/", {"address": friend.email}).status_code == 404
    stewards.take_over(alone, by=make_member(city=town))
    client.force_login(editor)
    assert client.get(f"/needs-an-owner/{alone.pk}/").status_code == 404


def test_an_offer_of_somebody_else_is_no_longer_open(client, alone, editor, friend, make_member):
    stewards.name_owner(alone, by=editor, profile=friend.profile)
    stranger = make_member()
    client.force_login(stranger)
    answer = client.post("/work/", {"offer": str(StewardOffer.objects.get().key), "do": "yes"}, follow=True)
    assert "This is not open any more." in answer.content.decode()
    assert not Stewardship.objects.exists()
    for sent in ({"offer": "x", "do": "yes"}, {"offer": str(StewardOffer.objects.get().key), "do": "perhaps"}):
        assert client.post("/work/", sent).status_code == 404


def test_where_the_place_is_withheld_an_editor_can_still_name_somebody(alone, editor, friend):
    PracticePage.objects.update(place_withheld=True)
    stewards.name_owner(alone, by=editor, profile=friend.profile)
    stewards.answer_offer(StewardOffer.objects.get(), by=friend, accept=True)
    assert Stewardship.objects.get().user == friend


def test_who_is_no_member_any_more_says_nothing(alone, editor, friend):
    offer = stewards.name_owner(alone, by=editor, profile=friend.profile)
    set_status(friend, Status.SUSPENDED, by=None)
    fresh = type(friend).objects.get(pk=friend.pk)
    with pytest.raises(ValidationError, match="not open"):
        stewards.answer_offer(offer, by=fresh, accept=True)
    assert Profile.objects.filter(user=friend).exists()
