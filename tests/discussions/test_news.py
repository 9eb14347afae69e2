"""New posts while somebody reads, and what they want to hear of one thread."""

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from members.discussions.models import ReadMark

from .conftest import answer

pytestmark = pytest.mark.django_db


def news(user, thread, after="1"):
    client = Client()
    if user:
        client.force_login(user)
    return client.get(f"/discussions/threads/{thread.key}/news/", {"after": after})


def test_who_reads_hears_of_posts_of_others_that_came_meanwhile(thread, anna, ben):
    assert news(anna, thread).json() == {"many": 0, "words": ""}
    answer(thread, ben)
    answer(thread, ben, "And another.")
    answer(thread, anna, "My own.")
    assert news(anna, thread).json() == {"many": 2, "words": "2 new posts"}
    assert news(anna, thread, "3").json()["many"] == 0


def test_what_waits_or_is_hidden_is_no_news(thread, anna, ben, hosts):
    from members.discussions.moderating import moderate

    post = answer(thread, ben)
    assert news(anna, thread).json()["many"] == 1
    moderate(post, "hide", by=hosts[0], note="Wait.")
    assert news(anna, thread).json()["many"] == news(hosts[1], thread).json()["many"] == 0


def test_who_may_not_read_a_thread_hears_nothing_of_it(thread, anna, ben, outsider):
    answer(thread, ben)
    for user in (None, outsider):
        assert news(user, thread).status_code == 404
    assert news(anna, thread).status_code == 200


def test_asking_for_news_leaves_no_trace(thread, anna, ben):
    answer(thread, ben)
    before = DBTaskResult.objects.count()
    news(anna, thread)
    assert not ReadMark.objects.filter(user=anna).exists()
    assert DBTaskResult.objects.count() == before


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 30, "٣"])
def test_a_number_that_is_none_is_answered(thread, anna, after):
    assert news(anna, thread, after).json()["many"] == 0


def test_a_member_chooses_for_one_thread_and_sees_what_they_chose(thread, anna, outsider):
    client = Client()
    client.force_login(anna)
    address = thread.get_absolute_url()
    assert "as much as of its space" in client.get(address).content.decode()
    assert client.post(address, {"do": "wish", "wish": "nothing"}).status_code == 302
    assert ReadMark.objects.get(user=anna).wish == "nothing"
    assert '<option value="nothing" selected>' in client.get(address).content.decode()
    client.post(address, {"do": "wish", "wish": "nonsense"})
    assert ReadMark.objects.get(user=anna).wish == "nothing"
    other = Client()
    other.force_login(outsider)
    assert other.post(address, {"do": "wish", "wish": "nothing"}).status_code == 404


def test_a_space_is_searched_from_its_own_page(space, thread, anna):
    client = Client()
    client.force_login(anna)
    page = client.get(space.get_absolute_url()).content.decode()
    assert f'name="within" value="{space.key}"' in page
    assert client.get("/search/", {"within": str(space.key), "q": "begin"}).status_code == 200
