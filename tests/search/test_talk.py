"""Threads and posts are found by those who may read them, on the next request and by nobody else in any way."""
# ruff: noqa: F811

import pytest
from django.test import Client

from members.accounts.choices import Status
from members.discussions.joining import leave_space
from members.discussions.keeping import move_thread
from members.discussions.models import Post
from members.discussions.moderating import moderate
from members.discussions.writing import edit_post
from search.talk import key_of_space

from ..answers import bare
from ..discussions.conftest import (  # noqa: F401
    administrator,
    anna,
    answer,
    ben,
    hosts,
    make_space,
    outsider,
    put_in,
    say,
    space,
)
from ..people.conftest import make_member  # noqa: F401

WORD = "zanzibarry"


def browser(user=None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def found(user, address: str = f"/search/?q={WORD}") -> str:
    """What a reader is told besides the word they asked for."""
    return browser(user).get(address).content.decode().replace(f'value="{WORD}"', "").replace(f"q={WORD}", "")


@pytest.fixture
def post(worker, space, anna):
    row = say(space, anna, f"We tried the {WORD} way.", title="What helped?")
    worker()
    return row


def test_who_is_in_the_space_finds_a_post_under_its_thread_and_the_space_s_name(post, ben):
    text = found(ben)
    assert "What helped?" in text
    assert "The back room" in text
    assert post.get_absolute_url() in text


def test_acl_12_to_everybody_else_it_is_as_if_it_were_not_there(post, outsider, administrator, make_member):
    for reader in (None, outsider, administrator, make_member(status=Status.LAPSED)):
        for address in (
            f"/search/?q={WORD}",
            "/search/?type=post",
            "/search/?q=helped",
            f"/search/?q={WORD}&within=mine",
        ):
            text = found(reader, address)
            assert "What helped?" not in text
            assert "The back room" not in text
    assert browser(outsider).get(f"/search/suggestions/?q={WORD[:5]}").json() == {"suggestions": []}


def test_the_feed_the_table_and_the_api_know_no_post_even_of_who_may_read_it(post, ben):
    for address in (f"/search/results.atom?q={WORD}", f"/search/results.csv?q={WORD}", f"/api/v1/search/?q={WORD}"):
        assert "What helped?" not in browser(ben).get(address).content.decode()


def test_acl_05_who_leaves_the_space_finds_nothing_of_it_on_the_next_request(post, space, ben):
    assert "What helped?" in found(ben)
    leave_space(space, by=ben)
    assert "What helped?" not in found(ben)


def test_words_that_were_changed_hidden_or_moved_away_are_found_no_more_before_the_index_has_heard(
    post,
    space,
    anna,
    ben,
    hosts,
    make_space,
):
    edit_post(post, by=anna, text="We tried another way.", based_on=post.version)
    assert "What helped?" not in found(ben)
    other = say(space, anna, f"Again {WORD}.", title="And then?")
    moderate(other, "hide", by=hosts[0], note="Somebody could be recognised.")
    assert "And then?" not in found(ben)


def test_a_thread_that_moves_to_another_space_goes_with_its_posts(worker, post, ben, hosts, make_space):
    other = make_space("The other room")
    move_thread(post.thread, other, by=hosts[0])
    assert "What helped?" not in found(ben)
    worker()
    assert "What helped?" not in found(ben)
    assert "What helped?" in found(hosts[1])


def test_one_looks_everywhere_in_one_s_own_spaces_or_in_one_space(worker, post, space, make_space, ben, make_practice):
    other = make_space("The other room")
    put_in(other, ben)
    say(other, ben, f"More about {WORD}.", title="Elsewhere")
    make_practice(f"The {WORD} practice").save_revision().publish()
    worker()
    everywhere, mine, here = (
        found(ben, f"/search/?q={WORD}{more}") for more in ("", "&within=mine", f"&within={space.key}")
    )
    assert all(words in everywhere for words in ("What helped?", "Elsewhere", "practice"))
    assert "Elsewhere" in mine
    assert "practice</a>" not in mine
    assert "What helped?" in here
    assert "Elsewhere" not in here


def test_a_space_one_may_not_read_is_no_place_to_look_in_and_has_no_name(post, space, outsider):
    there, never = (
        bare(browser(outsider).get(f"/search/?q={WORD}&within={key}"), str(key))
        for key in (space.key, "0f0f0f0f-0000-4000-8000-000000000000")
    )
    assert there == never
    assert b"The back room" not in there[1]


def test_a_thread_is_found_by_its_title_and_its_summary(worker, post, hosts, ben):
    from members.discussions.keeping import summarise

    summarise(post.thread, "In short: patience.", by=hosts[0], based_on="")
    worker()
    assert "What helped?" in found(ben, "/search/?q=patience&type=thread")


def test_no_document_says_who_wrote_it(post, anna):
    from search.sources import documents_of

    (document,) = documents_of("discussions.post", [post.pk])
    assert document.audience == (key_of_space(post.thread.space.key),)
    assert "Anna" not in str(document)
    assert Post.objects.get().author == anna
