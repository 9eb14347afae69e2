"""A city takes up what another city started; the owner says whether that is so."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from members.accounts.models import AuditEntry
from members.accounts.roles import Role
from network_site.pages.streams import stream_of
from practices.adoptions import can_confirm, can_declare, confirm, declare, describe, move, refuse, withdraw
from practices.models import Adoption, PracticePage

from ..people.conftest import make_member  # noqa: F401


@pytest.fixture
def origin(make_city):
    return make_city("Aktau")


@pytest.fixture
def adopter(make_city):
    return make_city("Lille", "FR", latitude="50.63", longitude="3.06")


@pytest.fixture
def practice(make_practice, origin):
    block = {"title": "The case table", "what_is_done": "People meet."}
    return make_practice(
        "Open doors", cities=[origin], building_blocks=stream_of(PracticePage, "building_blocks", [block], seed="t")
    )


@pytest.fixture
def focal(make_member, adopter):  # noqa: F811
    return make_member(city=adopter, roles=[Role.FOCAL_POINT])


@pytest.fixture
def owner(make_member, origin):  # noqa: F811
    return make_member(city=origin, roles=[Role.FOCAL_POINT])


@pytest.fixture
def adoption(practice, adopter, focal):
    return declare(practice, adopter, user=focal)


def test_a_focal_point_declares_for_their_city_and_the_owner_is_asked(adoption, focal):
    assert (adoption.state, adoption.recognition) == ("interested", "waiting")
    assert [step.state for step in adoption.steps.all()] == ["interested"]
    assert AuditEntry.objects.filter(action="adoption-declared", actor=str(focal.key)).count() == 1


def test_con_03_declared_again_it_is_the_same_record(adoption, practice, adopter, focal):
    again = declare(practice, adopter, user=focal, state="running")
    assert again == adoption and again.state == "interested"
    assert Adoption.objects.count() == adoption.steps.count() == 1


@pytest.mark.parametrize("kind", ["nobody", "member", "other city", "own practice"])
def test_others_may_not_declare(kind, practice, adopter, origin, owner, make_member, focal):  # noqa: F811
    user, city = {
        "nobody": (AnonymousUser(), adopter),
        "member": (make_member(city=adopter), adopter),
        "other city": (owner, adopter),
        "own practice": (owner, origin),
    }[kind]
    assert can_declare(focal, adopter, practice)
    assert not can_declare(user, city, practice)
    with pytest.raises(PermissionDenied):
        declare(practice, city, user=user)


def test_nobody_declares_a_practice_that_is_not_published(make_practice, adopter, focal):
    assert not can_declare(focal, adopter, make_practice("Draft", live=False))


def test_an_adoption_moves_on_stops_and_starts_again(adoption, focal):
    for state in ("planning", "piloting", "piloting", "stopped", "running"):
        move(adoption, state, user=focal)
    adoption.refresh_from_db()
    assert adoption.was_tried
    assert [step.state for step in adoption.steps.all()] == ["interested", "planning", "piloting", "stopped", "running"]


def test_a_move_that_is_not_in_the_table_is_refused_in_words(adoption, focal):
    move(adoption, "stopped", user=focal)
    with pytest.raises(ValidationError, match="cannot become"):
        move(adoption, "interested", user=focal)
    adoption.refresh_from_db()
    assert adoption.state == "stopped" and not adoption.was_tried


def test_the_owner_confirms_and_the_adopter_may_not(adoption, owner, focal):
    with pytest.raises(PermissionDenied):
        confirm(adoption, user=focal)
    assert confirm(adoption, user=owner).recognition == "confirmed"
    confirm(adoption, user=owner)
    assert AuditEntry.objects.filter(action="adoption-confirmed").count() == 1


def test_an_editor_confirms_but_not_for_the_city_they_work_in(adoption, adopter, make_member):  # noqa: F811
    assert can_confirm(make_member(roles=[Role.EDITOR]), adoption)
    assert not can_confirm(make_member(city=adopter, roles=[Role.EDITOR]), adoption)
    assert not can_confirm(make_member(), adoption)


def test_a_refusal_needs_a_reason_and_stays_between_the_two(adoption, owner, focal, make_member):  # noqa: F811
    with pytest.raises(ValidationError):
        refuse(adoption, user=owner, reason="  ")
    refuse(adoption, user=owner, reason="Only the name was taken.")
    assert Adoption.objects.visible_to(owner).get().refusal == Adoption.objects.visible_to(focal).get().refusal
    assert not Adoption.objects.visible_to(make_member()).exists()
    assert not Adoption.objects.visible_to(None).exists()


def test_a_city_describes_its_own_and_nobody_elses(adoption, focal, owner, practice):
    block = str(practice.building_blocks[0].id)
    describe(adoption, {"kept": "The table.", "blocks": [block], "direction": "worse"}, user=focal)
    adoption.refresh_from_db()
    assert (adoption.kept, adoption.blocks, adoption.direction) == ("The table.", [block], "worse")
    with pytest.raises(PermissionDenied):
        describe(adoption, {"kept": "Nothing."}, user=owner)
    with pytest.raises(ValidationError, match="no longer"):
        describe(adoption, {"blocks": ["made up"]}, user=focal)


def test_withdrawn_is_gone_and_again_is_harmless(adoption, focal, owner):
    with pytest.raises(PermissionDenied):
        withdraw(adoption, user=owner)
    withdraw(adoption, user=focal)
    withdraw(adoption, user=focal)
    assert not Adoption.objects.exists()


def test_only_confirmed_adoptions_of_published_cities_and_practices_are_public(adoption, adopter, owner, practice):
    assert not Adoption.objects.visible_to(None).exists()
    confirm(adoption, user=owner)
    assert Adoption.objects.visible_to(None).count() == 1
    adopter.pages.get().unpublish()
    assert not Adoption.objects.visible_to(None).exists()
    adopter.pages.get().save_revision().publish()
    assert Adoption.objects.visible_to(None).count() == 1
    practice.unpublish()
    assert not Adoption.objects.visible_to(None).exists()
