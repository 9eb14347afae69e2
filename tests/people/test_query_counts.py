"""What a member's pages ask of the database: at most twelve questions, and as many for 5 rows as for 50."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Attendee
from members.accounts.lost_factors import ask_factor_reset
from members.accounts.roles import Role
from members.people.following import follow, follow_search
from members.people.joining import ask_to_join, invite
from practices.models import MembersPart

from ..builders import with_second_factor
from .conftest import PASSWORD

LIMIT = 12


@pytest.fixture
def crowd(home, make_member, make_city, make_theme, manager, monkeypatch):
    """Makes so many members in the directory, each with a city and themes, and as much for the desk."""
    from members.people import joining

    monkeypatch.setattr(joining, "REQUESTS_AN_HOUR", 1000)
    monkeypatch.setattr(joining, "INVITATIONS_A_DAY", 1000)
    themes = [make_theme(name) for name in ("Youth", "Housing", "Gender")]

    def more(count: int, reader):
        for number in range(count):
            city = make_city(f"City {number} of {count}")
            person = make_member(
                city=city, listed=True, contactable=True, can_help=themes, tells=("city", "can_help", "function")
            )
            follow(reader, city.pages.get())
            follow_search(reader, f"q={number}x{count}", "A search")
            ask_to_join(
                address=f"asks{number}-{count}@away.test",
                name="A",
                city=city,
                organisation="",
                function="Teacher",
                why="To learn.",
            )
            invite(f"guest{number}-{count}@away.test", city, by=manager)
            ask_factor_reset(with_second_factor(person), check="video", by=manager)
        return person

    return more


def asked(client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [query["sql"] for query in queries.captured_queries]


PAGES = [
    "/", "/practices/", "/cities/", "/events/", "/themes/", "/search/?q=mentoring", "/account/", "/account/profile/", "/account/profile/seen/",
    "/members/", "/members/{person}/", "/members/{person}/contact/", "/account/data/", "/account/leave/", "/accounts/2fa/", "/accounts/sessions/",
    "/accounts/email/", "{practice}", "{event}", "{city}", "/themes/youth/",
]  # fmt: skip
DESK = [
    "/members/manage/",
    "/members/manage/members/",
    "/members/manage/lost-factors/",
    "/members/manage/members/{person}/",
]


@pytest.mark.parametrize("desk", [False, True], ids=["a member", "a member manager"])
def test_pages_for_members_ask_little_and_no_more_for_more_rows(
    client, crowd, make_member, make_city, make_practice, make_event, make_theme, manager, desk
):
    reader = manager if desk else make_member("A reader", city=make_city("Home of the reader"), listed=True)
    EmailAddress.objects.get_or_create(user=reader, email=reader.email, defaults={"verified": True, "primary": True})
    key = str(crowd(5, reader).profile.key)
    place = make_city("Place of records")
    practice = make_practice("Of members", cities=[place], themes=[make_theme("Youth")])
    MembersPart.objects.create(practice_key=practice.translation_key, offers="A visit.")
    event = make_event("Of members", takeaways=["A lesson"])
    records = {"practice": practice.get_url(), "event": event.get_url(), "city": place.pages.get().get_url()}
    client.force_login(reader)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    pages = [page.format(person=key, **records) for page in (DESK if desk else PAGES)]
    few = {page: asked(client, page) for page in pages}
    crowd(45, reader)
    many = {page: asked(client, page) for page in pages}
    told = {
        page: [sql[:200] for sql in many[page]]
        for page in pages
        if len(few[page]) != len(many[page]) or len(many[page]) > LIMIT
    }
    assert told == {}, "\n".join(
        f"{page}: {len(few[page])}, {len(rows)}\n  " + "\n  ".join(rows) for page, rows in told.items()
    )


def test_the_form_of_a_city_s_profile_asks_little_and_no_more_for_more_members(client, crowd, make_member, make_city):
    city = make_city("Aktau", "KZ")
    point = make_member("Speaks for Aktau", city=city, roles=[Role.FOCAL_POINT])
    client.force_login(point)
    address = f"/city-profile/{city.country_id.lower()}/{city.slug}/"
    crowd(5, point)
    few = asked(client, address)
    crowd(45, point)
    many = asked(client, address)
    assert len(few) == len(many) <= LIMIT, "\n".join(sql[:200] for sql in many)


@pytest.mark.parametrize(("days", "takeaways"), [(5, []), (-5, ["A lesson"])], ids=["before it", "once it is over"])
def test_the_page_of_an_event_asks_little_of_who_may_register_and_of_who_is_registered(
    client, home, make_member, make_event, days, takeaways
):
    event = make_event(
        "Of members", takeaways=takeaways, registration="open", starts_on=date.today() + timedelta(days=days)
    )
    for registered in (False, True):
        reader = make_member(f"Reads {registered}")
        if registered:
            Attendee.objects.create(event_key=event.translation_key, user=reader, state="registered")
        client.force_login(reader)
        queries = asked(client, event.get_url())
        assert len(queries) <= LIMIT, "\n".join(sql[:200] for sql in queries)
