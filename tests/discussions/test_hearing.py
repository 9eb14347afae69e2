"""Who hears of a post, and whom one can call by name: only people who may read it."""

import pytest

from members.accounts.choices import Status
from members.discussions.hearing import mentionable, who_hears
from members.discussions.models import ReadMark
from members.discussions.moderating import moderate

from ..builders import with_second_factor
from .conftest import answer, put_in, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(make_space, make_member):
    """A space with a person for each wish."""
    space = make_space(facilitators=[])
    people = {wish: make_member(f"Wish {wish}") for wish in ("everything", "digest", "mentions", "nothing")}
    for wish, user in people.items():
        put_in(space, user, wish=wish)
    writer = make_member("The writer")
    put_in(space, writer, wish="everything")
    return space, people, writer


def heard(post) -> dict:
    return {user.profile.display_name: reason.value for user, reason in who_hears(post).items()}


def test_everybody_hears_as_they_wish_and_the_writer_not_at_all(room):
    space, _people, writer = room
    assert heard(say(space, writer)) == {"Wish everything": "everything", "Wish digest": "digest"}


def test_a_mention_is_heard_by_all_but_those_who_want_nothing(room):
    space, _people, writer = room
    text = "What do @[Wish everything], @[wish digest], @[Wish mentions], @[Wish nothing] and @[The writer] say?"
    assert heard(say(space, writer, text)) == dict.fromkeys(
        ("Wish everything", "Wish digest", "Wish mentions"), "mentioned"
    )


def test_the_wish_for_a_thread_goes_before_the_one_for_its_space(room):
    space, people, writer = room
    post = say(space, writer)
    ReadMark.objects.create(user=people["everything"], thread=post.thread, wish="nothing")
    ReadMark.objects.create(user=people["nothing"], thread=post.thread, wish="everything")
    ReadMark.objects.create(user=people["digest"], thread=post.thread, number=1)
    assert heard(post) == {"Wish nothing": "everything", "Wish digest": "digest"}


def test_rights_are_asked_when_it_is_delivered_and_not_when_it_was_written(room):
    space, people, writer = room
    post = say(space, writer, "@[Wish mentions] and @[Wish digest]")
    assert "Wish mentions" in heard(post)
    space.memberships.filter(user=people["mentions"]).update(state="left")
    people["digest"].status = Status.SUSPENDED
    people["digest"].save()
    assert heard(post) == {"Wish everything": "everything"}
    space.needs_second_factor = True
    space.save()
    post.refresh_from_db()
    assert heard(post) == {}
    with_second_factor(people["everything"])
    assert heard(post) == {"Wish everything": "everything"}


def test_nobody_hears_of_what_waits_or_is_hidden(make_space, make_member, hosts):
    space, new, other = make_space(first_posts_wait=True), make_member(), make_member()
    for user in (new, other):
        put_in(space, user, wish="everything")
    post = say(space, new)
    assert who_hears(post) == {}
    post = moderate(post, "approve", by=hosts[0])
    assert other in who_hears(post)
    late = answer(post.thread, other)
    moderate(post, "hide", by=hosts[0], note="A name.")
    late.thread.refresh_from_db()
    assert who_hears(late) == {}


def test_who_asked_or_is_invited_hears_nothing_and_cannot_be_mentioned(space, anna, make_member):
    for state in ("asked", "invited", "left", "declined"):
        put_in(space, make_member(f"Not Inside {state}"), state=state, wish="everything")
    post = say(space, anna, "@[Not Inside asked] @[Not Inside left]")
    assert not post.mentioned.exists()
    assert not [name for name in heard(post) if name.startswith("Not Inside")]
    assert mentionable(space, anna, "Not Inside") == []


def test_acl_30_two_letters_are_needed_and_a_stranger_is_answered_as_for_nobody(space, anna, ben, outsider):
    assert mentionable(space, anna, "be") == ["Ben Inside"]
    assert mentionable(space, anna, "b") == mentionable(space, anna, " b ") == []
    assert mentionable(space, anna, "anna") == []
    for words in ("be", "Ben Inside", "zz", "outside"):
        assert mentionable(space, outsider, words) == []
        assert mentionable(space, None, words) == []
    assert mentionable(space, anna, "otto") == []


def test_a_protected_name_is_offered_to_nobody(space, anna, ben):
    ben.profile.protected_name = True
    ben.profile.save()
    assert mentionable(space, anna, "ben") == []
    assert not say(space, anna, "Hello @[Ben Inside]").mentioned.exists()


@pytest.mark.parametrize(
    ("rule", "offered"), [("pseudonym", ["Grey Heron"]), ("chatham", ["Ada Grey"]), ("role", ["Ada Grey"]), ("named", ["Ada Grey", "Ben Grey"])]
)  # fmt: skip
def test_names_are_offered_only_where_the_rule_of_the_space_shows_them(make_space, make_member, rule, offered):
    space = make_space(attribution=rule, facilitators=[make_member("Ada Grey"), make_member("Bo Other")])
    viewer = make_member("Viewer")
    put_in(space, viewer)
    put_in(space, make_member("Ben Grey"), pseudonym="Grey Heron")
    assert mentionable(space, viewer, "grey") == offered


def test_a_thousand_mentions_are_no_more_than_twenty(space, anna, ben):
    text = " ".join(f"@[Nobody {number}]" for number in range(1000)) + " @[Ben Inside]"
    assert not say(space, anna, text).mentioned.exists()


def test_where_one_writes_it_is_said_how_to_mention_somebody(client, space, thread, anna):
    client.force_login(anna)
    for address in (
        thread.get_absolute_url(),
        f"{space.get_absolute_url()}new/",
        f"{thread.posts.get().get_absolute_url()}edit/",
    ):
        text = client.get(address).content.decode()
        assert f'data-names="/discussions/{space.key}/names/"' in text
        assert "write @[their name]" in text
