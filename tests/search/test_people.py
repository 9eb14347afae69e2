"""Members find members, by what those tell every member; for everybody else nobody is here."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.accounts.actions import set_status
from members.accounts.choices import Action, Status
from members.accounts.models import AuditEntry
from members.people import reading
from members.people.choices import Visibility
from members.people.models import SeenProfile
from search import people
from search.models import Change
from search.people import keys_of
from search.query import ANYBODY

from ..people.conftest import make_member, manager  # noqa: F401

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
    assert not found(reader, "/search/?q=neighbours"), (
        "the word is not asked of who hid it, before the index has heard of it too"
    )
    text = reader.get("/search/?q=neighbours").content.decode()
    assert "Members (1)" not in text and "Byline" not in text


def test_who_took_something_back_is_found_again_by_the_rest_once_the_index_knows(reader, mediator, worker):
    mediator.profile.visibility["offers"] = Visibility.NOBODY.value
    mediator.profile.save()
    assert not found(reader, "/search/?q=aktau&type=person")
    worker()
    assert found(reader, "/search/?q=aktau&type=person") and not found(reader, "/search/?q=neighbours")


def test_while_very_many_took_something_back_members_are_left_out(reader, mediator, monkeypatch):
    monkeypatch.setattr(people, "MOST_HELD_BACK", 0)
    assert found(reader)
    Change.objects.create(label="people.profile", key="0", narrows=True)
    assert not found(reader)


@pytest.mark.parametrize("applied", [True, False], ids=["heard of", "not yet heard of"])
def test_a_city_that_is_shown_no_more_leads_to_none_of_its_people(reader, mediator, worker, applied):
    asks = ("/search/?q=aktau&type=person", "/search/?type=person&country=kz")
    assert all(found(reader, ask) for ask in asks)
    mediator.profile.city.pages.get().unpublish()
    if applied:
        worker()
    assert not any(found(reader, ask) for ask in asks)
    if applied:
        (hit,) = found(reader)
        assert "Aktau" not in str(hit)


def test_members_among_results_count_towards_the_ceiling_of_the_directory(reader, mediator, make_member, worker):  # noqa: F811
    make_member("Another mediator", listed=True, offers="Mediation.", tells=("offers",))
    worker()
    assert len(found(reader)) == 2
    assert SeenProfile.objects.count() == 2
    found(reader)
    assert SeenProfile.objects.count() == 2


def test_after_the_ceiling_of_the_day_search_finds_everything_but_members(
    reader,
    mediator,
    make_theme,
    manager,  # noqa: F811
    worker,
    monkeypatch,
):
    make_theme("Mediation")
    worker()
    monkeypatch.setattr(reading, "A_DAY", 0)
    text = reader.get(ASK).content.decode()
    assert not found(reader) and "Byline" not in text and "Members (1)" not in text
    assert "You have looked at 100 profiles today" in text and "/themes/mediation/" in text
    assert AuditEntry.objects.filter(action=Action.CEILING_REACHED).count() == 1


def test_a_visitor_counts_towards_nothing(client, mediator):
    client.get(ASK)
    assert not SeenProfile.objects.exists()


def test_a_theme_with_a_new_name_is_found_on_its_people(reader, mediator, worker):
    theme = mediator.profile.can_help.get()
    theme.name = "Apprenticeships"
    theme.save()
    worker()
    assert found(reader, "/search/?q=apprenticeships&type=person")


def test_a_page_with_members_asks_as_much_for_twenty_as_for_two(reader, mediator, make_member, make_city, worker):  # noqa: F811
    def more(count: int) -> list[str]:
        for number in range(count):
            make_member(
                listed=True, city=make_city(f"{number} of {count}"), offers="Mediation.", tells=("offers", "city")
            )
        worker()
        reader.get(ASK)
        with CaptureQueriesContext(connection) as queries:
            assert len(found(reader)) > count
        return [query["sql"][:200] for query in queries.captured_queries]

    few, many = more(2), more(15)
    assert len(few) == len(many) <= 12, "\n".join(many)


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
