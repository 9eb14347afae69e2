"""A city's focal point writes the city's profile on the site itself."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.models import Page

from members.accounts.actions import set_status
from members.accounts.choices import Status
from members.accounts.models import AuditEntry
from members.cities.actions import Saved, confirm_city_profile, revise_city_profile
from members.cities.models import CityPage
from members.cities.profiles import FIELDS, read
from network_site.pages.models import NetworkSettings

ADDRESS = "/city-profile/kz/aktau/"


@pytest.fixture
def city(settings, make_city, make_theme):
    settings.CITY_SPEAKER = "tests.cities.speaking.in_the_citys_group"
    city = make_city("Aktau", introduction="A port.", themes=[make_theme("Trauma care")])
    city.pages.get().save_revision().publish()
    return city


@pytest.fixture
def profile(city):
    return lambda: CityPage.objects.get(city=city)


@pytest.fixture
def speaker(city, django_user_model):
    user = django_user_model.objects.create_user("office@aktau.test", "a long enough password")
    user.groups.add(Group.objects.create(name="Focal point of aktau"))
    return user


@pytest.fixture
def office(client, speaker):
    """The focal point's browser."""
    client.force_login(speaker)
    return client


@pytest.fixture
def network(home):
    settings = NetworkSettings.for_site(home.get_site())

    def ask_an_editor(wanted: bool) -> None:
        settings.review_city_profiles = wanted
        settings.save()

    return ask_an_editor


def form(profile: CityPage, **changes) -> dict:
    values = read(profile.get_latest_revision_as_object())
    values["themes"] = [theme.pk for theme in values["themes"]]
    return values | {"based_on": profile.latest_revision_id} | changes


def test_a_focal_point_finds_the_way_to_edit_on_the_citys_page(office, profile):
    assert f'href="{ADDRESS}"' in office.get(profile().get_url()).content.decode()
    assert f'href="{ADDRESS}"' not in Client().get(profile().get_url()).content.decode()


def test_what_the_office_writes_is_published_at_once_where_the_network_says_so(office, profile, network):
    network(False)
    seats = "Youth office: outreach workers\nPolice"
    answer = office.post(
        ADDRESS, form(profile(), introduction="A port on the Caspian.", governance_table=seats), follow=True
    )
    assert "Everybody can read it now" in answer.content.decode()
    text = Client().get(profile().get_url()).content.decode()
    assert "A port on the Caspian." in text
    assert "outreach workers" in text
    assert profile().latest_revision.user.email == "office@aktau.test"


def test_an_editor_looks_first_unless_the_network_says_otherwise(office, profile, cms_of_an_editor):
    answer = office.post(ADDRESS, form(profile(), introduction="A port on the Caspian."), follow=True)
    assert "An editor looks at it" in answer.content.decode()
    assert "Caspian" not in Client().get(profile().get_url()).content.decode()
    assert "Caspian" in office.get(ADDRESS).content.decode()
    assert profile().has_unpublished_changes
    assert "Caspian" in cms_of_an_editor.get(f"/admin/pages/{profile().pk}/edit/").content.decode()
    profile().get_latest_revision().publish()
    assert "Caspian" in Client().get(profile().get_url()).content.decode()


@pytest.fixture
def cms_of_an_editor(staff):
    browser = Client()
    browser.force_login(staff)
    return browser


def test_a_second_text_replaces_the_one_that_waits(office, profile):
    office.post(ADDRESS, form(profile(), introduction="First."))
    office.post(ADDRESS, form(profile(), introduction="Second."))
    state = profile().current_workflow_task_state
    assert state is None or state.revision == profile().latest_revision
    assert profile().get_latest_revision_as_object().introduction == "Second."


def test_a_focal_point_never_publishes_an_editors_draft(office, profile, network):
    network(False)
    draft = profile()
    draft.spotlight = "Not to be told yet."
    draft.save_revision()
    office.post(ADDRESS, form(profile(), introduction="A port on the Caspian."))
    text = Client().get(profile().get_url()).content.decode()
    assert "Not to be told yet." not in text
    assert "Caspian" not in text


def test_sending_the_same_twice_changes_nothing_the_second_time(office, profile, network):
    network(False)
    sent = form(profile(), introduction="A port on the Caspian.")
    assert office.post(ADDRESS, sent).status_code == 302
    revisions = profile().revisions.count()
    answer = office.post(ADDRESS, sent, follow=True)
    assert answer.status_code == 200
    assert "Nothing was different" in answer.content.decode()
    assert profile().revisions.count() == revisions


def test_when_somebody_has_changed_it_meanwhile_both_texts_are_shown_and_none_is_lost(office, profile, network):
    network(False)
    opened = form(profile(), introduction="Mine.", governance_lead="The mayor's office")
    other = profile()
    other.introduction = "Theirs."
    other.save_revision().publish()
    answer = office.post(ADDRESS, opened)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "What you wrote" in text
    assert text.count("Mine.") >= 2  # in the comparison and still in the form
    assert "Theirs." in text
    assert profile().introduction == "Theirs."
    again = opened | {"based_on": answer.context["form"]["based_on"].value()}
    assert office.post(ADDRESS, again).status_code == 302
    assert profile().introduction == "Mine."


def test_one_click_confirms_the_profile_as_of_today(office, profile):
    assert office.post(f"{ADDRESS}confirm/").status_code == 302
    first = profile()
    assert first.confirmed_on is not None
    assert office.post(f"{ADDRESS}confirm/").status_code == 302
    assert profile().latest_revision_id == first.latest_revision_id


def test_confirming_publishes_no_draft(office, profile):
    draft = profile()
    draft.spotlight = "Not to be told yet."
    draft.save_revision()
    office.post(f"{ADDRESS}confirm/")
    assert profile().confirmed_on is not None
    assert "Not to be told yet." not in Client().get(profile().get_url()).content.decode()
    profile().get_latest_revision().publish()
    assert profile().confirmed_on is not None


def test_looking_at_the_confirmation_confirms_nothing(office, profile):
    assert office.get(f"{ADDRESS}confirm/").status_code == 404
    assert profile().confirmed_on is None


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}confirm/"])
def test_for_anybody_else_there_is_nothing_there(home, profile, django_user_model, method, address):
    other = django_user_model.objects.create_user("office@elsewhere.test", "a long enough password")
    other.groups.add(Group.objects.create(name="Focal point of elsewhere"))
    for user in (None, other):
        browser = Client()
        if user:
            browser.force_login(user)
        there, nowhere = (getattr(browser, method)(place) for place in (address, address.replace("aktau", "attau")))
        assert there.status_code == nowhere.status_code == 404
        assert there.content.replace(b"aktau", b"") == nowhere.content.replace(b"attau", b"")
        assert dict(there.headers) == dict(nowhere.headers)
    assert profile().confirmed_on is None


def test_a_right_taken_away_is_gone_with_the_next_request(office, speaker, profile):
    assert office.get(ADDRESS).status_code == 200
    speaker.groups.clear()
    assert office.get(ADDRESS).status_code == 404
    assert office.post(ADDRESS, form(profile(), introduction="Still me.")).status_code == 404
    assert profile().introduction == "A port."


def test_somebody_who_is_suspended_edits_nothing(office, speaker):
    set_status(speaker, Status.SUSPENDED, by=None)
    assert office.get(ADDRESS).status_code == 404


def test_the_verbs_ask_for_themselves(profile, django_user_model):
    stranger = django_user_model.objects.create_user("stranger@causeway.test", "a long enough password")
    with pytest.raises(PermissionDenied):
        revise_city_profile(profile(), read(profile()), user=stranger, based_on=profile().latest_revision_id)
    with pytest.raises(PermissionDenied):
        confirm_city_profile(profile(), user=stranger)


def test_without_a_setting_nobody_edits_on_the_site(office, settings, profile):
    settings.CITY_SPEAKER = ""
    assert office.get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"introduction": "word " * 201}, "201 words"),
        ({"needs": "one\ntwo\nthree\nfour\nfive\nsix"}, "6 lines"),
        ({"strategy_link": "javascript:alert(1)"}, "valid URL"),
        ({"strategy_state": "secret"}, "not one of the available choices"),
        ({"governance_table": "x" * 161}, "Who sits at the table, part 1".lower()),
        ({"themes": ["99999"]}, "not one of the available choices"),
        ({"themes": ["1; DROP"]}, "not a valid value"),
        ({"based_on": "many"}, "whole number"),
        ({"introduction": "a\x00b"}, "Null characters"),
    ],
)
def test_bad_input_gets_one_sentence_and_everything_typed_is_kept(office, profile, changes, sentence):
    answer = office.post(ADDRESS, form(profile(), governance_lead="The mayor's office") | changes)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence.lower() in text.lower()
    assert "The mayor&#x27;s office" in text
    assert profile().governance_lead == ""


def test_at_most_five_themes_can_be_the_most_pressing(office, profile, make_theme):
    six = [make_theme(f"Theme {number}").pk for number in range(6)]
    assert office.post(ADDRESS, form(profile(), themes=six)).status_code == 422
    assert office.post(ADDRESS, form(profile(), themes=six[:5])).status_code == 302


def test_acl_36_fields_that_are_not_asked_for_are_not_saved(office, profile, network):
    network(False)
    extra = {
        "title": "Mine now",
        "slug": "mine",
        "city": "1",
        "live": "",
        "spotlight": "Ours",
        "office": "Me",
        "confirmed_on": "2020-01-01",
    }
    before = Page.objects.get(pk=profile().pk)
    office.post(ADDRESS, form(profile(), introduction="A port on the Caspian.") | extra)
    after = profile()
    assert (after.title, after.slug, after.live, after.spotlight, after.office) == (
        before.title,
        before.slug,
        True,
        "",
        "",
    )
    assert after.confirmed_on is None
    assert after.introduction == "A port on the Caspian."


def test_a_seat_with_colons_in_it_stays_what_it_was(office, profile, network):
    network(False)
    there = profile()
    there.governance_table = [
        ("seat", {"who": "Council: youth: sport", "brings": "halls"}),
        ("seat", {"who": "Police", "brings": ""}),
    ]
    there.save_revision().publish()
    office.post(ADDRESS, form(profile(), introduction="Other words."))
    seats = [(block.value["who"], block.value["brings"]) for block in profile().governance_table]
    assert seats == [("Council: youth: sport", "halls"), ("Police", "")]


def test_needs_and_offers_are_told_among_members_and_to_nobody_else(office, profile, network, home):
    network(False)
    office.post(ADDRESS, form(profile(), needs="Interpreters for Dari", offers="A study visit"))
    assert "Interpreters for Dari" in office.get(profile().get_url()).content.decode()
    for address in (
        profile().get_url(),
        "/api/v1/cities/",
        "/search/?q=interpreters",
        "/cities/",
        "/sitemap-pages.xml",
    ):
        text = Client().get(address).content.decode()
        assert "Dari" not in text
        assert "study visit" not in text


def test_the_form_asks_only_for_what_the_table_lists(office):
    shown = set(office.get(ADDRESS).context["form"].fields)
    assert shown == {*FIELDS, "based_on"}


def test_what_became_of_it_is_said_in_words():
    assert {saved.value for saved in Saved} == {"unchanged", "published", "waiting"}


def test_log_01_a_change_and_a_confirmation_are_logged_without_a_word_of_the_text(office, speaker, city, profile):
    page = profile()
    revise_city_profile(
        page, read(page) | {"introduction": "Canary kestrel."}, user=speaker, based_on=page.latest_revision_id
    )
    confirm_city_profile(profile(), user=speaker)
    rows = AuditEntry.objects.filter(action__in=("city-profile", "city-confirmed"))
    assert [(row.action, row.actor, row.thing_id) for row in rows.order_by("pk")] == [
        ("city-profile", str(speaker.key), str(city.pk)),
        ("city-confirmed", str(speaker.key), str(city.pk)),
    ]
    assert "kestrel" not in str(list(rows.values()))
