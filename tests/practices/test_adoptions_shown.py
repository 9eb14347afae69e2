# ruff: noqa: F811
"""Where readers learn of adoptions, and where cities and owners write about them."""

import pytest
from django.urls import reverse

from members.accounts.roles import Role
from practices import trust
from practices.adoptions import confirm, declare, describe, move
from practices.models import Adoption, PracticePage

from ..people.conftest import make_member, signed_in  # noqa: F401
from .test_adoptions import adopter, adoption, focal, origin, owner, practice  # noqa: F401


@pytest.fixture
def confirmed(adoption, focal, owner):
    describe(adoption, {"changed": "Evenings became mornings.", "may_be_contacted": True}, user=focal)
    move(adoption, "piloting", user=focal)
    move(adoption, "stopped", user=focal)
    return confirm(adoption, user=owner)


def addresses(practice, adopter, origin) -> list[str]:
    return [practice.url, adopter.pages.get().url, origin.pages.get().url]


def test_a_stopped_adoption_stands_on_all_three_pages(client, confirmed, practice, adopter, origin):
    for address in addresses(practice, adopter, origin):
        body = client.get(address).content.decode()
        assert "Evenings became mornings." in body and "stopped" in body
        assert "may contact" not in body


def test_members_learn_that_the_city_may_be_contacted(confirmed, practice, signed_in, make_member):
    assert "may contact this city" in signed_in(make_member()).get(practice.url).content.decode()


def test_an_unconfirmed_adoption_is_read_by_the_two_cities_alone(
    client,
    adoption,
    practice,
    adopter,
    origin,
    focal,
    owner,
):
    for address in addresses(practice, adopter, origin):
        assert str(adoption.key) not in client.get(address).content.decode()
    for user in (focal, owner):
        client.force_login(user)
        assert str(adoption.key) in client.get(practice.url).content.decode()


def test_an_unpublished_city_is_named_and_counted_nowhere(client, confirmed, practice, adopter, origin):
    page = PracticePage.objects.get(pk=practice.pk)
    assert trust.transfer(page).value == "tried in 1 other city"
    assert client.get("/practices/?tried=elsewhere").content.decode().count("Open doors")
    adopter.pages.get().unpublish()
    for address in addresses(practice, adopter, origin)[::2]:
        body = client.get(address).content.decode()
        assert "Lille" not in body and "Evenings" not in body and "1 other" not in body
    assert trust.transfer(PracticePage.objects.get(pk=practice.pk)).tone == "none"
    assert "Open doors" not in client.get("/practices/?tried=elsewhere").content.decode()
    assert client.get(f"/api/v1/practices/{practice.pk}").json()["tried_in"] == 0


def test_the_origin_of_a_withheld_practice_is_not_told_by_its_adoptions(
    client,
    confirmed,
    practice,
    adopter,
    origin,
):
    home = origin.pages.get().url
    assert "Evenings became mornings." in client.get(home).content.decode()
    PracticePage.objects.filter(pk=practice.pk).update(place_withheld=True)
    assert "Evenings became mornings." not in client.get(home).content.decode()
    body = client.get(adopter.pages.get().url).content.decode()
    assert "Evenings became mornings." in body and "Aktau" not in body


def test_interest_alone_is_not_called_tried(adoption, owner, practice):
    confirm(adoption, user=owner)
    assert trust.cities_that_tried(PracticePage.objects.get(pk=practice.pk)) == 0


def test_a_focal_point_declares_on_the_site_twice_with_one_record(
    practice,
    focal,
    signed_in,
):
    browser = signed_in(focal)
    address = reverse("practices:declare", args=[practice.translation_key])
    assert address in browser.get(practice.url).content.decode()
    assert browser.get(address).status_code == 200
    sent = {"state": "piloting", "since": "2025-03", "direction": "mixed", "kept": "Nearly all."}
    first, second = browser.post(address, sent), browser.post(address, sent)
    assert first.status_code == second.status_code == 302 and first.url == second.url
    record = Adoption.objects.get()
    assert (record.state, record.since.isoformat(), record.kept) == ("piloting", "2025-03-01", "Nearly all.")
    assert browser.get(first.url).status_code == 200
    seen = {"do": "change", "based_on": record.version}
    changed = browser.post(first.url, sent | seen | {"state": "stopped", "dropped": "The evenings."})
    assert changed.status_code == 302
    record.refresh_from_db()
    assert (record.state, record.dropped) == ("stopped", "The evenings.")
    assert browser.post(first.url, {"do": "withdraw"}).status_code == 302
    assert not Adoption.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"since": "March"}, {"since": "2999-01"}, {"state": "sleeping"}, {"kept": "word " * 151}, {"blocks": "x"}]
)
def test_a_wrong_entry_is_answered_in_words_and_changes_nothing(practice, focal, signed_in, wrong):
    address = reverse("practices:declare", args=[practice.translation_key])
    answer = signed_in(focal).post(address, {"state": "interested", "direction": "mixed"} | wrong)
    assert answer.status_code == 422 and not Adoption.objects.exists()


def test_the_owner_answers_on_the_site(adoption, owner, signed_in):
    browser, address = signed_in(owner), reverse("practices:adoption", args=[adoption.key])
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"do": "refuse", "reason": ""}).status_code == 422
    assert browser.post(address, {"do": "refuse", "reason": "Only the name."}).status_code == 302
    assert browser.post(address, {"do": "confirm"}).status_code == 302
    assert browser.post(address, {"do": "withdraw"}).status_code == 404
    adoption.refresh_from_db()
    assert (adoption.recognition, adoption.refusal) == ("confirmed", "")


def test_for_others_the_forms_are_not_there(client, adoption, practice, focal, make_member):
    addresses = [
        reverse("practices:adoption", args=[adoption.key]),
        reverse("practices:declare", args=[practice.translation_key]),
    ]
    for user in (None, make_member(), make_member(roles=[Role.FOCAL_POINT])):
        client.logout() if user is None else client.force_login(user)
        assert [client.get(address).status_code for address in addresses] == [404, 404]
        assert client.post(addresses[0], {"do": "confirm"}).status_code == 404
    client.force_login(focal)
    assert client.get(addresses[0]).status_code == 200


def test_a_practice_with_many_adoptions_needs_no_more_queries(
    client,
    practice,
    make_city,
    origin,
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def add(count: int, start: int) -> None:
        for number in range(start, start + count):
            Adoption.objects.create(
                city=make_city(f"Town {number}", "FR"), practice_key=practice.translation_key, recognition="confirmed",
                state="running", was_tried=True,
            )  # fmt: skip

    counts = []
    for more, start in ((5, 0), (45, 5)):
        add(more, start)
        for address in (practice.url, origin.pages.get().url):
            client.get(address)
            with CaptureQueriesContext(connection) as seen:
                client.get(address)
            counts.append(len(seen))
    assert counts[:2] == counts[2:]


def test_the_transfer_map_says_the_same_in_lines_and_in_a_table(client, confirmed, adopter, practice):
    body = client.get("/adoptions/").content.decode()
    assert body.count('class="world-arc"') == 1
    assert all(words in body for words in ("Lille", "Aktau", "Open doors", "stopped"))
    PracticePage.objects.filter(pk=practice.pk).update(place_withheld=True)
    body = client.get("/adoptions/").content.decode()
    assert "Lille" in body and "Aktau" not in body and "world-arc" not in body
    adopter.pages.get().unpublish()
    body = client.get("/adoptions/").content.decode()
    assert "Lille" not in body and "Open doors" not in body


def test_a_city_that_has_declared_it_is_led_to_its_record_and_not_asked_again(
    client, make_practice, make_city, make_member
):
    city, page = make_city("Lille", "FR"), make_practice("Evening tea", cities=[make_city("Aktau", "KZ")])
    client.force_login(make_member(city=city, roles=[Role.FOCAL_POINT]))
    assert "Our city takes this up" in client.get(page.get_url()).content.decode()
    adoption = declare(page, city, user=None)
    text = client.get(page.get_url()).content.decode()
    assert "Our city takes this up" not in text
    assert f"/adoptions/{adoption.key}/" in text
    text = client.get(f"/adoptions/{adoption.key}/").content.decode()
    assert "Yes, withdraw it" in text
    assert "That it stopped is worth telling" in text
