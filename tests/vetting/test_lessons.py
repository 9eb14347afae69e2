"""A lesson from a post: its author's own words at once, others' only once they agree, and nothing that tells where it was said."""

import uuid

import pytest
from django.test import Client

from members.accounts.roles import Role
from members.discussions.writing import edit_post, take_away
from members.notifications.models import Notice
from members.people.choices import PostsChoice
from members.people.leaving import leave
from practices.bringing.beside import beside
from practices.bringing.verbs import open_places, place
from practices.lessons import answer_quotation, share_lesson
from practices.models import BroughtText, Quotation, Submission

from ..discussions.conftest import anna, answer, ben, hosts, make_space, outsider, put_in, say, space  # noqa: F401
from ..work import work_off

pytestmark = pytest.mark.django_db
WORDS = "We kept the door open on Fridays."
OTHERS = "Ring the grandmother first."


def browser(user) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def quoting(space, anna, ben):  # noqa: F811
    """A post of Anna's that quotes one of Ben's and calls him by name."""
    opening = say(space, anna, "How is it done?", title="Secret room question")
    said = answer(opening.thread, ben, OTHERS)
    return answer(opening.thread, anna, f"> {OTHERS}\n\n{WORDS}\n\nThank you @[Ben Inside].", quotes=[said])


@pytest.fixture
def post(space, anna, ben):  # noqa: F811
    return quoting(space, anna, ben)


def address(post) -> str:
    return f"/work/from-post/{post.key}/"


def begun(post, anna) -> Submission:  # noqa: F811
    return share_lesson(post, by=anna, title="Fridays")


def all_words(submission) -> str:
    """Everything that the draft and what lies beside it hold."""
    shown = beside(submission)
    rows = [str(value) for value in Submission.objects.filter(pk=submission.pk).values().get().values()]
    return " ".join([*rows, shown.text if shown else "", str(shown.left if shown else "")])


def test_an_author_makes_a_draft_of_a_post_with_their_own_words_only(post, anna, ben, space):  # noqa: F811
    client = browser(anna)
    page = client.get(address(post)).content.decode()
    assert WORDS in page and OTHERS in page and "Whoever wrote them is asked" in page
    answered = client.post(address(post), {"title": "Fridays"})
    submission = Submission.objects.get()
    assert answered.status_code == 302 and str(submission.key) in answered.url
    words = all_words(submission)
    assert WORDS in words
    for secret in (OTHERS, "Ben Inside", "Secret room", space.title, str(post.key), str(space.key)):
        assert secret not in words
    assert "a colleague" in words
    assert list(submission.authorships.values_list("user", flat=True)) == [anna.pk]


def test_the_link_stands_under_ones_own_posts_and_under_no_others(post, anna, ben):  # noqa: F811
    link = f'href="{address(post)}"'
    assert link in browser(anna).get(post.thread.get_absolute_url()).content.decode()
    assert link not in browser(ben).get(post.thread.get_absolute_url()).content.decode()


def test_sharing_twice_is_one_draft_and_asks_once(post, anna, ben):  # noqa: F811
    first, second = begun(post, anna), begun(post, anna)
    assert first == second
    assert Submission.objects.count() == Quotation.objects.count() == 1
    assert Notice.objects.filter(user=ben, kind="quotation-asked").count() == 1
    assert "Open the draft" in browser(anna).get(address(post)).content.decode()


def test_who_is_quoted_agrees_and_the_words_wait_beside_the_draft_without_a_name(post, anna, ben):  # noqa: F811
    submission = begun(post, anna)
    row = Quotation.objects.get()
    client = browser(ben)
    assert OTHERS in client.get(f"/work/quoted/{row.key}/").content.decode()
    assert "words of yours" in client.get("/notices/").content.decode()
    assert client.post(f"/work/quoted/{row.key}/", {"do": "agree"}).status_code == 302
    answer_quotation(row, by=ben, agree=True)
    left = [one for one in beside(Submission.objects.get()).left if OTHERS in one["text"]]
    assert len(left) == 1 and "Ben" not in all_words(submission)
    assert "may go along" in browser(anna).get("/notices/").content.decode()
    assert "1 quotation may" in browser(anna).get(address(post)).content.decode()
    field = open_places(submission)[0]
    place(Submission.objects.get(), left[0]["id"], field, by=anna)
    assert OTHERS in str(getattr(Submission.objects.get(), field))


@pytest.mark.parametrize("answered", [None, False])
def test_who_does_not_agree_or_does_not_answer_is_told_to_nobody(post, anna, ben, answered):  # noqa: F811
    submission = begun(post, anna)
    before = browser(anna).get(address(post)).content.decode()
    if answered is not None:
        answer_quotation(Quotation.objects.get(), by=ben, agree=False)
    assert OTHERS not in all_words(submission)
    assert not Notice.objects.filter(user=anna, kind="quotation-given").exists()
    assert "0 quotations may" in before and "0 quotations may" in browser(anna).get(address(post)).content.decode()


def test_somebody_thinks_again_and_the_words_go_from_beside_the_draft(post, anna, ben):  # noqa: F811
    submission, row = begun(post, anna), Quotation.objects.get()
    answer_quotation(row, by=ben, agree=True)
    assert OTHERS in all_words(submission)
    answer_quotation(row, by=ben, agree=False)
    assert OTHERS not in all_words(submission)


@pytest.mark.parametrize("rule", ["role", "pseudonym", "chatham"])
def test_a_post_of_a_space_without_names_makes_a_draft_without_names(make_space, anna, ben, rule):  # noqa: F811
    room = make_space("A quiet room", attribution=rule)
    for user in (anna, ben):
        put_in(room, user)
    assert begun(quoting(room, anna, ben), anna).anonymous


def test_a_post_of_a_named_space_makes_an_ordinary_draft(post, anna):  # noqa: F811
    assert not begun(post, anna).anonymous


def test_in_a_space_without_names_neither_side_learns_the_others(make_space, anna, ben):  # noqa: F811
    room = make_space("A quiet room", attribution="chatham")
    for user in (anna, ben):
        put_in(room, user)
    post = quoting(room, anna, ben)
    begun(post, anna)
    asked = browser(ben).get(f"/work/quoted/{Quotation.objects.get().key}/").content.decode()
    assert "A participant" in asked and "Anna" not in asked
    offered = browser(anna).get(address(post)).content.decode()
    assert "A participant" in offered and "Ben" not in offered


def test_only_its_author_makes_a_draft_of_a_post(post, anna, ben, hosts, outsider, make_member):  # noqa: F811
    nowhere = "/work/from-post/00000000-0000-4000-8000-000000000000/"
    for user in (None, ben, hosts[0], outsider, make_member(roles=[Role.EDITOR])):
        client = browser(user)
        there, never = client.get(address(post)), client.get(nowhere)
        assert there.status_code == never.status_code == 404
        assert client.post(address(post), {"title": "Fridays"}).status_code == 404
    assert not Submission.objects.exists()
    assert browser(anna).get(address(post)).status_code == 200


def test_only_who_is_quoted_answers_for_their_words(post, anna, ben, hosts, outsider):  # noqa: F811
    begun(post, anna)
    there = f"/work/quoted/{Quotation.objects.get().key}/"
    for user in (None, anna, hosts[0], outsider):
        assert browser(user).get(there).status_code == 404
        assert browser(user).post(there, {"do": "agree"}).status_code == 404
    assert Quotation.objects.get().consent == "asked"
    assert browser(ben).get(there).status_code == 200
    assert browser(ben).post(there, {"do": "shout"}).status_code == 404


def test_what_is_not_there_any_more_is_not_asked_about(post, anna, ben):  # noqa: F811
    begun(post, anna)
    row = Quotation.objects.get()
    assert browser(ben).get(f"/work/quoted/{row.key}/").status_code == 200
    Submission.objects.update(state="submitted")
    assert browser(ben).get(f"/work/quoted/{row.key}/").status_code == 404
    Submission.objects.update(state="draft")
    take_away(post.quotes.get(), by=ben)
    assert browser(ben).get(f"/work/quoted/{row.key}/").status_code == 404


def test_words_that_stand_in_nobodys_post_stay_where_they_are(post, anna):  # noqa: F811
    edit_post(post, by=anna, text=f"> Somebody on the phone said this.\n\n{WORDS}", based_on=post.version)
    submission = begun(post, anna)
    assert "on the phone" not in all_words(submission) and WORDS in all_words(submission)
    assert not Quotation.objects.exists()


def test_a_post_of_quotations_alone_is_no_lesson(post, anna):  # noqa: F811
    edit_post(post, by=anna, text=f"> {OTHERS}", based_on=post.version)
    client = browser(anna)
    assert "no words of your own" in client.get(address(post)).content.decode()
    answered = client.post(address(post), {"title": "Fridays"})
    assert answered.status_code == 422 and "no words of your own" in answered.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("title", ["", " ", "x" * 111])
def test_a_wrong_title_gets_a_sentence_and_begins_nothing(post, anna, title):  # noqa: F811
    assert browser(anna).post(address(post), {"title": title}).status_code == 422
    assert not Submission.objects.exists()


@pytest.mark.parametrize("choice", [PostsChoice.KEEP, PostsChoice.REMOVE])
def test_who_leaves_takes_their_words_along_from_beside_the_draft(post, anna, ben, choice):  # noqa: F811
    submission = begun(post, anna)
    answer_quotation(Quotation.objects.get(), by=ben, agree=True)
    leave(ben, by=ben, posts=choice)
    assert not Quotation.objects.exists()
    assert OTHERS not in all_words(submission) and BroughtText.objects.exists()


def test_a_draft_that_goes_can_be_begun_anew(post, anna):  # noqa: F811
    begun(post, anna).delete()
    assert begun(post, anna).pk
    work_off()
    assert uuid.UUID(str(Submission.objects.get().key))
