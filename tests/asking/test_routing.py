"""A facilitator passes a question on: who reads it then, who may say no, and what is told to whom."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.accounts.choices import Status
from members.accounts.models import AuditEntry
from members.accounts.roles import Role
from members.asking.choices import QuestionState
from members.asking.models import Question, Routing
from members.asking.routing import answer_call, asked_now, pass_on, pass_on_anew
from members.discussions.colleagues import colleagues
from members.discussions.joining import invite, leave_space
from members.discussions.models import Membership, Post, Space, Thread
from members.discussions.spaces import change_space
from members.notifications.reading import lines

from ..answers import bare
from .conftest import TEXTS, browser, page, put_question, say

pytestmark = pytest.mark.django_db


def told(user) -> list[str]:
    return [line.told.sentence for line in lines(user)]


def route_address(question) -> str:
    return f"/ask/{question.key}/pass-on/"


def profiles(users):
    return [user.profile for user in users]


def test_a_facilitator_reads_the_question_and_passes_it_on(question, router, second, helpers, asker):
    text = page(router, route_address(question))
    assert TEXTS["situation"] in text and "A participant" in text and "Helper 3" in text
    data = {
        "do": "pass-on",
        "person": [str(user.profile.key) for user in helpers[:3]],
        "second": str(second.profile.key),
    }
    response = browser(router).post(route_address(question), data, follow=True)
    assert "The question is passed on." in response.content.decode()
    question.refresh_from_db()
    assert question.state == QuestionState.ROUTED and asked_now(question) == 3
    assert "Your question is with members of the network." in told(asker)


def test_its_words_stand_in_the_thread_and_nowhere_else(routed, asker):
    assert (routed.title, routed.situation, routed.tried, routed.kept) == ("", "", "", [])
    post = routed.thread.posts.get()
    assert TEXTS["situation"] in post.text and TEXTS["tried"] in post.text and post.author == asker
    assert str(routed) == routed.thread.title == TEXTS["title"]


def test_acl_the_room_is_read_by_who_asks_who_said_yes_and_two_facilitators(
    routed, asker, router, second, helpers, make_member, staff
):
    other = make_member("Third", roles=[Role.FACILITATOR])
    administrator = make_member("Admin", roles=[Role.ADMINISTRATOR])
    for user in (asker, router, second):
        assert TEXTS["situation"] in page(user, routed.thread.get_absolute_url())
    for user in (None, helpers[0], helpers[3], other, administrator, staff):
        assert browser(user).get(routed.thread.get_absolute_url()).status_code == 404
    answer_call(routed, by=helpers[0], agree=True)
    assert TEXTS["situation"] in page(helpers[0], routed.thread.get_absolute_url())


def test_who_is_asked_reads_no_word_before_saying_yes(routed, helpers, asker):
    for address in (
        routed.get_absolute_url(),
        routed.space.get_absolute_url(),
        "/ask/mine/",
        "/notices/",
        "/discussions/",
    ):
        text = page(helpers[0], address)
        for words in (*TEXTS.values(), "Asta", "Aktau"):
            assert words not in text, (address, words)
    assert "Family work" in page(helpers[0], routed.get_absolute_url())
    response = browser(helpers[0]).post(routed.get_absolute_url(), {"do": "yes"}, follow=True)
    assert TEXTS["situation"] in response.content.decode()


def test_acl_03_a_question_is_not_there_for_others(routed, question, helpers, make_member, theme, asker):
    waiting = put_question(asker, theme)
    outsider = make_member("Otto")
    never = uuid.uuid4()
    for row in (routed, waiting):
        for pattern in ("/ask/{}/", "/ask/{}/pass-on/", "/ask/{}/note/"):
            for user in (None, outsider, helpers[3]):
                for method in ("get", "post"):
                    there = getattr(browser(user), method)(pattern.format(row.key))
                    missing = getattr(browser(user), method)(pattern.format(never))
                    assert bare(there, pattern.format(row.key)) == bare(missing, pattern.format(never))
                    assert there.status_code == 404
    for address in ("/ask/queue/",):
        assert browser(outsider).get(address).status_code == 404


def test_a_question_that_waits_is_for_facilitators_with_a_second_factor(question, router, make_member):
    from allauth.mfa.models import Authenticator

    assert TEXTS["title"] in page(router, "/ask/queue/")
    Authenticator.objects.filter(user=router).delete()
    assert browser(router).get("/ask/queue/").status_code in (302, 404)
    assert Question.objects.waiting_for(type(router).objects.get(pk=router.pk)).count() == 0
    administrator = make_member("Admin", roles=[Role.ADMINISTRATOR])
    assert browser(administrator).get("/ask/queue/").status_code == 404


def test_once_it_is_passed_on_other_facilitators_see_nothing_of_it(routed, make_member, router):
    other = make_member("Third", roles=[Role.FACILITATOR])
    assert TEXTS["title"] not in page(other, "/ask/queue/") and TEXTS["title"] in page(router, "/ask/queue/")
    assert browser(other).get(route_address(routed)).status_code == 404


def test_nobody_passes_on_their_own_question(theme, router, second, helpers):
    own = put_question(router, theme)
    assert browser(router).get(route_address(own)).status_code == 404
    with pytest.raises(PermissionDenied):
        pass_on(own, profiles(helpers[:3]), by=router, second=second.profile)


@pytest.mark.parametrize("many", [0, 2, 6])
def test_it_is_three_to_five_people(question, router, second, make_helper, many):
    people = [make_helper(f"Person {number}") for number in range(6)]
    with pytest.raises(ValidationError, match="three, four or five"):
        pass_on(question, profiles(people[:many]), by=router, second=second.profile)
    assert not Space.objects.exists()


def test_somebody_of_the_askers_city_cannot_be_asked_by_a_forged_form(
    question, router, second, helpers, make_helper, town
):
    neighbour = make_helper("Neighbour", city=town)
    with pytest.raises(ValidationError, match="cannot be asked"):
        pass_on(question, profiles([*helpers[:2], neighbour]), by=router, second=second.profile)


def test_two_facilitators_keep_it(question, router, helpers, second):
    for wrong in (None, router.profile, helpers[3].profile):
        with pytest.raises(ValidationError, match="keeps the question"):
            pass_on(question, profiles(helpers[:3]), by=router, second=wrong)


def test_con_passing_on_twice_asks_once_and_two_facilitators_do_not_both(routed, router, second, helpers, make_member):
    again = pass_on(routed, profiles(helpers[:3]), by=router, second=second.profile)
    assert again.pk == routed.pk and Routing.objects.count() == 3 and Thread.objects.count() == 1
    other = make_member("Third", roles=[Role.FACILITATOR])
    with pytest.raises(PermissionDenied):
        pass_on(routed, profiles(helpers[:3]), by=other, second=second.profile)


def test_who_says_no_is_told_to_those_who_keep_it_and_not_to_who_asks(routed, router, helpers, asker):
    before = told(asker), page(asker, routed.get_absolute_url()).count("Helper")
    response = browser(helpers[0]).post(routed.get_absolute_url(), {"do": "no"}, follow=True)
    assert "Who asks is not told." in response.content.decode()
    assert (told(asker), page(asker, routed.get_absolute_url()).count("Helper")) == before
    assert "A question waits to be passed on." in told(router)
    assert "said no" in page(router, route_address(routed))
    assert browser(helpers[0]).get(routed.get_absolute_url()).status_code == 404
    assert "Somebody of the network asks" not in " ".join(told(helpers[0]))


def test_who_says_no_in_the_space_itself_counts_as_well(routed, router, helpers):
    browser(helpers[0]).post(routed.space.get_absolute_url(), {"do": "turn-down"})
    assert asked_now(routed) == 2 and "Fewer than three have it." in page(router, route_address(routed))


def test_a_free_place_is_given_to_somebody_else(routed, router, helpers):
    answer_call(routed, by=helpers[0], agree=False)
    data = {"do": "anew", "person": [str(helpers[3].profile.key)]}
    assert "They are asked." in browser(router).post(route_address(routed), data, follow=True).content.decode()
    assert asked_now(routed) == 3 and any("asks for your help" in words for words in told(helpers[3]))
    pass_on_anew(routed, profiles(helpers[3:]), by=router)  # the same again
    assert Routing.objects.count() == 4


def test_whoever_said_no_is_not_asked_again(routed, router, helpers):
    answer_call(routed, by=helpers[0], agree=False)
    pass_on_anew(routed, profiles(helpers[:1]), by=router)
    assert asked_now(routed) == 2


def test_never_more_than_five_have_it(routed, router, make_helper):
    more = [make_helper(f"More {number}") for number in range(3)]
    with pytest.raises(ValidationError, match="Five people"):
        pass_on_anew(routed, profiles(more), by=router)


@pytest.mark.parametrize(
    ("privacy", "told_as"), [("chatham", "A participant"), ("role", "Member, Aktau"), ("named", "Asta Asker")]
)
def test_attr_who_asks_is_signed_as_they_chose(asker, theme, router, second, helpers, privacy, told_as):
    question = put_question(asker, theme, privacy=privacy)
    hidden = {"Asta Asker", "Aktau"} - (
        {"Asta Asker"} if privacy == "named" else {"Aktau"} if privacy == "role" else set()
    )
    text = page(router, route_address(question))
    assert told_as in text and not [words for words in hidden if words in text]
    question = pass_on(question, profiles(helpers[:3]), by=router, second=second.profile)
    answer_call(question, by=helpers[0], agree=True)
    for user in (router, second, helpers[0]):
        text = page(user, question.thread.get_absolute_url())
        assert told_as in text and not [words for words in hidden if words in text]


@pytest.mark.parametrize("place", ["people/", "watch/", "settings/", ""])
def test_attr_the_rooms_own_pages_do_not_tell_its_facilitators_who_asks(routed, router, asker, place):
    text = page(router, f"{routed.space.get_absolute_url()}{place}")
    assert "Asta" not in text and str(asker.profile.key) not in text
    assert not Membership.objects.visible_to(router).filter(user=asker).exists()
    assert Membership.objects.visible_to(asker).filter(user=asker).exists()


def test_attr_who_reads_a_question_cannot_make_its_rules_wider(routed, router, make_member):
    with pytest.raises(PermissionDenied, match="chosen by whoever asks"):
        change_space(routed.space, by=router, values={"attribution": "named"})
    with pytest.raises(PermissionDenied):
        invite(routed.space, make_member("Guest", listed=True).profile, by=router)


def test_attr_the_log_does_not_say_who_came_into_the_room_of_a_question(routed, helpers, asker):
    answer_call(routed, by=helpers[0], agree=True)
    leave_space(routed.space, by=asker)
    keys = {str(asker.key), str(helpers[0].key)}
    rows = AuditEntry.objects.filter(
        action__in=("space-member-moved", "question-moved", "question-asked", "thread-started", "post-written")
    )
    assert rows.filter(action="space-member-moved").count() == 2
    assert not [row for row in rows if row.actor in keys or keys & set(map(str, row.facts.values()))]


def test_being_in_the_room_of_a_question_makes_nobody_colleagues(asker, theme, router, second, helpers):
    question = put_question(asker, theme, privacy="named")
    pass_on(question, profiles(helpers[:3]), by=router, second=second.profile)
    answer_call(question, by=helpers[0], agree=True)
    assert not colleagues(helpers[0]).exists()


def test_rooms_of_questions_stand_in_no_list_of_spaces(routed, router, asker, helpers):
    for user in (router, asker, helpers[0]):
        assert routed.space.title not in page(user, "/discussions/")
    assert 'value="question"' not in page(router, "/discussions/new/")


def test_whoever_left_the_network_meanwhile_is_asked_for_by_nobody(question, router, second, helpers, asker):
    type(asker).objects.filter(pk=asker.pk).update(status=Status.SUSPENDED)
    assert TEXTS["title"] not in page(router, "/ask/queue/")
    with pytest.raises(PermissionDenied):
        pass_on(question, profiles(helpers[:3]), by=router, second=second.profile)
    assert not Post.objects.exists()


def test_a_yes_is_said_only_by_who_was_asked(routed, helpers, asker, router):
    for user in (helpers[3], router):
        with pytest.raises(PermissionDenied):
            answer_call(routed, by=user, agree=True)
    answer_call(routed, by=helpers[0], agree=True)
    assert answer_call(routed, by=helpers[0], agree=True).state == "in"


@pytest.mark.parametrize("person", ["x", "\x00", "00000000-0000-4000-8000-000000000000", "0" * 5000])
def test_a_person_that_is_none_is_answered(question, router, second, person):
    data = {"do": "pass-on", "person": [person], "second": str(second.profile.key)}
    assert browser(router).post(route_address(question), data).status_code == 422


def test_without_a_second_facilitator_the_page_says_what_to_do(asker, theme, router, helpers):
    question = put_question(asker, theme)
    assert "Ask an administrator for a second facilitator." in page(router, route_address(question))


def test_without_anybody_to_ask_the_page_says_so(question, router):
    assert "Nobody can be asked" in page(router, route_address(question))


@pytest.mark.parametrize("many", [5, 50])
def test_the_queue_and_my_questions_ask_as_often_for_five_as_for_fifty(asker, theme, router, make_member, many):
    for number in range(many):
        put_question(make_member(f"Asker {number}") if number else asker, theme)
    counts = []
    for user, address in ((router, "/ask/queue/"), (asker, "/ask/mine/")):
        client = browser(user)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] <= 15 and counts[1] <= 15, counts


def test_who_asks_hears_of_answers(routed, helpers, asker):
    answer_call(routed, by=helpers[0], agree=True)
    say(routed, helpers[0])
    assert "There is news in one of your spaces." in told(asker)
    assert "You: it has an answer." in page(asker, routed.get_absolute_url())
