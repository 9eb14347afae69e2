"""Who may read what in spaces: each condition with somebody it lets in and somebody who differs in it alone."""

import pytest

from members.accounts.choices import Status
from members.accounts.roles import Role
from members.discussions.choices import MembershipState
from members.discussions.glass import break_glass
from members.discussions.models import Membership, Post, PostVersion, Reaction, Report, Space, Thread
from members.discussions.moderating import moderate, report
from members.discussions.permissions import can_read, can_see, lacks_factor_for, readers
from members.discussions.spaces import change_space
from members.discussions.writing import edit_post, react

from ..builders import with_second_factor
from .conftest import answer, put_in, say

pytestmark = pytest.mark.django_db


def reads(user, space) -> bool:
    """Whether somebody reads the space; every kind of row must agree."""
    answers = {
        Space.objects.open_to(user).filter(pk=space.pk).exists(),
        Thread.objects.visible_to(user).filter(space=space).exists(),
        Post.objects.visible_to(user).filter(thread__space=space).exists(),
    }
    assert len(answers) == 1
    return answers.pop()


@pytest.fixture
def told(space, thread):
    """Something that could leak."""
    return thread


@pytest.mark.parametrize(("access", "read"), [("members", True), ("space", False)])
def test_all_members_read_a_space_that_is_open_to_all(make_space, hosts, outsider, access, read):
    space = make_space(listing="members", access=access)
    say(space, hosts[0])
    assert reads(outsider, space) is read
    assert can_see(outsider, space)


@pytest.mark.parametrize(("listing", "seen"), [("members", True), ("hidden", False)])
def test_a_hidden_space_is_listed_to_its_own_members_alone(make_space, outsider, hosts, listing, seen):
    space = make_space(listing=listing)
    assert can_see(outsider, space) is seen
    assert can_see(hosts[0], space)


def test_a_hidden_space_is_read_by_its_own_members_alone_whatever_its_access_says(make_space, hosts, outsider):
    space = make_space(listing="hidden", access="members")
    say(space, hosts[0])
    assert not reads(outsider, space)
    assert reads(hosts[0], space)


@pytest.mark.parametrize("state", MembershipState.values)
def test_only_who_is_in_reads_a_closed_space(space, told, outsider, state):
    put_in(space, outsider, state=state)
    assert reads(outsider, space) is (state == "in")
    assert can_see(outsider, space) is (state in ("in", "invited"))


@pytest.mark.parametrize("status", [Status.PENDING, Status.LAPSED, Status.SUSPENDED, Status.LEFT])
def test_who_is_no_member_any_more_reads_nothing(space, told, anna, make_space, hosts, status):
    wide = make_space(listing="members", access="members")
    say(wide, hosts[0])
    assert reads(anna, space) and reads(anna, wide)
    anna.status = status
    anna.save()
    assert not reads(anna, space) and not reads(anna, wide)
    assert not can_see(anna, wide)


def test_visitors_read_nothing(make_space, hosts):
    from django.contrib.auth.models import AnonymousUser

    wide = make_space(listing="members", access="members")
    say(wide, hosts[0])
    for nobody in (None, AnonymousUser()):
        assert not reads(nobody, wide)
        assert not can_see(nobody, wide)
        for model in (Membership, Report, PostVersion, Reaction):
            assert not model.objects.visible_to(nobody).exists()


@pytest.mark.parametrize("role", list(Role))
def test_acl_27_no_role_opens_a_closed_space(space, told, make_member, role):
    user = make_member(roles=[role])
    assert not reads(user, space)
    assert not can_see(user, space)
    put_in(space, user)
    assert reads(user, space)


def test_acl_27_not_even_a_superuser_reads_a_closed_space(space, told, staff):
    assert not reads(staff, space)
    assert not can_see(staff, space)


def test_auth_05_a_space_that_asks_for_a_second_factor_is_closed_without_one(make_space, hosts, make_member):
    space = make_space(needs_second_factor=True)
    say(space, hosts[0])
    user = make_member()
    put_in(space, user)
    assert not reads(user, space)
    assert lacks_factor_for(user, space)
    assert can_see(user, space)
    with_second_factor(user)
    assert reads(user, space)
    assert not lacks_factor_for(user, space)


def test_who_may_not_read_anyway_is_not_told_that_a_second_factor_is_missing(make_space, outsider):
    assert not lacks_factor_for(outsider, make_space(needs_second_factor=True))


def test_making_a_space_narrower_makes_its_past_narrower(make_space, hosts, outsider):
    space = make_space(listing="members", access="members")
    say(space, hosts[0])
    assert reads(outsider, space)
    change_space(space, by=hosts[0], values={"access": "space"})
    assert not reads(outsider, space)
    assert reads(hosts[1], space)


def test_acl_05_who_leaves_reads_nothing_with_the_next_question(space, told, anna):
    from members.discussions.joining import leave_space

    assert reads(anna, space)
    leave_space(space, by=anna)
    assert not reads(anna, space)


def test_a_waiting_post_is_read_by_its_author_and_the_facilitators(make_space, make_member, hosts):
    space = make_space(first_posts_wait=True)
    new, other = make_member(), make_member()
    for user in (new, other):
        put_in(space, user)
    post = say(space, new)
    for user, seen in ((new, True), (hosts[0], True), (other, False)):
        assert Post.objects.visible_to(user).filter(pk=post.pk).exists() is seen
        assert Thread.objects.visible_to(user).filter(pk=post.thread_id).exists() is seen
    moderate(post, "approve", by=hosts[0])
    assert Post.objects.visible_to(other).filter(pk=post.pk).exists()


def test_a_facilitator_without_a_second_factor_runs_nothing(make_space, make_member, hosts):
    plain = make_member()
    space = make_space(first_posts_wait=True, facilitators=[plain, hosts[0]])
    writer = make_member()
    put_in(space, writer)
    post = say(space, writer)
    assert not Post.objects.visible_to(plain).filter(pk=post.pk).exists()
    with_second_factor(plain)
    assert Post.objects.visible_to(plain).filter(pk=post.pk).exists()


def test_what_a_facilitator_took_out_only_facilitators_still_read(space, thread, anna, ben, hosts):
    post = answer(thread, anna, "It was Maria of Elm Street.")
    post = edit_post(post, by=anna, text="It was Maria of Elm Street!", based_on=1)
    versions = PostVersion.objects.visible_to(ben).filter(post=post)
    assert versions.count() == 1
    moderate(post, "edit", by=hosts[0], note="No names.", text="It was a neighbour.", based_on=2)
    assert not PostVersion.objects.visible_to(ben).filter(post=post).exists()
    assert not PostVersion.objects.visible_to(anna).filter(post=post).exists()
    assert PostVersion.objects.visible_to(hosts[0]).filter(post=post).count() == 2


def test_reactions_are_counted_where_the_post_is_read(thread, anna, ben, outsider):
    react(thread.posts.get(), "useful", by=ben)
    assert Reaction.objects.visible_to(anna).count() == 1
    assert Reaction.objects.visible_to(outsider).count() == 0


def test_a_report_is_read_by_who_sent_it_and_by_facilitators_but_not_about_their_own_post(thread, anna, ben, hosts):
    about_anna = report(thread.posts.get(), by=ben, reason="manners")
    about_host = report(answer(thread, hosts[0]), by=ben, reason="manners")
    seen = {user.pk: set(Report.objects.visible_to(user)) for user in (anna, ben, *hosts)}
    assert seen[anna.pk] == set()
    assert seen[ben.pk] == {about_anna, about_host}
    assert seen[hosts[0].pk] == {about_anna}
    assert seen[hosts[1].pk] == {about_anna, about_host}


@pytest.mark.parametrize(("rule", "told"), [("named", True), ("chatham", False), ("pseudonym", False), ("role", False)])
def test_who_else_is_in_is_told_in_named_spaces_only(make_space, make_member, hosts, rule, told):
    space = make_space(attribution=rule)
    one, other, outside = make_member(), make_member(), make_member()
    for user in (one, other):
        put_in(space, user)
    seen = set(Membership.objects.visible_to(one).values_list("user", flat=True))
    assert {one.pk, hosts[0].pk, hosts[1].pk} <= seen
    assert (other.pk in seen) is told
    assert not Membership.objects.visible_to(outside).exists()
    assert Membership.objects.visible_to(hosts[0]).filter(user=other).exists()


@pytest.mark.parametrize("factor", [True, False])
@pytest.mark.parametrize("access", ["members", "space"])
@pytest.mark.parametrize("listing", ["members", "hidden"])
def test_readers_are_those_who_may_read(make_space, make_member, administrator, hosts, listing, access, factor):
    """The list of everybody who reads and the question about one of them never differ."""
    space = make_space(listing=listing, access=access, needs_second_factor=factor)
    people = [make_member(), with_second_factor(make_member()), administrator, *hosts]
    people += [make_member(status=status) for status in (Status.LAPSED, Status.SUSPENDED, Status.PENDING)]
    for state in MembershipState.values:
        for user in (make_member(), with_second_factor(make_member())):
            put_in(space, user, state=state)
            people.append(user)
    found = set(readers(space).values_list("pk", flat=True))
    assert found == {user.pk for user in people if can_read(user, space)}


def test_broken_glass_opens_one_space_and_no_other(space, told, make_space, hosts, administrator):
    other = make_space()
    say(other, hosts[0])
    break_glass(space, by=administrator, reason="A report says that somebody is in danger.")
    assert reads(administrator, space)
    assert not reads(administrator, other)
