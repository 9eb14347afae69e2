"""A thread stands with what it is about, for those who may read it; everybody else is told nothing of it."""

import pytest
from django.test import Client

from members.discussions.models import Thread

from ..answers import bare
from .conftest import say

pytestmark = pytest.mark.django_db


def browser(user=None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


@pytest.fixture
def practice(make_practice):
    page = make_practice("Open doors")
    page.save_revision().publish()
    return page


def address(page, kind: str = "practice") -> str:
    return f"/discussions/about/{kind}/{page.translation_key}/"


@pytest.fixture
def talk(space, anna, practice):
    return say(
        space, anna, title="How did you begin?", about_kind="practice", about_key=str(practice.translation_key)
    ).thread


def test_members_find_the_threads_they_may_read_under_the_practice(talk, practice, anna, outsider):
    assert address(practice) in browser(anna).get(practice.get_url()).content.decode()
    text = browser(anna).get(address(practice)).content.decode()
    assert "How did you begin?" in text
    assert "Open doors" in text
    assert "How did you begin?" not in browser(outsider).get(address(practice)).content.decode()


def test_acl_12_the_page_of_a_practice_is_the_same_for_visitors_whether_or_not_it_is_talked_about(
    practice, space, anna
):
    before = bare(browser().get(practice.get_url()), practice.get_url())
    say(space, anna, about_kind="practice", about_key=str(practice.translation_key))
    assert bare(browser().get(practice.get_url()), practice.get_url()) == before
    assert b"/discussions/" not in before[1]
    assert browser().get(address(practice)).status_code == 302


def test_of_a_draft_and_of_nothing_the_answer_is_the_same(make_practice, anna, make_city):
    draft = make_practice("Draft", live=False)
    for there in (
        address(draft), address(draft, "event"), "/discussions/about/practice/0f0f0f0f-0000-4000-8000-000000000000/",
        "/discussions/about/practice/no-key/", "/discussions/about/space/x/", "/discussions/about/theme/none/",
    ):  # fmt: skip
        assert browser(anna).get(there).status_code == 404


def test_a_thread_is_begun_about_a_practice_and_not_about_a_draft(space, anna, practice, make_practice):
    draft = make_practice("Draft", live=False)
    start = f"/discussions/{space.key}/new/"
    for page in (practice, draft):
        about = f"practice:{page.translation_key}"
        form = browser(anna).get(f"{start}?about={about}").context["form"]
        values = {
            "form_key": form["form_key"].value(), "about": form["about"].value(), "title": f"About {page.title}",
            "kind": "question", "text": "How?", "language": "en", "do": "send",
        }  # fmt: skip
        assert browser(anna).post(start, values).status_code == 302
    assert Thread.objects.get(title="About Open doors").about_key == str(practice.translation_key)
    assert Thread.objects.get(title="About Draft").about_key == ""


def test_a_theme_a_city_and_an_event_lead_to_their_threads(space, anna, make_theme, make_city, make_event):
    theme, city, event = make_theme("Youth work"), make_city("Aktau").pages.get(), make_event("A talk")
    say(space, anna, title="On the theme").thread.themes.add(theme)
    for kind, page in (("city", city), ("event", event)):
        say(space, anna, title=f"On the {kind}", about_kind=kind, about_key=str(page.translation_key))
        assert f"On the {kind}" in browser(anna).get(address(page, kind)).content.decode()
    there = f"/discussions/about/theme/{theme.slug}/"
    assert there in browser(anna).get(theme.get_absolute_url()).content.decode()
    assert "On the theme" in browser(anna).get(there).content.decode()


def test_who_leaves_reads_nothing_there_on_the_next_request(talk, practice, space, anna):
    from members.discussions.joining import leave_space

    leave_space(space, by=anna)
    assert "How did you begin?" not in browser(anna).get(address(practice)).content.decode()


@pytest.mark.parametrize("count", [5, 30])
def test_it_asks_no_more_for_many_than_for_few(practice, space, anna, django_assert_max_num_queries, count):
    for number in range(count):
        say(space, anna, title=f"Thread {number}", about_kind="practice", about_key=str(practice.translation_key))
    client = browser(anna)
    client.get(address(practice))
    with django_assert_max_num_queries(12):
        client.get(address(practice))
