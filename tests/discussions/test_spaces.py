"""Opening a space, changing it, coming in and going: what is refused, and that no space is left alone."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from members.accounts.audit import AuditEntry
from members.accounts.choices import Status
from members.accounts.roles import Role
from members.discussions import joining
from members.discussions.choices import Part
from members.discussions.models import Membership, Space
from members.discussions.permissions import can_read
from members.discussions.spaces import archive_space, change_space, create_space, reopen_space
from members.people.models import Profile

from ..builders import with_second_factor
from .conftest import answer, put_in, say

pytestmark = pytest.mark.django_db
VALUES = {"title": "Return to school", "purpose": "What schools need in the first weeks."}


def opened(by, people, **values) -> Space:
    return create_space(by=by, form_key=uuid.uuid4(), facilitators=people, values=VALUES | values)


@pytest.fixture
def founder(make_member):
    return make_member(roles=[Role.FACILITATOR])


def test_a_new_space_is_as_narrow_as_it_can_be(founder, hosts):
    space = opened(founder, hosts)
    assert (space.listing, space.access, space.joining) == ("hidden", "space", "invitation")
    assert (space.attribution, space.mail_rule) == ("chatham", "news")
    assert space.needs_second_factor and space.first_posts_wait
    assert set(space.memberships.values_list("user", flat=True)) == {host.pk for host in hosts}
    assert not can_read(founder, space)


def test_a_space_needs_two_who_facilitate_and_are_members_today(founder, hosts, make_member):
    for people in ([], [founder], [hosts[0], hosts[0]], [hosts[0], make_member(status=Status.LAPSED)]):
        with pytest.raises(ValidationError):
            opened(founder, people)
    assert not Space.objects.exists()


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.ORGANISER, Role.MEMBER_MANAGER])
def test_who_is_no_facilitator_opens_no_space(make_member, hosts, role):
    user = make_member(roles=[role] if role else [])
    with pytest.raises(PermissionDenied):
        opened(user, hosts)
    user.groups.create(name=Role.FACILITATOR.value)
    user.__dict__.pop("_roles", None)
    opened(with_second_factor(user) if role is None else user, hosts)


def test_the_same_form_sent_twice_opens_one_space(founder, hosts):
    key = uuid.uuid4()
    one, other = (create_space(by=founder, form_key=key, facilitators=hosts, values=VALUES) for _time in range(2))
    assert one == other
    assert Space.objects.count() == 1


def test_settings_are_changed_by_its_facilitators_and_by_nobody_else(space, hosts, anna, staff, founder):
    for other in (anna, staff, founder):
        with pytest.raises(PermissionDenied):
            change_space(space, by=other, values={"listing": "members"})
    assert change_space(space, by=hosts[0], values={"listing": "members"}).listing == "members"


def test_a_setting_that_does_not_exist_is_left_aside_and_a_wrong_value_refused(space, hosts):
    space = change_space(space, by=hosts[0], values={"state": "archived", "key": uuid.uuid4(), "title": "Other"})
    assert (space.state, space.title) == ("open", "Other")
    with pytest.raises(ValidationError):
        change_space(space, by=hosts[0], values={"access": "everybody"})


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ({"listing": "members"}, {"access": "members"}),
        ({"listing": "members"}, {"joining": "open"}),
        ({"access": "members"}, {"listing": "members"}),
        ({"joining": "open"}, {"listing": "members"}),
        ({}, {"listing": "members", "access": "members"}),
    ],
)
def test_what_was_said_in_a_room_is_opened_to_nobody_by_a_setting(make_space, hosts, before, change):
    empty, used = make_space(**before), make_space(**before)
    say(used, hosts[0])
    with pytest.raises(ValidationError):
        change_space(used, by=hosts[0], values=change)
    change_space(empty, by=hosts[0], values=change)


def test_a_hidden_space_may_show_that_it_is_there(space, thread, hosts, outsider):
    change_space(space, by=hosts[0], values={"listing": "members", "joining": "request"})
    assert Space.objects.visible_to(outsider).filter(pk=space.pk).exists()
    assert not can_read(outsider, space)


def test_the_log_tells_the_settings_and_no_words(space, hosts):
    change_space(space, by=hosts[0], values={"attribution": "role", "title": "Zanzibarry", "purpose": "Zanzibarry too"})
    entry = AuditEntry.objects.get(action="space-changed")
    assert entry.facts["attribution"] == "role"
    assert entry.actor == str(hosts[0].key)
    assert "Zanzibarry" not in str(entry.facts) + entry.thing_id


def test_nobody_writes_in_an_archived_space_and_it_can_be_opened_again(space, thread, anna, hosts):
    for _twice in range(2):
        archive_space(space, by=hosts[0])
    with pytest.raises(PermissionDenied):
        answer(thread, anna)
    assert can_read(anna, space)
    reopen_space(space, by=hosts[1])
    answer(thread, anna)
    assert AuditEntry.objects.filter(action="space-changed", result="archived").count() == 1


def standing(space, user) -> str:
    row = Membership.objects.filter(space=space, user=user).first()
    return row.state if row else ""


def test_anybody_who_sees_an_open_space_joins_it_and_says_what_they_want_to_hear(make_space, outsider):
    space = make_space(listing="members", joining="open")
    for _twice in range(2):
        joining.join(space, by=outsider, wish="everything")
    assert space.memberships.get(user=outsider).wish == "everything"
    assert can_read(outsider, space)


@pytest.mark.parametrize(
    "settings", [{"joining": "request"}, {"joining": "invitation"}, {"joining": "open", "listing": "hidden"}]
)
def test_a_space_that_is_not_open_cannot_be_joined_just_so(make_space, outsider, settings):
    space = make_space(**{"listing": "members"} | settings)
    with pytest.raises(PermissionDenied):
        joining.join(space, by=outsider)
    assert standing(space, outsider) == ""


def test_who_asks_is_let_in_by_a_facilitator_and_by_nobody_else(make_space, outsider, make_member, hosts):
    space = make_space(listing="members", joining="request")
    inside = make_member()
    put_in(space, inside)
    row = joining.ask_to_join(space, by=outsider)
    assert not can_read(outsider, space)
    for other in (inside, outsider):
        with pytest.raises(PermissionDenied):
            joining.admit(row, by=other)
    for _twice in range(2):
        joining.admit(row, by=hosts[0])
    assert can_read(outsider, space)


def test_whom_a_facilitator_turned_down_comes_back_by_invitation_alone(make_space, make_member, hosts):
    space = make_space(listing="members", joining="request")
    user = make_member(listed=True)
    joining.decline(joining.ask_to_join(space, by=user), by=hosts[0])
    with pytest.raises(ValidationError):
        joining.ask_to_join(space, by=user)
    joining.invite(space, Profile.objects.get(user=user), by=hosts[0])
    joining.accept(space, by=user)
    assert can_read(user, space)


def test_an_invited_member_sees_what_it_is_and_reads_it_once_in(space, thread, make_member, hosts):
    user = make_member(listed=True)
    joining.invite(space, Profile.objects.get(user=user), by=hosts[0])
    assert Space.objects.visible_to(user).filter(pk=space.pk).exists()
    assert not can_read(user, space)
    joining.accept(space, by=user)
    assert can_read(user, space)


def test_an_invitation_is_turned_down_without_a_word(space, make_member, hosts):
    user = make_member(listed=True)
    joining.invite(space, Profile.objects.get(user=user), by=hosts[0])
    joining.turn_down(space, by=user)
    assert not Space.objects.visible_to(user).filter(pk=space.pk).exists()
    with pytest.raises(ValidationError):
        joining.accept(space, by=user)


def test_only_people_of_the_directory_are_invited_and_only_by_facilitators(space, make_member, hosts, anna):
    hidden, listed = (Profile.objects.get(user=make_member(listed=flag)) for flag in (False, True))
    with pytest.raises(ValidationError):
        joining.invite(space, hidden, by=hosts[0])
    with pytest.raises(PermissionDenied):
        joining.invite(space, listed, by=anna)
    assert joining.invite(space, listed, by=hosts[0]).state == "invited"


def test_who_was_never_asked_cannot_accept(space, outsider):
    with pytest.raises(ValidationError):
        joining.accept(space, by=outsider)


def test_one_of_two_facilitators_hands_over_before_going(space, hosts, anna):
    for verb in (joining.leave_space, joining.step_down):
        with pytest.raises(ValidationError):
            verb(space, by=hosts[0])
    with pytest.raises(ValidationError):
        joining.remove(space.memberships.get(user=hosts[0]), by=hosts[1])
    for _twice in range(2):
        joining.appoint(space.memberships.get(user=anna), by=hosts[0])
    joining.leave_space(space, by=hosts[0])
    facilitating = Membership.objects.facilitating().filter(space=space).values_list("user", flat=True)
    assert set(facilitating) == {hosts[1].pk, anna.pk}


def test_a_facilitator_who_lapsed_does_not_count(space, hosts, anna):
    joining.appoint(space.memberships.get(user=anna), by=hosts[0])
    hosts[1].status = Status.LAPSED
    hosts[1].save()
    with pytest.raises(ValidationError):
        joining.leave_space(space, by=hosts[0])


def test_only_who_is_in_is_appointed(space, hosts, outsider):
    with pytest.raises(ValidationError):
        joining.appoint(put_in(space, outsider, state="asked"), by=hosts[0])
    with pytest.raises(PermissionDenied):
        joining.appoint(space.memberships.get(user=hosts[0]), by=outsider)


def test_who_goes_and_comes_back_is_no_facilitator_any_more(make_space, hosts, make_member):
    third = with_second_factor(make_member())
    space = make_space(listing="members", joining="open", facilitators=[*hosts, third])
    joining.leave_space(space, by=third)
    joining.join(space, by=third)
    assert space.memberships.get(user=third).part == Part.MEMBER


@pytest.mark.parametrize(("access", "wish"), [("members", "digest"), ("space", "mentions")])
def test_priv_07_of_a_closed_space_no_digest_comes_unasked(make_space, outsider, access, wish):
    space = make_space(listing="members", access=access, joining="open")
    assert joining.join(space, by=outsider).wish == wish


def test_a_pseudonym_is_nobody_elses_and_holds_no_name(make_space, make_member):
    space = make_space(listing="members", joining="open", attribution="pseudonym")
    make_member("Wren", listed=True)
    anna, ben = make_member("Anna Weber"), make_member("Ben Stone")
    for taken in ("Anna", "the weber", "x", "w" * 41, "Wren"):
        with pytest.raises(ValidationError):
            joining.join(space, by=anna, pseudonym=taken)
    assert joining.join(space, by=anna, pseudonym="Grey Heron").pseudonym == "Grey Heron"
    for alike in ("grey heron", "Grеy Heron"):  # the second with a Cyrillic letter
        with pytest.raises(ValidationError):
            joining.join(space, by=ben, pseudonym=alike)
    given = joining.join(space, by=ben).pseudonym
    assert given and given != "Grey Heron"
    joining.leave_space(space, by=anna)
    with pytest.raises(ValidationError):
        joining.join(space, by=make_member(), pseudonym="Grey Heron")
    assert joining.join(space, by=anna).pseudonym == "Grey Heron"
