"""The pages of those who run a space: opening it, its settings and people, keeping threads, and the emergency."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.accounts.audit import AuditEntry
from members.accounts.roles import Role
from members.discussions.models import BreakGlass, Space, Thread
from members.discussions.moderating import moderate
from members.discussions.writing import edit_post
from members.people.models import Profile

from ..answers import bare
from .conftest import answer, put_in, say

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000000"
FORM = {
    "title": "First weeks", "purpose": "To talk.", "kind": "theme", "listing": "members", "access": "space", "joining": "request",
    "attribution": "named", "mail_rule": "news",
}  # fmt: skip


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user, address: str) -> str:
    response = browser(user).get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def at(name: str, thing) -> str:
    return reverse(f"discussions:{name}", args=[thing.key])


@pytest.fixture
def founder(make_member):
    return make_member("Fay Founder", roles=[Role.FACILITATOR])


def test_a_facilitator_finds_a_second_one_and_opens_a_space(founder, make_member, make_theme):
    theme = make_theme()
    second = make_member("Sol Second", listed=True).profile
    assert "Sol Second" in page(founder, "/discussions/new/?name=sol")
    text = page(founder, f"/discussions/new/?with={second.key}")
    form = FORM | {
        "form_key": re.search(r'name="form_key" value="([^"]+)"', text)[1],
        "second": second.key,
        "themes": [theme.pk],
        "languages": ["fr", "en"],
    }
    for _twice in range(2):
        assert browser(founder).post("/discussions/new/", form).status_code == 302
    space = Space.objects.get()
    assert (space.title, space.needs_second_factor, space.languages) == ("First weeks", False, ["fr", "en"])
    assert set(space.memberships.values_list("user", flat=True)) == {founder.pk, second.user_id}
    assert list(space.themes.all()) == [theme]


def test_a_space_is_not_opened_alone_or_with_somebody_who_is_not_in_the_directory(founder, make_member):
    hidden = make_member().profile
    for second in (hidden.key, NOBODY, "", founder.profile.key):
        form = FORM | {"form_key": NOBODY, "second": second}
        assert browser(founder).post("/discussions/new/", form).status_code == 422
    assert not Space.objects.exists()


def test_the_page_to_open_a_space_is_for_facilitators_of_the_network(founder, make_member):
    assert browser(make_member()).get("/discussions/new/").status_code == 404
    assert "Open a space" in page(founder, "/discussions/")
    assert "Open a space" not in page(make_member(), "/discussions/")


def test_acl_03_the_pages_of_those_who_run_a_space_are_not_there_for_others(
    space, thread, anna, outsider, founder, staff
):
    post = edit_post(answer(thread, anna, "One."), by=anna, text="Two.", based_on=1)
    addresses = [at("settings", space), at("people", space), at("keep", thread)]
    for user, rows in (
        (anna, addresses),
        (outsider, [*addresses, at("versions", post)]),
        (founder, addresses),
        (staff, addresses),
    ):
        for address in rows:
            never = re.sub(r"[0-9a-f-]{36}", NOBODY, address)
            for method in ("get", "post"):
                there, missing = (getattr(browser(user), method)(where) for where in (address, never))
                assert there.status_code == 404
                assert bare(there, address) == bare(missing, never)


def test_settings_are_narrowed_and_not_widened_by_the_form(space, thread, hosts):
    address = at("settings", space)
    assert "checked" in page(hosts[0], address)
    response = browser(hosts[0]).post(address, FORM | {"do": "save", "access": "members"})
    assert response.status_code == 422 and "Open a new space" in response.content.decode()
    assert browser(hosts[0]).post(address, FORM | {"do": "save", "attribution": "chatham"}).status_code == 302
    space.refresh_from_db()
    assert (space.access, space.attribution, space.title) == ("space", "chatham", "First weeks")
    browser(hosts[0]).post(address, {"do": "archive"})
    assert "Begin a thread" not in page(hosts[0], space.get_absolute_url())
    browser(hosts[0]).post(address, {"do": "reopen"})
    assert "Begin a thread" in page(hosts[0], space.get_absolute_url())


def test_people_are_invited_appointed_and_put_out_by_the_page(space, hosts, anna, make_member):
    new = make_member("Nia New", listed=True)
    address = at("people", space)
    assert "Nia New" in page(hosts[0], f"{address}?name=nia")
    browser(hosts[0]).post(address, {"do": "invite", "which": str(Profile.objects.get(user=new).key)})
    assert space.memberships.get(user=new).state == "invited"
    row = space.memberships.get(user=anna)
    browser(hosts[0]).post(address, {"do": "appoint", "which": str(row.key)})
    row.refresh_from_db()
    assert row.part == "facilitator"
    browser(hosts[1]).post(address, {"do": "step-down"})
    assert space.memberships.get(user=hosts[1]).part == "member"
    browser(hosts[0]).post(address, {"do": "remove", "which": str(space.memberships.get(user=hosts[1]).key)})
    assert space.memberships.get(user=hosts[1]).state == "declined"
    browser(hosts[0]).post(address, {"do": "step-down"})
    assert space.memberships.get(user=hosts[0]).part == "facilitator"


def test_a_pseudonym_never_stands_beside_a_name(make_space, make_member, hosts):
    space = make_space(attribution="pseudonym")
    user = make_member("Zed Known")
    put_in(space, user, pseudonym="Grey Heron")
    say(space, user)
    text = page(hosts[0], at("people", space))
    assert "Zed Known" in text and "Grey Heron" not in text


def test_the_list_of_people_asks_as_many_questions_for_thirty_as_for_three(space, hosts, make_member, make_city):
    def asked() -> int:
        client = browser(hosts[0])
        client.get(at("people", space))
        with CaptureQueriesContext(connection) as queries:
            client.get(at("people", space))
        return len(queries)

    def more(count: int) -> None:
        for number in range(count):
            put_in(space, make_member(city=make_city(f"City {count} {number}"), tells=["city"]))

    more(3)
    few = asked()
    more(27)
    assert asked() == few <= 12


def test_a_facilitator_summarises_locks_splits_and_merges_by_the_page(space, thread, anna, ben, hosts):
    address = at("keep", thread)
    answer(thread, ben, "Another matter.")
    client = browser(hosts[0])
    assert client.post(address, {"do": "summarise", "summary": "Start early.", "based_on": ""}).status_code == 302
    both = browser(hosts[1]).post(address, {"do": "summarise", "summary": "Start late.", "based_on": ""})
    assert (
        both.status_code == 409 and "Start early." in both.content.decode() and "Start late." in both.content.decode()
    )
    assert "Start early." in page(anna, thread.get_absolute_url())
    client.post(address, {"do": "lock"})
    assert "takes no more posts" in page(anna, thread.get_absolute_url())
    client.post(address, {"do": "unlock"})
    assert client.post(address, {"do": "split", "numbers": "1", "title": "New"}).status_code == 422
    assert client.post(address, {"do": "split", "numbers": "2, x, ²", "title": "New"}).status_code == 302
    new = Thread.objects.get(title="New")
    assert client.post(at("keep", new), {"do": "merge", "which": str(thread.key)}).url == thread.get_absolute_url()
    assert thread.posts.count() == 2


def test_a_thread_is_moved_by_the_page_where_nobody_new_reads_it(thread, make_space, hosts, outsider):
    narrow, wide = make_space(), make_space(listing="members", access="members")
    for target in (wide, narrow):
        browser(hosts[0]).post(at("keep", thread), {"do": "move", "which": str(target.key)})
        thread.refresh_from_db()
        assert (thread.space == target) is (target == narrow)


def test_earlier_versions_are_read_by_readers_and_what_was_taken_out_by_facilitators(thread, anna, ben, hosts):
    post = edit_post(answer(thread, ben, "Zanzibarry *then*."), by=ben, text="Zanzibarry now.", based_on=1)
    assert "<em>then</em>" in page(anna, at("versions", post))
    moderate(post, "edit", by=hosts[0], note="No names.", text="Somebody.", based_on=2)
    assert "anzibarry" not in page(anna, at("versions", post))
    assert "anzibarry" in page(hosts[1], at("versions", post))


def test_an_emergency_opens_one_space_by_its_key(space, thread, administrator, anna, founder):
    address = reverse("discussions:emergency")
    for other in (anna, founder):
        assert browser(other).get(address).status_code == 404
        assert browser(other).post(address, {"space": space.key, "reason": "Somebody is in danger."}).status_code == 404
    client = browser(administrator)
    assert client.get(space.get_absolute_url()).status_code == 404
    for wrong in ({"space": NOBODY, "reason": "Somebody is in danger."}, {"space": space.key, "reason": "x"}):
        assert client.post(address, wrong).status_code == 422
    assert not BreakGlass.objects.exists()
    response = client.post(address, {"space": space.key, "reason": "Somebody is in danger."})
    assert response.url == space.get_absolute_url()
    assert "How do you begin?" in client.get(response.url).content.decode()
    assert "Somebody is in danger." in page(anna, space.get_absolute_url())


def test_an_emergency_tells_who_wrote_one_post_and_logs_it(make_space, make_member, administrator):
    space, writer = make_space(attribution="chatham"), make_member("Zed Writer")
    put_in(space, writer)
    post = say(space, writer)
    asked = {"space": space.key, "post": post.key, "reason": "Somebody is in danger."}
    response = browser(administrator).post(reverse("discussions:emergency"), asked)
    assert response.status_code == 200 and "Zed Writer" in response.content.decode()
    assert AuditEntry.objects.filter(action="glass-read", actor=str(administrator.key)).count() == 1
    assert browser(administrator).get(post.thread.get_absolute_url()).status_code == 404


def test_what_i_hear_of_a_space_is_changed_on_its_page(space, anna, outsider):
    browser(anna).post(space.get_absolute_url(), {"do": "wish", "wish": "everything"})
    assert space.memberships.get(user=anna).wish == "everything"
    browser(anna).post(space.get_absolute_url(), {"do": "wish", "wish": "shouting"})
    assert space.memberships.get(user=anna).wish == "everything"


def test_a_facilitator_changes_a_post_with_words_for_its_author(thread, ben, anna, hosts):
    post = answer(thread, ben, "It was Zanzibarry.")
    address = at("post-edit", post)
    assert browser(anna).get(address).status_code == 404
    assert "Its author reads why" in page(hosts[0], address)
    form = {"do": "send", "text": "It was a neighbour.", "based_on": 1}
    assert browser(hosts[0]).post(address, form).status_code == 422
    assert browser(hosts[0]).post(address, form | {"note": "No names, please."}).status_code == 302
    assert "It was a neighbour." in page(anna, thread.get_absolute_url())
    assert post.moderations.get().note == "No names, please."
    browser(hosts[0]).post(address, {"do": "take-away"})
    assert thread.posts.get(pk=post.pk).is_shown


def test_who_wrote_a_post_reads_what_a_facilitator_did_and_why_and_others_do_not(thread, ben, anna, hosts):
    post = answer(thread, ben, "It was Zanzibarry.")
    moderate(post, "warn", by=hosts[0], note="Please be kind.")
    where = at("versions", post)
    assert where in page(ben, thread.get_absolute_url()) and where not in page(anna, thread.get_absolute_url())
    assert "Please be kind." in page(ben, where) and "Ada Host" not in page(ben, where)
    assert "Please be kind." not in page(anna, where)
    moderate(post, "hide", by=hosts[0], note="A name.")
    assert "hidden by a facilitator" in page(ben, thread.get_absolute_url())
    assert "A name." in page(ben, where)
    assert "Show again" in page(hosts[0], thread.get_absolute_url())
    browser(hosts[0]).post(at("watch", thread.space), {"do": "show", "which": str(post.key)})
    assert "It was Zanzibarry." in page(anna, thread.get_absolute_url())
