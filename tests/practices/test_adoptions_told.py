"""Who hears of an adoption, what it measured, and what happens when two colleagues write at once."""
# ruff: noqa: F811

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from members.accounts.roles import Role
from members.notifications.reading import lines
from practices.adoptions import confirm, declare, refuse
from practices.measuring import forget_measure, measure
from practices.models import Adoption, Indicator
from practices.renewal import archive
from practices.reported import reports_on

from ..people.conftest import make_member  # noqa: F401
from ..work import work_off
from .test_adoptions import adopter, adoption, focal, origin, owner, practice  # noqa: F401

WORDS = {
    "state": "running",
    "direction": "better",
    "result": "It helped.",
    "kept": "",
    "changed": "",
    "dropped": "",
    "since": "",
}


@pytest.fixture
def indicator(home):
    return Indicator.objects.create(
        slug="calls", name="Calls answered", definition="-", how_to_measure="-", kind="number",
        good_direction="higher", ethics="-", source="-", live=True,
    )  # fmt: skip


def told(user) -> list[str]:
    return [f"{line.told.sentence} {line.told.about}" for line in lines(user)]


def report(adoption, indicator, user, **more):
    values = {
        "indicator": indicator,
        "direction": "better",
        "known": "records",
        "baseline": "20",
        "value": "45",
        "date": "2025",
        "caveat": "One office only.",
    }
    return measure(adoption, values | more, user=user)


def test_the_owner_s_focal_points_are_asked_and_no_letter_says_of_what(practice, adopter, focal, owner, make_member):
    other = make_member(city=None)
    declare(practice, adopter, user=focal)
    work_off()
    assert any("Open doors" in line for line in told(owner))
    assert not told(other)
    assert {letter.to[0] for letter in mail.outbox} == {owner.email}
    for word in ("Open doors", "Lille", "Aktau"):
        assert word not in str(mail.outbox[0].message())


def test_once_somebody_answered_the_question_is_gone_and_the_city_hears(owner, adoption, focal):
    assert told(owner)
    confirm(adoption, user=owner)
    assert not told(owner)
    assert any("has answered" in line for line in told(focal))


def test_a_refusal_is_told_without_its_reason_in_any_letter(adoption, owner, focal):
    refuse(adoption, user=owner, reason="We never met the zanzibarry team.")
    work_off()
    assert any("has answered" in line for line in told(focal))
    assert not any("zanzibarry" in str(letter.message()) for letter in mail.outbox)


def test_cities_that_took_it_up_hear_when_it_goes_into_the_archive_or_is_hidden(
    adoption, practice, focal, owner, make_member
):
    from practices.hiding import hide_now

    editor, guard = make_member(roles=[Role.EDITOR]), make_member(roles=[Role.SAFEGUARDING])
    archive(practice.translation_key, by=editor, note="Nobody answers.")
    assert any("Open doors" in line for line in told(focal))
    hide_now(practice, by=guard)
    text = " ".join(told(focal))
    assert "taken from the site" in text
    assert "Open doors" not in text


def test_what_was_measured_stands_beside_what_the_practice_reports_once_it_is_confirmed(
    client,
    adoption,
    indicator,
    focal,
    owner,
):
    report(adoption, indicator, focal)
    assert reports_on(indicator) == []
    confirm(adoption, user=owner)
    (row,) = reports_on(indicator)
    assert (row.adopted, row.cities, row.value, row.caveat) == (True, ("Lille",), "45", "One office only.")
    page = client.get("/indicators/calls/").content.decode()
    assert "took it up" in page
    assert "One office only." in client.get("/indicators/calls.csv").content.decode()


def test_small_numbers_are_not_told(adoption, indicator, focal, owner):
    report(adoption, indicator, focal, baseline="3", value="7 families")
    confirm(adoption, user=owner)
    (row,) = reports_on(indicator)
    assert "fewer than 10" in row.value
    assert "3" not in row.baseline


def test_reported_again_it_takes_the_place_of_what_was_there_and_is_taken_back(adoption, indicator, focal):
    for value in ("45", "45", "50"):
        report(adoption, indicator, focal, value=value)
    adoption.refresh_from_db()
    assert [row["value"] for row in adoption.outcomes] == ["50"]
    for _time in range(2):
        forget_measure(adoption, "calls", user=focal)
    adoption.refresh_from_db()
    assert adoption.outcomes == []


def test_only_the_city_itself_reports(adoption, indicator, owner, make_member):
    for nobody in (owner, make_member()):
        with pytest.raises(PermissionDenied):
            report(adoption, indicator, nobody)
        with pytest.raises(PermissionDenied):
            forget_measure(adoption, "calls", user=nobody)


def test_a_focal_point_reports_on_the_page_and_words_like_personal_data_do_not_pass(client, adoption, indicator, focal):
    client.force_login(focal)
    address = f"/adoptions/{adoption.key}/"
    values = {
        "do": "measure",
        "indicator": "calls",
        "direction": "better",
        "value": "45",
        "caveat": "Ask anna@office.example",
    }
    answer = client.post(address, values)
    assert answer.status_code == 422
    assert "might tell who somebody is" in answer.content.decode()
    assert client.post(address, values | {"caveat": "One office only."}).status_code == 302
    assert "One office only." in client.get(address).content.decode()
    client.post(address, {"do": "forget-measure", "indicator": "calls"})
    assert Adoption.objects.get().outcomes == []


def test_two_colleagues_write_at_once_and_neither_text_is_lost(client, adoption, focal):
    client.force_login(focal)
    address = f"/adoptions/{adoption.key}/"
    mine = WORDS | {"do": "change", "state": "interested", "based_on": adoption.version}
    assert client.post(address, mine | {"result": "What my colleague saved."}).status_code == 302
    answer = client.post(address, mine | {"result": "What I typed."})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "What I typed." in text
    assert "What my colleague saved." in text
    version = Adoption.objects.get().version
    assert f'name="based_on" value="{version}"' in text
    assert client.post(address, mine | {"result": "What I typed.", "based_on": version}).status_code == 302
    assert Adoption.objects.get().result == "What I typed."


def test_con_01_a_new_state_of_a_colleague_is_not_overwritten_and_a_form_without_a_number_is_refused(
    client, adoption, focal
):
    from practices.adoptions import move

    opened = adoption.version
    move(adoption, "planning", user=focal)
    client.force_login(focal)
    address = f"/adoptions/{adoption.key}/"
    mine = WORDS | {"do": "change", "state": "piloting", "result": "Mine."}
    for stale in ({"based_on": opened}, {}):
        assert client.post(address, mine | stale).status_code == 409
    adoption.refresh_from_db()
    assert (adoption.state, adoption.result) == ("planning", "")
    assert client.post(address, mine | {"based_on": adoption.version}).status_code == 302


def test_where_the_place_is_withheld_no_focal_point_is_told_that_it_is_theirs(
    make_practice, origin, adopter, owner, focal
):
    hidden = make_practice("Somewhere", cities=[origin], place_withheld=True)
    declare(hidden, adopter, user=focal)
    assert not told(owner)


def test_a_city_that_was_refused_hears_nothing_more_of_the_practice(practice, adoption, owner, focal, make_member):
    refuse(adoption, user=owner, reason="Not ours.")
    before = told(focal)
    archive(practice.translation_key, by=make_member(roles=[Role.EDITOR]), note="Nobody answers.")
    assert told(focal) == before
