"""Members find members, by what those tell every member; for everybody else nobody is here."""

import pytest

from members.accounts.actions import set_status
from members.accounts.choices import Status
from members.people.choices import Visibility
from search.models import Change
from search.people import keys_of
from search.query import ANYBODY

from ..people.conftest import make_member  # noqa: F401

ASK = "/search/?q=mediation"


@pytest.fixture
def mediator(worker, make_member, make_city, make_theme):  # noqa: F811
    user = make_member(
        "Byline of a mediator", city=make_city("Aktau"), listed=True, offers="Mediation between neighbours.",
        biography="Canary word: kestrel.", tells=("offers", "city", "can_help"), can_help=[make_theme("Youth work")],
    )  # fmt: skip
    worker()
    return user


@pytest.fixture
def reader(client, make_member):  # noqa: F811
    client.force_login(make_member("A reader"))
    return client


def found(client, address=ASK) -> list[dict]:
    response = client.get(address)
    assert response.status_code == 200
    return [hit for hit in response.context["results"].hits if hit["kind"] == "person"]


def test_a_member_finds_a_member_by_what_is_told(reader, mediator):
    (hit,) = found(reader)
    assert hit["title"] == "Byline of a mediator"
    assert hit["url"] == f"/members/{mediator.profile.key}/"
    assert "Aktau" in hit["place"]
    text = reader.get(ASK).content.decode()
    assert "Members (1)" in text or "Members" in text


def test_a_theme_and_a_country_filter_people_too(reader, mediator):
    assert found(reader, "/search/?type=person&theme=youth-work&country=kz")
    assert not found(reader, "/search/?type=person&theme=youth-work&country=fr")


def test_for_a_visitor_nobody_is_here_byte_for_byte(client, mediator, worker):
    with_somebody = [client.get(address) for address in (ASK, "/search/?q=byline", "/search/?type=person", "/search/")]
    mediator.profile.listed = False
    mediator.profile.save()
    worker()
    for before in with_somebody:
        address = before.request["PATH_INFO"] + "?" + before.request["QUERY_STRING"]
        assert b"Byline" not in before.content
        assert client.get(address).content == before.content


@pytest.mark.parametrize("status", [Status.PENDING, Status.LAPSED, Status.SUSPENDED])
def test_who_is_no_member_has_no_keys(make_member, status):  # noqa: F811
    assert keys_of(make_member(status=status)) == ANYBODY
    assert "members" in keys_of(make_member())


@pytest.mark.parametrize(
    "address", ["/api/v1/search?q=mediation", "/search/results.csv?q=mediation", "/search/results.atom?q=mediation"]
)
def test_lists_that_leave_the_site_hold_no_people_even_for_members(reader, mediator, address):
    response = reader.get(address)
    assert b"Byline" not in b"".join(response) if response.streaming else b"Byline" not in response.content


def test_suggestions_name_no_people_even_to_members(reader, mediator):
    assert reader.get("/search/suggestions/?q=byline").json()["suggestions"] == []


def test_a_hidden_field_is_not_searched(reader, mediator, worker):
    assert not found(reader, "/search/?q=kestrel")
    mediator.profile.visibility["biography"] = Visibility.MEMBERS.value
    mediator.profile.save()
    worker()
    assert found(reader, "/search/?q=kestrel")


def test_a_field_for_the_own_city_is_not_searched_either(reader, mediator, worker):
    mediator.profile.visibility["biography"] = Visibility.SPACES.value
    mediator.profile.save()
    worker()
    assert not found(reader, "/search/?q=kestrel")


def test_a_word_hidden_a_moment_ago_is_not_shown_from_the_index(reader, mediator):
    mediator.profile.visibility["offers"] = Visibility.NOBODY.value
    mediator.profile.save()
    assert Change.objects.filter(narrows=True, applied_at=None).exists()
    (hit,) = found(reader)
    assert "neighbours" not in str(hit)


@pytest.mark.parametrize("way", ["unlisted", "suspended", "lapsed", "gone"])
@pytest.mark.parametrize("applied", [True, False], ids=["heard of", "not yet heard of"])
def test_who_goes_is_found_no_more_from_the_next_request_on(reader, mediator, worker, way, applied):
    if way == "unlisted":
        mediator.profile.listed = False
        mediator.profile.save()
    elif way == "gone":
        mediator.profile.delete()
    else:
        set_status(mediator, Status(way), by=None)
    if applied:
        worker()
    assert not found(reader)


def test_a_protected_name_is_not_found_by_the_name(reader, mediator, worker):
    mediator.profile.protected_name = True
    mediator.profile.save()
    worker()
    assert not found(reader, "/search/?q=byline")
    assert found(reader)[0]["title"].startswith("Member, Aktau")


def test_signing_in_writes_nothing_for_the_index(mediator):
    before = Change.objects.count()
    mediator.save(update_fields=["last_login"])
    assert Change.objects.count() == before


def test_an_answer_to_a_member_is_kept_by_nobody(reader, mediator):
    assert reader.get(ASK)["Cache-Control"] == "private, no-store"
