"""Under which name a post reaches whom, and that no role and no later rule tells more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.discussions.attribution import byline, bylines
from members.discussions.models import Post
from members.discussions.spaces import change_space
from members.people.leaving import leave

from .conftest import answer, put_in, say

pytestmark = pytest.mark.django_db
NAME = "Zanzibarry Byline"


@pytest.fixture
def writer(make_member, make_city):
    return make_member(NAME, city=make_city("Aktau"), tells=["city"], function="The only one")


@pytest.fixture
def written(make_space, writer):
    """A post of the writer in a space with a rule."""

    def make(rule, *, pseudonym=""):
        space = make_space(attribution=rule)
        put_in(space, writer, pseudonym=pseudonym)
        return say(space, writer)

    return make


def name_of(post, viewer) -> str:
    return byline(Post.objects.get(pk=post.pk), viewer).name


@pytest.mark.parametrize(
    ("rule", "told"),
    [("named", NAME), ("role", "Member, Aktau, Kazakhstan"), ("pseudonym", "Grey Heron"), ("chatham", "A participant")],
)
def test_each_rule_tells_what_it_says_to_everybody_alike(written, hosts, staff, anna, rule, told):
    post = written(rule, pseudonym="Grey Heron")
    for viewer in (anna, hosts[0], staff):
        assert name_of(post, viewer) == told


def test_a_protected_name_stays_protected_in_a_named_space(written, writer, anna):
    writer.profile.protected_name = True
    writer.profile.save()
    assert name_of(written("named"), anna) == "Member, Aktau, Kazakhstan"


def test_a_city_that_is_not_told_does_not_stand_beside_the_role(written, writer, anna):
    writer.profile.visibility = {"city": "nobody"}
    writer.profile.save()
    assert name_of(written("role"), anna) == "Member"


def test_ones_own_post_is_marked_as_ones_own(written, writer, anna):
    post = written("chatham")
    assert byline(post, writer).mine
    assert not byline(post, anna).mine


@pytest.mark.parametrize("before", ["named", "role", "pseudonym", "chatham"])
@pytest.mark.parametrize("after", ["named", "role", "pseudonym", "chatham"])
def test_a_changed_rule_never_tells_more_of_what_was_written_before(written, hosts, before, after):
    post = written(before, pseudonym="Grey Heron")
    change_space(post.thread.space, by=hosts[0], values={"attribution": after})
    told = name_of(post, hosts[0])
    tells = {"named": NAME, "role": "Member, Aktau, Kazakhstan", "pseudonym": "Grey Heron", "chatham": "A participant"}
    order = ["chatham", "pseudonym", "role", "named"]
    narrower = min(before, after, key=order.index)
    if after == "pseudonym" and before != "pseudonym":
        narrower = "chatham"  # or the pseudonym would be put on a post that had the name
    assert told == tells[narrower]


@pytest.mark.parametrize(
    ("rule", "told"),
    [("named", "Former member"), ("role", "Former member"), ("pseudonym", "Grey Heron"), ("chatham", "A participant")],
)
def test_priv_03_who_left_is_a_former_member_where_that_betrays_nothing(written, writer, anna, rule, told):
    post = written(rule, pseudonym="Grey Heron")
    leave(writer, by=writer)
    assert name_of(post, anna) == told


def test_somebody_who_never_told_anything_is_a_member(make_space, anna, hosts, staff):
    space = make_space()
    put_in(space, staff)
    assert not hasattr(staff, "profile")
    assert name_of(say(space, staff), hosts[0]) == "Member"


@pytest.mark.parametrize("rule", ["named", "role", "pseudonym", "chatham"])
def test_names_of_many_posts_ask_as_many_questions_as_of_one(make_space, make_member, make_city, hosts, anna, rule):
    space = make_space(attribution=rule)
    thread = say(space, hosts[0]).thread
    for number in range(6):
        user = make_member(city=make_city(f"City {number}"), tells=["city"])
        put_in(space, user, pseudonym=f"Name {number}")
        answer(thread, user)

    def asked(count: int) -> int:
        posts = list(Post.objects.filter(thread=thread).select_related("thread__space")[:count])
        with CaptureQueriesContext(connection) as queries:
            bylines(posts, anna)
        return len(queries)

    bylines(Post.objects.all(), anna)
    assert asked(2) == asked(7) <= 5
