"""The rooms as they are walked into: by those inside, those who come in, and those for whom nothing is there."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from members.accounts.choices import Status
from members.accounts.roles import Role
from members.discussions.glass import break_glass
from members.discussions.models import Post, ReadMark, Report, Space, Thread
from members.discussions.moderating import report
from members.discussions.writing import edit_post, react

from ..answers import bare
from ..builders import with_second_factor
from ..work import work_off
from .conftest import answer, put_in, say

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000000"


def browser(user) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def page(user, address: str) -> str:
    response = browser(user).get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def fields(text: str) -> dict:
    return {"form_key": re.search(r'name="form_key" value="([^"]+)"', text)[1]}


@pytest.fixture
def rooms(space, thread, ben):
    """Every address of a closed space."""
    post = answer(thread, ben)
    pairs = [
        ("space", space),
        ("thread-start", space),
        ("watch", space),
        ("thread", thread),
        ("post", post),
        ("post-edit", post),
        ("report", post),
    ]
    return [reverse(f"discussions:{name}", args=[thing.key]) for name, thing in pairs]


def test_acl_03_a_closed_space_answers_outsiders_as_one_that_never_existed(rooms, outsider, staff, make_member):
    editor = make_member(roles=[Role.EDITOR])
    lapsed = make_member(status=Status.LAPSED)
    for user in (None, outsider, staff, editor, lapsed):
        client = browser(user)
        for address in rooms:
            never = re.sub(r"[0-9a-f-]{36}", NOBODY, address)
            for method in ("get", "post", "head", "options", "put", "delete"):
                there, missing = getattr(client, method)(address), getattr(client, method)(never)
                assert bare(there, address) == bare(missing, never), address
                assert there.status_code == 404, (address, method)


def test_those_inside_open_the_same_addresses(rooms, space, ben, hosts):
    for address in rooms:
        user = hosts[0] if "watch" in address else ben
        assert browser(user).get(address).status_code in ((404,) if "report" in address else (200, 302)), address
    assert page(hosts[0], rooms[-1])


def test_the_list_shows_mine_first_then_what_all_may_see_and_nothing_hidden(space, make_space, anna, outsider):
    make_space("Seen by all", listing="members")
    text = page(anna, "/discussions/")
    assert text.index("The back room") < text.index("Seen by all")
    text = page(outsider, "/discussions/")
    assert "Seen by all" in text and "The back room" not in text


def test_a_list_without_any_space_says_what_will_stand_there(outsider):
    assert "No space yet" in page(outsider, "/discussions/")


def test_visitors_are_asked_to_sign_in(home):
    assert browser(None).get("/discussions/").status_code == 302


def test_the_rules_stand_on_top_of_every_page_of_a_space(rooms, space, ben, hosts):
    Space.objects.update(attribution="chatham")
    for address in rooms:
        if "/posts/" in address and not address.endswith("edit/"):
            continue
        text = page(hosts[0] if "watch" in address else ben, address)
        assert "Chatham House" in text and "there is news" in text, address


def test_no_title_of_a_room_stands_in_the_title_of_the_window(rooms, ben, thread):
    for address in (rooms[0], rooms[3]):
        window = re.search(r"<title>(.*?)</title>", page(ben, address), re.S)[1]
        assert "back room" not in window and str(thread) not in window


def test_a_member_comes_in_by_the_form_and_says_what_to_hear(make_space, outsider):
    space = make_space("Open house", listing="members", joining="open")
    address = space.get_absolute_url()
    assert "Come in" in page(outsider, address)
    response = browser(outsider).post(address, {"do": "join", "wish": "everything"})
    assert response.status_code == 302
    assert space.memberships.get(user=outsider).wish == "everything"
    assert "Begin a thread" in page(outsider, address)
    browser(outsider).post(address, {"do": "leave"})
    assert "Begin a thread" not in page(outsider, address)


def test_a_pseudonym_that_is_refused_is_said_so_beside_what_was_typed(make_space, outsider):
    space = make_space(listing="members", joining="open", attribution="pseudonym")
    response = browser(outsider).post(space.get_absolute_url(), {"do": "join", "wish": "digest", "pseudonym": "Otto"})
    assert response.status_code == 422 and "a part of your name" in response.content.decode()
    assert not space.memberships.filter(user=outsider).exists()


def test_auth_05_without_a_second_factor_a_room_that_needs_one_says_how_to_get_it(make_space, hosts, make_member):
    space = make_space(needs_second_factor=True)
    thread, user = say(space, hosts[0], "Zanzibarry").thread, make_member()
    put_in(space, user)
    text = page(user, space.get_absolute_url())
    assert "/accounts/2fa/" in text and "How do you begin?" not in text
    assert browser(user).get(thread.get_absolute_url()).status_code == 404
    with_second_factor(user)
    assert "How do you begin?" in page(user, space.get_absolute_url())


def test_a_thread_is_begun_previewed_and_sent_once(space, anna, make_theme):
    theme = make_theme()
    address = reverse("discussions:thread-start", args=[space.key])
    values = fields(page(anna, address)) | {
        "title": "A title",
        "kind": "question",
        "language": "en",
        "text": "A **strong** word",
        "themes": [theme.slug],
    }
    preview = browser(anna).post(address, values | {"do": "preview"}).content.decode()
    assert "<strong>strong</strong>" in preview and not Thread.objects.exists()
    for _twice in range(2):
        response = browser(anna).post(address, values | {"do": "send"})
    text = page(anna, response["Location"])
    assert "<strong>strong</strong>" in text and "A title" in text and "Trauma care" in text
    assert Thread.objects.count() == Post.objects.count() == 1


def test_an_answer_quotes_is_previewed_and_lands_where_it_stands(thread, anna, ben):
    address = thread.get_absolute_url()
    form = page(ben, f"{address}?quote=1")
    assert "&gt; A question." in form
    quoted = re.search(r'name="quotes" value="([^"]+)"', form)[1]
    values = fields(form) | {"text": "> A question.\n\nYes.", "quotes": quoted}
    preview = browser(ben).post(address, values | {"do": "preview"}).content.decode()
    assert "This is how it will look" in preview and thread.posts.count() == 1
    assert values["form_key"] in preview
    response = browser(ben).post(address, values | {"do": "send"})
    assert response["Location"] == f"{address}?page=1#post-2"
    assert list(Post.objects.get(number=2).quotes.all()) == [thread.posts.get(number=1)]


def test_what_was_typed_survives_a_refusal(thread, ben, hosts):
    from members.discussions.keeping import turn

    form = fields(page(ben, thread.get_absolute_url()))
    turn(thread, "lock", by=hosts[0])
    response = browser(ben).post(thread.get_absolute_url(), form | {"text": "My long text", "do": "send"})
    assert response.status_code == 422
    assert "takes no more posts" in response.content.decode()


def test_a_post_is_changed_and_both_texts_are_shown_where_two_did(thread, ben):
    post = answer(thread, ben, "First.")
    address = reverse("discussions:post-edit", args=[post.key])
    based_on = {"based_on": 1}
    edit_post(post, by=ben, text="From the phone.", based_on=1)
    response = browser(ben).post(address, based_on | {"text": "From the desk.", "do": "send"})
    text = response.content.decode()
    assert response.status_code == 409 and "From the phone." in text and "From the desk." in text
    again = re.search(r'name="based_on" value="(\d+)"', text)[1]
    assert browser(ben).post(address, {"based_on": again, "text": "From the desk.", "do": "send"}).status_code == 302
    assert Post.objects.get(pk=post.pk).text == "From the desk."


def test_a_post_of_another_has_no_page_to_change_it(thread, ben, anna):
    address = reverse("discussions:post-edit", args=[answer(thread, ben).key])
    assert browser(anna).get(address).status_code == 404
    assert browser(ben).get(address).status_code == 200


def test_a_post_is_taken_away_by_the_form_and_its_place_says_so(thread, ben, anna):
    post = answer(thread, ben, "Zanzibarry")
    answer(thread, anna)
    browser(ben).post(reverse("discussions:post-edit", args=[post.key]), {"do": "take-away"})
    text = page(anna, thread.get_absolute_url())
    assert "Zanzibarry" not in text and "Post 2 is not shown." in text and 'id="post-3"' in text


def test_reacting_and_accepting_by_buttons(thread, anna, ben):
    answer(thread, ben)
    address = thread.get_absolute_url()
    browser(anna).post(address, {"do": "react", "kind": "useful", "post": "2", "on": "1"})
    browser(anna).post(address, {"do": "accept", "post": "2", "on": "1"})
    browser(ben).post(address, {"do": "accept", "post": "1", "on": "1"})
    text = page(ben, address)
    assert "useful · 1" in text and "This answers it" in text
    thread.refresh_from_db()
    assert thread.accepted.number == 2
    for wrong in ({"post": "99"}, {"post": "x"}, {"post": ""}):
        assert browser(anna).post(address, {"do": "react", "kind": "useful", "on": "1"} | wrong).status_code == 404


def test_a_report_goes_through_the_queue(thread, anna, ben, hosts):
    post = answer(thread, ben, "Zanzibarry")
    address = reverse("discussions:report", args=[post.key])
    assert browser(anna).post(address, {"reason": "identifies", "text": "She can be found."}).status_code == 302
    watch = reverse("discussions:watch", args=[thread.space.key])
    text = page(hosts[0], watch)
    assert "She can be found." in text and "Zanzibarry" in text and "Anna Inside" not in text
    browser(hosts[0]).post(watch, {"do": "hide", "which": str(post.key), "note": "A name."})
    assert "Zanzibarry" not in page(anna, thread.get_absolute_url())
    assert "Nothing waits" in page(hosts[0], watch)
    assert Report.objects.get().state == "handled"


def test_facilitators_let_people_and_first_posts_in(make_space, make_member, outsider, hosts):
    space = make_space(listing="members", joining="request", first_posts_wait=True)
    browser(outsider).post(space.get_absolute_url(), {"do": "ask", "wish": "digest"})
    watch = reverse("discussions:watch", args=[space.key])
    key = space.memberships.get(user=outsider).key
    assert "Otto Outside" in page(hosts[0], watch)
    browser(hosts[0]).post(watch, {"do": "admit", "which": str(key)})
    post = say(space, outsider, "My first words.")
    assert "waits for a facilitator" in page(outsider, post.thread.get_absolute_url())
    assert "My first words." in page(hosts[0], watch)
    browser(hosts[0]).post(watch, {"do": "approve", "which": str(post.key)})
    assert Post.objects.get().number == 1


def test_nobody_but_facilitators_can_use_the_queue(space, thread, anna, hosts, make_member):
    watch = reverse("discussions:watch", args=[space.key])
    post = thread.posts.get()
    for user in (anna, make_member(roles=[Role.FACILITATOR])):
        client = browser(user)
        assert client.get(watch).status_code == 404
        assert client.post(watch, {"do": "hide", "which": str(post.key), "note": "x"}).status_code == 404
    for which in ("", "x", str(uuid.uuid4())):
        assert browser(hosts[0]).post(watch, {"do": "hide", "which": which, "note": "x"}).status_code == 404
    assert thread.posts.get().is_shown


def test_broken_glass_is_told_on_every_page_of_the_space(space, thread, anna, administrator):
    break_glass(space, by=administrator, reason="Somebody is in danger.")
    for address in (space.get_absolute_url(), thread.get_absolute_url()):
        text = page(anna, address)
        assert "Somebody is in danger." in text and "The administrator" not in text
    assert "How do you begin?" in page(administrator, thread.get_absolute_url())


def test_the_first_unread_post_is_found_and_nobody_is_told_what_i_read(thread, anna, ben):
    for number in range(24):
        answer(thread, anna, f"Post {number}")
    address = thread.get_absolute_url()
    assert browser(ben).get(f"{address}?unread")["Location"] == f"{address}?page=1#post-1"
    page(ben, address)
    assert not ReadMark.objects.exists()  # opening a page changes nothing by itself
    work_off()
    assert ReadMark.objects.get().number == 20
    assert browser(ben).get(f"{address}?unread")["Location"] == f"{address}?page=2#post-21"
    page(ben, f"{address}?page=2")
    page(ben, address)
    work_off()
    assert ReadMark.objects.get().number == 25
    assert "unread" not in re.search(r'id="threads".*', page(ben, thread.space.get_absolute_url()), re.S)[0]


def test_a_merged_thread_leads_on(space, thread, anna, hosts):
    from members.discussions.keeping import merge

    other = say(space, anna).thread
    merge(other, thread, by=hosts[0])
    assert browser(anna).get(other.get_absolute_url())["Location"] == thread.get_absolute_url()


def test_names_are_offered_to_who_reads_and_to_others_as_if_nobody_were_there(space, anna, ben, outsider):
    address = reverse("discussions:names", args=[space.key])
    assert browser(anna).get(address, {"q": "ben"}).json() == {"names": ["Ben Inside"]}
    for where in (address, address.replace(str(space.key), NOBODY)):
        assert browser(outsider).get(where, {"q": "ben"}).json() == {"names": []}
    assert browser(None).get(address, {"q": "ben"}).status_code == 404


@pytest.mark.parametrize("rule", ["chatham", "pseudonym", "role"])
def test_no_page_of_an_unnamed_space_holds_a_name(make_space, make_member, hosts, rule):
    space = make_space(attribution=rule)
    writer, reader = make_member("Zanzibarry Byline"), make_member()
    for user in (writer, reader):
        put_in(space, user)
    post = say(space, writer)
    react(post, "useful", by=reader)
    report(post, by=reader, reason="other")
    addresses = [
        space.get_absolute_url(),
        post.thread.get_absolute_url(),
        reverse("discussions:report", args=[post.key]),
    ]
    for user, more in ((reader, []), (hosts[0], [reverse("discussions:watch", args=[space.key])])):
        for address in addresses + more:
            assert "anzibarry" not in page(user, address)
    Space.objects.update(attribution="named")
    Post.objects.update(attribution="named")
    assert "Zanzibarry" in page(reader, addresses[1])


def test_a_hostile_post_is_harmless_on_the_page(thread, ben, anna):
    answer(thread, ben, "<script>zanzibarry()</script> [x](javascript:zanzibarry) <img src=//evil.test>")
    Post.objects.filter(number=2).update(html="<script>zanzibarry()</script><p id='content'>words</p>")
    text = page(anna, thread.get_absolute_url())
    assert "zanzibarry" not in text and "<p>words</p>" in text
