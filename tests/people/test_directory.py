"""The directory: for members, by choice, twenty at a time, and no way to copy it."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.accounts.choices import Status
from members.accounts.models import AuditEntry
from members.people import reading
from tests.work import work_off

HIDE = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"')


def plain(response, *paths: str) -> str:
    text = HIDE.sub("", response.content.decode())
    for path in paths:
        text = text.replace(path, "")
    return text


def answer(response, *paths: str) -> tuple:
    """All of an answer that a reader could compare, without what differs in every answer."""
    headers = {name: value for name, value in response.headers.items() if name not in ("Content-Length", "Expires")}
    return response.status_code, headers, plain(response, *paths)


def same(one, other, *paths: str) -> bool:
    assert answer(one, *paths) == answer(other, *paths)
    return True


def shown(client, **asked) -> str:
    response = client.get("/members/", asked)
    assert response.status_code == 200
    return response.content.decode()


def test_members_read_the_directory_and_visitors_are_asked_to_sign_in(client, signed_in, make_member):
    make_member("Seen By Members", listed=True)
    response = client.get("/members/")
    assert response.status_code == 302 and "Seen By Members" not in response.content.decode()
    assert "Seen By Members" in shown(signed_in(make_member()))


def test_acl_28_only_who_chose_it_is_listed(signed_in, make_member):
    make_member("Chose It", listed=True)
    make_member("Chose Not", listed=False)
    make_member("Is Gone", listed=True, status=Status.LAPSED)
    text = shown(signed_in(make_member()))
    assert "Chose It" in text and "Chose Not" not in text and "Is Gone" not in text


FILTERS = [
    ("city", "city"), ("country", "city"), ("sector", "sector"), ("language", "languages"),
    ("theme", "works_on"), ("help", "can_help"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "field"), FILTERS)
def test_acl_14_a_filter_finds_by_told_fields_and_never_by_hidden_ones(
    signed_in, make_member, make_city, make_theme, question, field
):
    city, theme = make_city("Aktau"), make_theme("Youth")
    values = {
        "city": city, "sector": "youth", "languages": ["fr"], "works_on": [theme], "can_help": [theme], "listed": True,
    }  # fmt: skip
    make_member("Tells It", tells=[field], **values)
    make_member("Hides It", **values)
    make_member("Tells Colleagues", close=[field], **values)
    asked = {
        "city": city.pk, "country": "KZ", "sector": "youth", "language": "fr", "theme": theme.slug, "help": theme.slug,
    }  # fmt: skip
    text = shown(signed_in(make_member()), **{question: asked[question]})
    assert "Tells It" in text and "Hides It" not in text and "Tells Colleagues" not in text
    text = shown(signed_in(make_member(city=city)), **{question: asked[question]})
    assert "Tells It" in text and "Hides It" not in text and "Tells Colleagues" in text


def test_a_broader_theme_finds_who_can_help_with_a_narrower_one(signed_in, make_member, make_theme):
    broad = make_theme("Care")
    make_member("Knows Trauma", listed=True, tells=["can_help"], can_help=[make_theme("Trauma", parent=broad)])
    assert "Knows Trauma" in shown(signed_in(make_member()), help=broad.slug)


def test_a_filter_that_does_not_exist_is_left_aside_with_a_sentence(signed_in, make_member, make_city):
    hidden = make_city("Hidden Town", live=False)
    make_member("Somebody", listed=True, city=hidden, tells=["city"])
    client = signed_in(make_member())
    for asked in ({"city": hidden.pk}, {"city": "99999"}, {"sector": "spy"}, {"help": "'; drop"}):
        text = shown(client, **asked)
        assert "Somebody" in text and "left aside" in text and "Hidden Town" not in text


def test_acl_29_twenty_a_page_no_total_and_strange_page_numbers_are_the_first(signed_in, make_member):
    for number in range(25):
        make_member(f"Person {number:02}", listed=True)
    client = signed_in(make_member())
    first = shown(client)
    assert first.count('class="card"') == 20
    assert not re.search(r"\b25\b", re.sub(r"<[^>]+>", " ", first))
    assert shown(client, page="2").count('class="card"') == 5
    for page in ("0", "-1", "x", "²", "9999999999"):
        assert "Person 00" in shown(client, page=page)


def test_protected_names_do_not_stand_where_their_names_would(signed_in, make_member):
    make_member("Aaa", listed=True)
    make_member("Bbb", listed=True, protected_name=True)
    make_member("Ccc", listed=True)
    text = shown(signed_in(make_member()))
    assert "Bbb" not in text and text.index(">Member<") < text.index("Aaa") < text.index("Ccc")


def test_acl_29_the_101st_profile_of_a_day_is_refused_and_the_managers_are_told(
    signed_in, make_member, manager, monkeypatch
):
    monkeypatch.setattr(reading, "A_DAY", 3)
    people = [make_member(listed=True).profile for _number in range(4)]
    reader = make_member()
    client = signed_in(reader)
    for profile in (*people[:3], people[0]):
        assert client.get(profile.get_absolute_url()).status_code == 200
    for _twice in range(2):
        refused = client.get(people[3].get_absolute_url())
        assert refused.status_code == 429 and "today" in refused.content.decode()
    assert client.get("/members/").status_code == 429
    work_off()
    assert [letter.to for letter in mail.outbox] == [[manager.email]]
    assert AuditEntry.objects.filter(actor=str(reader.key)).count() == 1
    assert reading.A_DAY == 3 and client.get("/account/").status_code == 200


def test_acl_06_a_profile_has_a_random_address_and_who_may_not_see_it_meets_what_never_existed(
    client, signed_in, make_member
):
    listed = make_member("Listed One", listed=True).profile.get_absolute_url()
    unlisted = make_member("Unlisted One").profile.get_absolute_url()
    gone = make_member("Gone One", listed=True, status=Status.SUSPENDED).profile.get_absolute_url()
    never = "/members/00000000-0000-4000-8000-000000000000/"
    for path in (listed, unlisted, gone):
        assert same(client.get(path), client.get(never), path, never)
    client = signed_in(make_member())
    for path in (unlisted, gone):
        assert same(client.get(path), client.get(never), path, never) and client.get(path).status_code == 404
    assert "Listed One" in client.get(listed).content.decode()


def test_a_profile_page_shows_what_is_told_and_no_more(signed_in, make_member):
    profile = make_member(
        listed=True,
        tells=["function"],
        function="Told function",
        biography="Hidden story",
        organisation="Hidden office",
    ).profile
    text = signed_in(make_member()).get(profile.get_absolute_url()).content.decode()
    assert "Told function" in text and "Hidden" not in text and profile.user.email not in text


@pytest.mark.parametrize("path", ["/members/", "/account/", "/account/profile/seen/"])
def test_a_page_asks_at_most_twelve_questions_and_as_many_for_more_rows(
    signed_in, make_member, make_city, make_theme, path
):
    themes = [make_theme(name) for name in ("Youth", "Housing")]
    everything = ["city", "function", "can_help", "works_on"]

    def more(count: int) -> None:
        for number in range(count):
            make_member(
                listed=True, city=make_city(f"City {count} {number}"), tells=everything, can_help=themes,
                works_on=themes, function="Coordinator",
            )  # fmt: skip

    def asked() -> list[str]:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return [query["sql"] for query in queries.captured_queries]

    more(5)
    client = signed_in(make_member(city=make_city("Aktau")))
    few = asked()
    more(15)
    many = asked()
    assert len(few) == len(many) <= 12, "\n".join(sql[:200] for sql in many)


def test_hdr_05_pages_about_people_tell_nobody_where_a_reader_came_from(signed_in, make_member):
    profile = make_member(listed=True).profile
    client = signed_in(make_member())
    for path in ("/members/", profile.get_absolute_url(), "/account/profile/seen/"):
        assert client.get(path)["Referrer-Policy"] == "no-referrer"
    for path in ("/account/", "/account/profile/", "/join/"):  # their forms need the browser to say whose they are
        assert client.get(path)["Referrer-Policy"] == "same-origin"
