"""The desk of member managers: accounts, states, cities, masked addresses."""

import pytest
from django.core.exceptions import PermissionDenied

from members.accounts.choices import Status
from members.accounts.models import AuditEntry
from members.accounts.roles import Role
from members.people.actions import place
from members.people.masking import masked
from members.people.models import Profile

LIST = "/members/manage/members/"


def page_of(user) -> str:
    return f"{LIST}{user.profile.key}/"


def test_priv_15_a_manager_sees_all_accounts_with_masked_addresses(signed_in, make_member, manager):
    lapsed = make_member("Has Lapsed", status=Status.LAPSED)
    text = signed_in(manager).get(LIST).content.decode()
    assert "Has Lapsed" in text and lapsed.email not in text and "p•••@p•••.test" in text
    assert "Has Lapsed" not in signed_in(manager).get(LIST, {"state": "approved"}).content.decode()
    assert "Has Lapsed" in signed_in(manager).get(LIST, {"state": "lapsed"}).content.decode()


def test_the_list_is_not_there_for_focal_points_members_and_visitors(client, make_member, make_city):
    member = make_member()
    point = make_member(city=make_city("Aktau"), roles=[Role.FOCAL_POINT])
    for one in (None, member, point, make_member(roles=[Role.EDITOR, Role.ORGANISER])):
        client.logout()
        if one:
            client.force_login(one)
        for path in (LIST, page_of(member)):
            assert client.get(path).status_code == 404
            assert client.post(path, {"do": "suspend"}).status_code == 404
    member.refresh_from_db()
    assert member.status == Status.APPROVED


def test_reading_an_address_is_written_down(signed_in, make_member, manager):
    member = make_member()
    client = signed_in(manager)
    assert member.email not in client.get(page_of(member)).content.decode()
    before = AuditEntry.objects.count()
    assert member.email in client.post(page_of(member), {"do": "reveal"}).content.decode()
    assert AuditEntry.objects.count() == before + 1


def test_suspending_takes_one_click_and_holds_on_the_next_request(client, signed_in, make_member, manager):
    from django.test import Client

    member = make_member()
    theirs = Client()
    theirs.force_login(member)
    assert theirs.get("/account/").status_code == 200
    signed_in(manager).post(page_of(member), {"do": "suspend"})
    assert theirs.get("/account/").status_code == 302
    member.refresh_from_db()
    assert member.status == Status.SUSPENDED
    signed_in(manager).post(page_of(member), {"do": "reinstate"})
    member.refresh_from_db()
    assert member.status == Status.APPROVED


def test_a_manager_says_which_city_somebody_works_for_and_nobody_else_does(signed_in, make_member, make_city, manager):
    member, city = make_member(), make_city("Aktau")
    signed_in(manager).post(page_of(member), {"do": "place", "city": city.pk})
    assert Profile.objects.get(user=member).city == city
    point = make_member(city=city, roles=[Role.FOCAL_POINT])
    for one in (member, point):
        with pytest.raises(PermissionDenied):
            place(member.profile, None, by=one)


@pytest.mark.parametrize("sent", [{}, {"do": "fly"}, {"do": "place", "city": "x"}])
def test_a_verb_that_nobody_knows_changes_nothing(signed_in, make_member, manager, sent):
    member = make_member()
    assert signed_in(manager).post(page_of(member), sent).status_code == 302
    member.refresh_from_db()
    assert member.status == Status.APPROVED


@pytest.mark.parametrize(
    ("address", "shown"),
    [("mara@dom.example.org", "m•••@d•••.org"), ("a@b.eu", "a•••@b•••.eu"), ("root@localhost", "r•••@l•••")],
)
def test_a_masked_address_tells_three_letters_and_the_ending(address, shown):
    assert masked(address) == shown


@pytest.mark.parametrize("path", [LIST, "/admin/members/"])
def test_priv_15_an_administrator_shows_one_address_at_a_time_in_both_lists_and_it_is_logged(cms, make_member, path):
    one, other = make_member("First"), make_member("Second")
    before = AuditEntry.objects.count()
    text = cms.get(path).content.decode()
    assert "First" in text and one.email not in text and other.email not in text
    text = cms.post(path, {"reveal": str(one.profile.key)}).content.decode()
    assert one.email in text and other.email not in text
    assert AuditEntry.objects.count() == before + 1
    for nonsense in ("", "x", "00000000-0000-4000-8000-000000000000"):
        assert cms.post(path, {"reveal": nonsense}).status_code == 404
