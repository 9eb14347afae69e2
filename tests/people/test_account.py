"""Everything about oneself in one place."""

import io
import json
import re
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from members.accounts.choices import Action, Status
from members.accounts.models import User
from members.accounts.roles import Role
from members.people import joining, leaving
from members.people.actions import place
from members.people.contact import write_to
from members.people.exporting import archive
from members.people.joining import invite
from members.people.models import ContactMessage, Erasure, Following, Invitation, Profile
from tests.work import work_off

from .conftest import PASSWORD


def fresh(client) -> None:
    """The signed-in person types their password again."""
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def form_of(profile, **changes) -> dict:
    """What the profile's form sends when nothing but `changes` is changed."""
    return {"display_name": profile.display_name} | {f"see_{name}": "nobody" for name in LEVELS} | changes


LEVELS = [
    "city", "organisation", "function", "sector", "languages", "works_on", "can_help", "looks_for", "offers",
    "capacity", "biography",
]  # fmt: skip


def test_visitors_are_asked_to_sign_in_at_each_door(client):
    for name in ("account", "profile-edit", "seen", "export", "leave"):
        response = client.get(reverse(f"people:{name}"))
        assert response.status_code == 302 and "login" in response["Location"]


def test_a_member_changes_their_profile_and_sees_at_once_how_others_see_them(signed_in, make_member, make_theme):
    member, theme = make_member(), make_theme("Youth")
    client = signed_in(member)
    response = client.post(
        "/account/profile/",
        form_of(
            member.profile, listed="on", function="Youth worker", biography="A private word", see_function="members",
            works_on=[theme.pk], see_works_on="spaces", languages=["fr", "ar"], sector="youth",
        ),
        follow=True,
    )  # fmt: skip
    text = response.content.decode()
    assert text.count("Youth worker") == 3 and "A private word" not in text and text.count(">Youth<") == 1
    profile = Profile.objects.get(user=member)
    assert (profile.listed, profile.languages, profile.sector) == (True, ["fr", "ar"], "youth")


def test_acl_36_a_member_cannot_give_themselves_a_city_or_another_key(signed_in, make_member, make_city):
    member, city = make_member(), make_city("Aktau")
    key = member.profile.key
    sent = form_of(
        member.profile, city=city.pk, key="00000000-0000-4000-8000-000000000000", user=1, confirmed_on="2000-01-01",
        status="approved", is_superuser="on",
    )  # fmt: skip
    assert signed_in(member).post("/account/profile/", sent).status_code == 302
    profile = Profile.objects.select_related("user").get(user=member)
    assert profile.city is None and profile.key == key and profile.confirmed_on is None
    assert not profile.user.is_superuser


@pytest.mark.parametrize(
    "changes",
    [
        {"display_name": ""},
        {"see_function": "everybody"},
        {"sector": "spy"},
        {"works_on": ["x"]},
        {"offers": "x" * 601},
    ],
)
def test_a_profile_that_cannot_be_read_gets_a_sentence_and_changes_nothing(signed_in, make_member, changes):
    member = make_member("As Before")
    response = signed_in(member).post("/account/profile/", form_of(member.profile) | changes)
    assert response.status_code == 400 and "Something is missing or not right yet" in response.content.decode()
    assert Profile.objects.get(user=member).display_name == "As Before"


def test_a_member_follows_a_theme_once_and_stops(signed_in, make_member, make_theme):
    theme, member = make_theme("Youth"), make_member()
    client = signed_in(member)
    for _twice in range(2):
        response = client.post(f"/account/follow/theme/{theme.pk}/", follow=True)
    assert Following.objects.filter(user=member).count() == 1 and theme.get_absolute_url() in response.content.decode()
    client.post(f"/account/follow/theme/{theme.pk}/", {"stop": "1"})
    assert not Following.objects.exists()


def test_cities_practices_and_series_are_followed_and_what_is_withdrawn_leaves_no_trace(
    signed_in, make_member, make_city, make_practice
):
    from events.models import Series

    city, practice = make_city("Aktau").pages.get(), make_practice("A quiet arrival")
    series = Series.objects.create(title="Coming home", slug="coming-home")
    client = signed_in(make_member())
    for kind, thing in (("city", city), ("practice", practice), ("series", series)):
        text = client.post(f"/account/follow/{kind}/{thing.pk}/", follow=True).content.decode()
        assert str(thing) in text
    practice.unpublish()
    text = client.get("/account/").content.decode()
    assert "A quiet arrival" not in text and "Aktau" in text and "Coming home" in text


def test_the_button_leads_back_to_where_it_stands(signed_in, make_member, make_theme, make_city):
    client = signed_in(make_member())
    for kind, thing, path in (
        ("theme", make_theme("Youth"), "/themes/youth/"),
        ("city", make_city("Aktau").pages.get(), "/cities/kazakhstan/aktau/"),
    ):
        for sent in ({"back": "1"}, {"back": "1", "stop": "1"}):
            assert client.post(f"/account/follow/{kind}/{thing.pk}/", sent)["Location"] == path
        assert f"/account/follow/{kind}/{thing.pk}/" in client.get(path).content.decode()


def test_what_cannot_be_seen_cannot_be_followed(signed_in, make_member, make_city):
    hidden = make_city("Hidden Town", live=False).pages.get()
    client = signed_in(make_member())
    for kind, target in (("city", hidden.pk), ("city", "9999999"), ("theme", "x"), ("spy", "1"), ("theme", "9" * 40)):
        assert client.post(f"/account/follow/{kind}/{target}/").status_code == 404
    assert not Following.objects.exists()


def test_visitors_cannot_follow_by_the_site(client, make_theme):
    theme = make_theme("Youth")
    assert client.post(f"/account/follow/theme/{theme.pk}/").status_code == 302
    assert not Following.objects.exists()


def test_what_i_may_see_and_why_is_said_in_plain_words(signed_in, make_member):
    text = signed_in(make_member(roles=[Role.REVIEWER])).get("/account/").content.decode()
    assert "You read and score the submissions that are assigned to you" in text and "speak for your city" not in text


def test_auth_19_data_and_leaving_ask_for_the_password_again(signed_in, make_member):
    client = signed_in(make_member())
    for path in ("/account/data/", "/account/leave/"):
        for response in (client.get(path), client.post(path, {"posts": "keep", "sure": "on"})):
            assert response.status_code == 302 and "reauthenticate" in response["Location"]
    assert User.objects.filter(status=Status.LEFT).count() == 0
    fresh(client)
    assert client.get("/account/data/").status_code == 200


def export_of(client) -> tuple[str, dict]:
    """Ask for the data, let the worker make it, and read the archive."""
    fresh(client)
    client.post("/account/data/")
    work_off()
    page = client.get("/account/data/").content.decode()
    link = re.search(r"/account/data/[0-9a-f-]{36}\.zip", page).group()
    response = client.get(link)
    assert response.status_code == 200 and response["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    return link, {name: json.loads(archive.read(name)) for name in archive.namelist()}


def test_priv_02_a_member_downloads_what_is_theirs_and_nothing_of_others(signed_in, make_member, make_theme):
    other = make_member("Another Byline", listed=True)
    member = make_member("My Byline", biography="My story", can_help=[make_theme("Youth")])
    _link, data = export_of(signed_in(member))
    assert data["account.json"]["address"] == member.email
    assert data["profile.json"]["fields"]["biography"] == {"value": "My story", "visible_to": "nobody"}
    assert data["profile.json"]["fields"]["can_help"]["value"] == ["Youth"]
    assert other.email not in json.dumps(data) and "Another Byline" not in json.dumps(data)


def test_priv_02_the_archive_tells_what_was_done_to_me_and_not_by_whom(signed_in, make_member, make_city, manager):
    city, other, member = (
        make_city("Aktau"),
        make_member("Another Byline", listed=True, contactable=True),
        make_member(),
    )
    invitation = invite(member.email, city, by=manager)
    type(invitation).objects.update(name="My Byline")
    place(member.profile, city, by=manager)
    write_to(other.profile, sender=member, text="My own words.")
    ContactMessage.objects.create(sender=other, recipient=member, text="Words of another.")
    address = EmailAddress.objects.create(user=member, email="second@people.test", verified=False)
    archived = zipfile.ZipFile(io.BytesIO(archive(member)))
    data = {name: json.loads(archived.read(name)) for name in archived.namelist()}
    assert address.email in [row["email"] for row in data["account.json"]["addresses"]]
    assert data["traces.json"]["letters_waiting"][0]["text"] == "My own words."
    assert data["traces.json"]["invitations_received"][0]["name"] == "My Byline"
    done = {row["action"]: row["by_me"] for row in data["history.json"]}
    assert (done[Action.MEMBER_PLACED], done[Action.LETTER_SENT]) == (False, True)
    told = json.dumps(data)
    for foreign in ("Words of another", other.email, manager.email, str(other.key), str(manager.key)):
        assert foreign not in told


def test_priv_02_the_archive_is_for_one_session_and_one_day(signed_in, make_member, time_machine):
    member = make_member()
    time_machine.move_to("2026-05-04 10:00 +0000")
    link, _data = export_of(signed_in(member))
    elsewhere = Client()
    for viewer in (member, make_member()):
        elsewhere.force_login(viewer)
        assert elsewhere.get(link).status_code == 404
    client = signed_in(member)
    assert Client().get(link).status_code == 404
    time_machine.move_to("2026-05-05 10:01 +0000")
    assert client.get(link).status_code == 404


def leave(client, posts: str = "keep"):
    fresh(client)
    return client.post("/account/leave/", {"posts": posts, "sure": "on"})


def test_priv_03_who_leaves_is_gone_at_once_and_their_authorship_stays(
    signed_in, make_member, make_theme, manager, django_capture_on_commit_callbacks
):
    member = make_member("Was Here", listed=True, roles=[Role.FACILITATOR])
    address, key = member.email, member.key
    elsewhere = Client()
    elsewhere.force_login(member)
    joining.invite("colleague@people.test", None, by=manager)
    Invitation.objects.update(inviter=member)
    client = signed_in(member)
    client.post(f"/account/follow/theme/{make_theme('Youth').pk}/")
    with django_capture_on_commit_callbacks(execute=True):
        assert leave(client).status_code == 302
    shell = User.objects.get(key=key)
    assert shell.status == Status.LEFT and not shell.has_usable_password() and address not in str(vars(shell))
    assert not Profile.objects.filter(user=shell).exists() and not Following.objects.exists()
    assert not Invitation.objects.exists() and not shell.groups.exists()
    assert elsewhere.get("/account/").status_code == 302 and client.get("/account/").status_code == 302
    assert all(session.get_decoded().get("_auth_user_id") != str(shell.pk) for session in Session.objects.all())
    assert User.objects.create_user(address, PASSWORD).pk != shell.pk


def test_leaving_needs_a_word_of_consent(signed_in, make_member):
    member = make_member()
    client = signed_in(member)
    fresh(client)
    assert client.post("/account/leave/", {"posts": "keep"}).status_code == 400
    assert client.post("/account/leave/", {"posts": "burn", "sure": "on"}).status_code == 400
    member.refresh_from_db()
    assert member.status == Status.APPROVED


def test_nobody_leaves_for_somebody_else(make_member, manager):
    from django.core.exceptions import PermissionDenied

    member = make_member()
    with pytest.raises(PermissionDenied):
        leaving.leave(member, by=manager)


def test_priv_04_after_a_restore_who_left_goes_again(
    make_member, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.ERASURE_LIST = str(tmp_path / "lists" / "erasures.txt")
    gone, stays = make_member("Has Left"), make_member("Stays")
    before = {name: getattr(gone, name) for name in ("email", "status", "password")}
    with django_capture_on_commit_callbacks(execute=True):
        leaving.leave(gone, by=gone, posts="remove")
        leaving.leave(gone, by=gone, posts="remove")
    listed = (tmp_path / "lists" / "erasures.txt").read_text()
    assert str(gone.key) not in listed and listed.count("\n") == 1
    # the backup: the account is back, the table of erasures is not
    User.objects.filter(pk=gone.pk).update(**before, is_active=True)
    Profile.objects.create(user=gone, display_name="Has Left")
    Erasure.objects.all().delete()
    for expected in ("1", "0"):
        said = io.StringIO()
        call_command("apply_erasures", stdout=said)
        assert expected in said.getvalue()
    gone.refresh_from_db()
    stays.refresh_from_db()
    assert gone.status == Status.LEFT and gone.email != before["email"]
    assert not Profile.objects.filter(user=gone).exists() and stays.status == Status.APPROVED
