"""A member keeps a search; for others the button and its address do not exist."""

import pytest

from members.people.models import Following

from ..people.conftest import make_member  # noqa: F401

STATE = "q=mentoring&theme=youth-work"


@pytest.fixture
def reader(client, worker, make_member, make_theme):  # noqa: F811
    make_theme("Youth work")
    user = make_member()
    client.force_login(user)
    client.user = user
    return client


def test_a_search_is_followed_once_and_stands_in_my_account(reader):
    assert "Follow this search" in reader.get(f"/search/?{STATE}").content.decode()
    for _again in range(2):
        assert reader.post("/search/follow/", {"state": STATE}).url == f"/search/?{STATE}"
    row = Following.objects.get(user=reader.user)
    assert (row.state, row.title) == (STATE, "mentoring · Youth work")
    page = reader.get("/account/").content.decode()
    assert "mentoring · Youth work" in page
    assert "/search/?q=mentoring&amp;theme=youth-work" in page
    assert "You follow this search" in reader.get(f"/search/?{STATE}").content.decode()


def test_it_is_given_up_again(reader):
    reader.post("/search/follow/", {"state": STATE})
    row = Following.objects.get()
    reader.post(f"/account/follow/search/{row.target}/", {"stop": "1"})
    assert not Following.objects.exists()


@pytest.mark.parametrize("state", ["", "page=3", "theme=no-such-theme", "x" * 5000, "q=%00", "q=" + "w" * 3990])
def test_what_is_no_question_is_answered_with_a_sentence(reader, state):
    response = reader.post("/search/follow/", {"state": state}, follow=True)
    assert response.status_code == 200
    assert Following.objects.count() <= 1


def test_the_same_question_in_other_order_of_the_address_is_the_same(reader):
    reader.post("/search/follow/", {"state": "theme=youth-work&q=mentoring"})
    reader.post("/search/follow/", {"state": STATE + "&page=2&utm=x"})
    assert Following.objects.count() == 1


def test_a_visitor_has_no_button_and_no_address(client, worker):
    assert "Follow this search" not in client.get(f"/search/?{STATE}").content.decode()
    assert client.post("/search/follow/", {"state": STATE}).status_code == 404
    assert client.get("/search/follow/").status_code == 404
    assert not Following.objects.exists()
