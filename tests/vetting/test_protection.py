"""A practice is hidden at once, looked at, shown again or taken off for good; words are blackened for good (ANON-10, -11, -18, PRIV-06)."""

import datetime
import json

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry, Revision

from members.accounts.models import AuditEntry
from members.accounts.roles import Role
from practices import hiding, redacting, submitting, vetting
from practices.models import Hiding, PracticePage, Step, Submission, SubmissionVersion
from practices.moves import State

from ..work import work_off
from .conftest import ACCEPT

pytestmark = pytest.mark.django_db
NAME = "Zanzibarry Kestrelson"


@pytest.fixture
def published(make_submission, bring, editor):
    """A practice that went the whole way, with a name in many places."""

    def make(**switches):
        submission = make_submission(f"Open door of {NAME}", problem=f"{NAME} stood outside.", **switches)
        return vetting.accept(bring(submission), by=editor, **ACCEPT | {"letter": f"Good, dear {NAME}."})

    return make


@pytest.fixture
def practice(published):
    return published().practice


def browser(user=None, **options) -> Client:
    client = Client(**options)
    if user is not None:
        client.force_login(user)
    return client


def hide_address(page) -> str:
    return f"/concern/{page.translation_key}/hide/"


def everywhere(client, page) -> dict[str, int]:
    """In how many answers of each surface the title stands."""
    addresses = [
        "/practices/",
        page.get_url(),
        "/feeds/practices.atom",
        "/sitemap-pages.xml",
        "/api/v1/practices/",
        "/search/?q=Kestrelson",
        "/",
    ]
    return {address: client.get(address).content.decode().count(NAME) for address in addresses}


def test_anon_18_a_safeguarding_editor_hides_with_one_press_and_it_is_gone_everywhere(worker, practice, guard, client):
    work_off()
    assert everywhere(client, practice)[practice.get_url()]
    answer = browser(guard).post(hide_address(practice))
    assert answer.status_code == 302
    assert set(everywhere(client, practice).values()) == {0}
    work_off()
    assert set(everywhere(client, practice).values()) == {0}
    assert Submission.objects.get().state == State.SUSPENDED
    assert AuditEntry.objects.filter(action="practice-hidden", actor=str(guard.key)).count() == 1


def test_anon_18_two_people_are_told_and_the_mail_names_nothing(practice, guard, editor):
    work_off()
    mail.outbox.clear()
    hiding.hide_now(practice, by=guard)
    work_off()
    told = [letter for letter in mail.outbox if "/desk/hidden/" in letter.body]
    assert sorted(letter.to[0] for letter in told) == sorted([guard.email, editor.email])
    assert not any(NAME in str(letter.message()) or "Kestrelson" in letter.body for letter in told)


def test_anon_18_the_city_hides_its_own_and_no_other_city_s(practice, make_member, make_city, town):
    own = make_member(city=town, roles=[Role.FOCAL_POINT])
    other = make_member(city=make_city("Oran", "FR"), roles=[Role.FOCAL_POINT])
    for nobody in (None, make_member(city=town), other):
        assert browser(nobody).post(hide_address(practice)).status_code == 404
    assert "Hide this practice now" not in browser(other).get(practice.get_url()).content.decode()
    assert "Hide this practice now" in browser(own).get(practice.get_url()).content.decode()
    assert browser(own).post(hide_address(practice)).status_code == 302
    assert Hiding.objects.get().side == "city"
    assert browser().get(practice.get_url()).status_code == 404


def test_a_focal_point_is_not_told_that_a_withheld_place_is_theirs(published, make_member, town):
    page = published(place_withheld=True, country="KZ").practice
    point = make_member(city=town, roles=[Role.FOCAL_POINT])
    assert "Hide this practice now" not in browser(point).get(page.get_url()).content.decode()
    assert browser(point).post(hide_address(page)).status_code == 404


def test_anon_18_anybody_concerned_hides_it_through_the_form(practice, client):
    address = f"/concern/{practice.translation_key}/"
    assert address in client.get(practice.get_url()).content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, {"text": " "}).status_code == 422
    assert PracticePage.objects.get().live
    done = client.post(address, {"text": "The third paragraph tells who it is."})
    assert "off the site" in done.content.decode()
    assert client.get(practice.get_url()).status_code == client.get(address).status_code == 404
    assert (Hiding.objects.get().side, Hiding.objects.get().hid) == ("", True)


def test_what_was_looked_at_and_shown_again_is_not_hidden_by_the_next_stranger(practice, guard):
    concern = hiding.raise_concern(practice.translation_key, text="I do not like it.")
    hiding.show_again(concern, by=guard, note="Nobody can be recognised.")
    again = hiding.raise_concern(practice.translation_key, text="I still do not like it.")
    assert not again.hid
    assert PracticePage.objects.get().live
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=31)):
        assert hiding.raise_concern(practice.translation_key, text="And now?").hid


def test_nobody_empties_the_site_by_the_form(practice, monkeypatch):
    monkeypatch.setattr(hiding, "STRANGERS_A_DAY", 0)
    assert not hiding.raise_concern(practice.translation_key, text="Everything!").hid
    assert PracticePage.objects.get().live
    work_off()
    assert mail.outbox  # and still somebody is asked to look


@pytest.mark.parametrize("address", ["/concern/00000000-0000-4000-8000-000000000000/", "/concern/x/"])
def test_a_form_about_nothing_is_a_missing_page(client, home, address):
    assert client.get(address).status_code == client.post(address, {"text": "x"}).status_code == 404


def test_a_second_press_finds_it_done(practice, guard, editor):
    first = hiding.hide_now(practice, by=guard)
    assert hiding.hide_now(practice, by=editor) == first
    assert Hiding.objects.count() == 1


def test_it_is_shown_again_with_a_reason_by_safeguarding_alone(practice, guard, editor, client):
    row = hiding.hide_now(practice, by=guard)
    with pytest.raises(PermissionDenied):
        hiding.show_again(row, by=editor, note="I think so.")
    with pytest.raises(ValidationError):
        hiding.show_again(row, by=guard, note=" ")
    for _twice in range(2):
        hiding.show_again(row, by=guard, note="Nobody can be recognised.")
    assert client.get(practice.get_url()).status_code == 200
    assert Submission.objects.get().state == State.PUBLISHED
    assert Step.objects.last().note == "Nobody can be recognised."


def test_anon_10_an_author_takes_it_off_the_site_and_its_address_says_so(worker, published, author, client):
    submission = published()
    page = submission.practice
    browser(author).post(f"/work/{submission.key}/", {"do": "take-down"})
    work_off()
    assert set(everywhere(client, page).values()) == {0}
    assert client.get(page.get_url()).status_code == 410
    assert Submission.objects.get().state == State.WITHDRAWN


def test_anon_10_all_that_was_withdrawn_answers_in_the_same_words(
    published, make_submission, bring, editor, author, guard, client
):
    first = published()
    second = vetting.accept(bring(make_submission("Another one")), by=editor, **ACCEPT)
    hiding.take_down(first, by=author)
    row = hiding.hide_now(second.practice, by=guard)
    hiding.keep_down(row, by=guard, note="Too much can be told from it.")
    one, other = (client.get(page.practice.get_url()) for page in (first, second))
    assert one.status_code == other.status_code == 410
    pages = [(answer, made.practice.slug) for answer, made in ((one, first), (other, second))]
    texts = {answer.content.decode().replace(slug, "…") for answer, slug in pages}
    assert len(texts) == 1
    assert NAME not in texts.pop()


def test_nobody_else_takes_it_off_the_site(published, make_member, editor):
    submission = published()
    for other in (editor, make_member()):
        with pytest.raises(PermissionDenied):
            hiding.take_down(submission, by=other)
    assert PracticePage.objects.get().live


def words_left(word: str) -> list[str]:
    """The tables in which a word still stands, looked for without the code under test."""
    from django.apps import apps
    from django.core import serializers

    models = [
        model for model in apps.get_models() if model._meta.app_label not in ("django_tasks_database", "sessions")
    ]
    return [
        model._meta.label for model in models
        for row in model._default_manager.all()
        if word.casefold() in json.dumps(serializers.serialize("python", [row])[0]["fields"], default=str, ensure_ascii=False).casefold()
    ]  # fmt: skip


def test_anon_11_a_name_is_blackened_in_every_version_log_and_letter(worker, published, guard, client, editor, author):
    submission = published()
    page = submission.practice
    page.save_revision(user=editor, log_action=True)
    work_off()
    assert {
        "practices.PracticePage",
        "wagtailcore.Revision",
        "practices.Submission",
        "practices.SubmissionVersion",
    } <= set(words_left("kestrelson"))
    redacting.redact(page.translation_key, [NAME], by=guard)
    work_off()
    assert words_left("kestrelson") == []
    shown = client.get(PracticePage.objects.get().get_url()).content.decode()
    assert "[…] stood outside." in shown
    assert "stood outside" not in client.get("/search/?q=Kestrelson").content.decode()
    assert "stood outside" in client.get("/search/?q=stood+outside").content.decode().replace("<mark>", "").replace(
        "</mark>", ""
    )
    assert Revision.objects.exists() and SubmissionVersion.objects.exists() and PageLogEntry.objects.exists()


def test_anon_11_the_address_changes_and_the_old_one_leads_nowhere(
    published, guard, client, django_capture_on_commit_callbacks
):
    page = published().practice
    old = page.get_url()
    assert "zanzibarry" in old
    with django_capture_on_commit_callbacks(execute=True):
        redacting.redact(page.translation_key, [NAME, "Zanzibarry"], by=guard)
    assert client.get(old).status_code == 404
    assert not Redirect.objects.exists()
    assert client.get(PracticePage.objects.get().get_url()).status_code == 200


def test_priv_06_words_about_somebody_without_an_account_are_found_and_blackened_on_the_page(practice, guard):
    client, address = browser(guard), f"/desk/redact/{practice.translation_key}/"
    assert client.get(address).status_code == 200
    looked = client.post(address, {"words": "Kestrelson", "do": "look"}).content.decode()
    assert "Found in" in looked
    assert NAME in PracticePage.objects.get().title
    done = client.post(address, {"words": "Kestrelson", "do": "redact"}, follow=True).content.decode()
    assert "for good" in done
    assert "Kestrelson" not in PracticePage.objects.get().title


@pytest.mark.parametrize(("words", "said"), [("", "required"), ("ab", "too short"), ("nowhere to be found", "nowhere")])
def test_bad_words_get_a_sentence_and_change_nothing(practice, guard, words, said):
    before = PracticePage.objects.get().title
    answer = browser(guard).post(f"/desk/redact/{practice.translation_key}/", {"words": words, "do": "redact"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert PracticePage.objects.get().title == before


def test_nobody_but_safeguarding_blackens_or_decides(practice, guard, editor, author, make_member):
    row = hiding.hide_now(practice, by=guard)
    for nobody in (None, author, make_member(), make_member(roles=[Role.REVIEWER])):
        client = browser(nobody)
        for address in ("/desk/hidden/", f"/desk/hidden/{row.key}/", f"/desk/redact/{practice.translation_key}/"):
            assert (
                client.get(address).status_code
                == client.post(address, {"words": "Kestrelson", "note": "x"}).status_code
                == 404
            )
    client = browser(editor)
    assert client.get(f"/desk/hidden/{row.key}/").status_code == 200
    assert client.get(f"/desk/redact/{practice.translation_key}/").status_code == 404
    assert client.post(f"/desk/hidden/{row.key}/", {"do": "show", "note": "x"}).status_code == 404
    with pytest.raises(PermissionDenied):
        redacting.redact(practice.translation_key, ["Kestrelson"], by=editor)


def test_a_name_is_found_however_it_is_written(make_submission, guard):
    submission = make_submission("José  Álvarez", problem="jose\u0301\nÁLVAREZ came.")
    assert sum(redacting.found(submission.key, ["José Álvarez"]).values()) >= 2
    redacting.redact(submission.key, ["José Álvarez"], by=guard)
    assert Submission.objects.get().problem == "[…] came."


def test_the_words_of_somebody_concerned_are_forgotten_after_ninety_days(practice, guard):
    row = hiding.raise_concern(practice.translation_key, text="It tells who it is.", contact="somebody@away.test")
    hiding.show_again(row, by=guard, note="It does not.")
    assert hiding.forget_old_concerns() == 0
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=91)):
        assert hiding.forget_old_concerns() == 1
    row.refresh_from_db()
    assert (row.reason, row.contact) == ("", "")


def test_the_list_of_hidden_ones_asks_no_more_for_many(published, practice, guard, django_assert_max_num_queries):
    client = browser(guard)
    for number in range(5):
        Hiding.objects.create(practice_key=practice.translation_key, reason=str(number))
    client.get("/desk/hidden/")
    with django_assert_max_num_queries(12):
        client.get("/desk/hidden/")
    for number in range(45):
        Hiding.objects.create(
            practice_key=practice.translation_key, reason=str(number), ended_at=datetime.datetime.now(datetime.UTC)
        )
    with django_assert_max_num_queries(12):
        client.get("/desk/hidden/")


def test_acl_17_members_read_their_part_and_others_a_fixed_sentence(published, make_member, client):
    page = published(safeguarding_detail="A nurse is always near.", offers="A visit of two days.").practice
    for nobody in (client, browser(make_member(status="lapsed")), browser(make_member(status="suspended"))):
        text = nobody.get(page.get_url()).content.decode()
        assert "nurse" not in text
        assert "A visit of two days" not in text
        assert "Members of the network read more here." in text
    text = browser(make_member()).get(page.get_url()).content.decode()
    assert "A nurse is always near." in text
    assert "A visit of two days." in text


def test_acl_17_the_sentence_is_the_same_whatever_the_part_says(published, client):
    page = published(offers="x").practice
    first = client.get(page.get_url()).content
    from practices.models import MembersPart

    MembersPart.objects.update(offers="y " * 500, safeguarding_detail="z " * 500)
    assert client.get(page.get_url()).content == first
    MembersPart.objects.all().delete()
    assert b"Members of the network read more here." not in client.get(page.get_url()).content


def test_members_find_their_part_in_search_and_others_do_not(worker, published, make_member, client):
    page = published(safeguarding_detail="A peregrine nurse is always near.").practice
    work_off()
    member = browser(make_member())
    assert f"{page.get_url()}#members-part" in member.get("/search/?q=peregrine").content.decode()
    assert "#members-part" not in client.get("/search/?q=peregrine").content.decode()
    assert "type=part" not in client.get("/search/?q=door").content.decode()


def test_anonymous_and_withdrawn_authors_stay_unnamed_in_the_log(published, author):
    submission = published(anonymous=True)
    hiding.take_down(Submission.objects.get(pk=submission.pk), by=author)
    assert not AuditEntry.objects.filter(
        action__in=["practice-taken-down", "submission-moved"], actor=str(author.key), facts__move="take_down"
    ).exists()
    assert submitting.is_author(author, submission)
