"""What the security chapters ask of members' rooms, where no other file says it: AUTH-10, SES-07, SES-09, RATE-06, LOG-09, ACL-31, PRIV-09, PRIV-12."""

import logging
import re
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client

from members.accounts.actions import set_status
from members.accounts.choices import Status
from members.people import reading
from members.people.models import Invitation

from ..addresses import site_views
from ..work import work_off
from .test_account import export_of, fresh

WORDS = "peregrine"


def told(response) -> tuple:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    return response.status_code, response.get("Location"), sorted(response.cookies), text


@pytest.mark.parametrize("status", list(Status))
def test_auth_10_inviting_says_nothing_about_whether_the_address_is_known(manager, signed_in, make_member, status):
    known = make_member(status=status).email
    browser, answers = signed_in(manager), []
    for address in (known, "nobody@away.test"):
        page = browser.post("/members/manage/invite/", {"address": address}, follow=True)
        answers.append((page.status_code, page.redirect_chain, page.content.decode().count("@") > 0))
    assert answers[0] == answers[1]
    assert Invitation.objects.count() == 2


@pytest.mark.parametrize("status", list(Status))
def test_auth_10_changing_ones_address_says_nothing_about_whether_it_is_known(make_member, status):
    known, answers = make_member(status=status).email, []
    for address in (known, "nobody@away.test"):
        member = make_member()
        browser = Client()
        browser.force_login(member)
        fresh(browser)
        status_code, where, cookies, _text = told(
            browser.post("/accounts/email/", {"email": address, "action_add": ""})
        )
        page = browser.get("/accounts/email/").content.decode().replace(address, "…").replace(member.email, "…")
        answers.append((status_code, where, cookies, told_words(page)))
    assert answers[0] == answers[1]


def told_words(page: str) -> str:
    return re.sub(r'value="[^"]*"|/members/[0-9a-f-]{36}/|Byline \d+', "", page)


def test_ses_07_sessions_outlive_everything_that_is_only_remembered(make_member, signed_in):
    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"
    browser = signed_in(make_member())
    cache.clear()
    assert browser.get("/account/").status_code == 200


def test_ses_09_no_link_opens_a_file_or_a_stream_by_itself():
    """The only links that need no sign-in are those of letters; each does one thing, and none hands anything out."""
    opening = {name for name, route in site_views().items() if "<str:token>" in route or "(?P<key>" in route}
    assert opening == {
        "people:accept", "people:confirm", "people:lost-factor-stop", "account_confirm_email", "account_reset_password_from_key",
        "practices:renew",
    }  # fmt: skip


def test_ses_09_the_archive_of_ones_data_ends_with_the_session_and_with_the_right(signed_in, make_member):
    member = make_member()
    browser = signed_in(member)
    link, _data = export_of(browser)
    assert browser.get(link).status_code == 200
    set_status(member, Status.SUSPENDED, by=None)
    assert browser.get(link).status_code == 404


def test_rate_06_who_reads_uncommonly_much_is_stopped_and_a_manager_told_once(
    signed_in, make_member, manager, monkeypatch
):
    monkeypatch.setattr(reading, "A_DAY", 2)
    people = [make_member(listed=True).profile for _number in range(4)]
    browser = signed_in(make_member())
    statuses = [browser.get(profile.get_absolute_url()).status_code for profile in people]
    assert statuses == [200, 200, 429, 429]
    work_off()
    assert [letter.to for letter in mail.outbox] == [[manager.email]]


def test_acl_31_nobody_is_told_when_somebody_was_here(signed_in, make_member):
    seen = make_member("Seen", listed=True, tells=["city", "function"])
    seen.last_login = datetime(1999, 3, 4, 5, 6, tzinfo=UTC)
    seen.save()
    browser = signed_in(make_member())
    for address in ("/members/", seen.profile.get_absolute_url(), "/search/?q=Seen"):
        text = browser.get(address).content.decode()
        assert "Seen" in text
        assert "1999" not in text
        assert "online" not in text.lower()


def test_priv_09_a_letter_names_one_reader_and_nobody_else_in_its_heads(signed_in, make_member):
    sender, reader = make_member("Writes Letters"), make_member("Takes Letters", listed=True, contactable=True)
    signed_in(sender).post(f"/members/{reader.profile.key}/contact/", {"text": WORDS})
    work_off()
    (letter,) = mail.outbox
    assert letter.to == [reader.email]
    assert letter.cc == letter.bcc == letter.reply_to == []
    heads = "\n".join(f"{name}: {value}" for name, value in letter.message().items() if name != "To")
    for word in (
        sender.email,
        sender.email.split("@")[0],
        "Writes Letters",
        str(sender.key),
        WORDS,
        reader.email,
    ):
        assert word not in heads


def test_priv_12_no_page_for_members_asks_another_host_for_anything(signed_in, make_member):
    member = make_member(listed=True)
    browser = signed_in(member)
    for address in ("/account/", "/members/", "/account/profile/", member.profile.get_absolute_url()):
        text = browser.get(address).content.decode()
        assert not re.findall(r'(?:src|srcset|action|data-src)="(?:https?:)?//', text)
        assert not re.findall(r'<link[^>]*href="(?:https?:)?//(?!testserver|127\.0\.0\.1)', text)


def test_log_09_an_error_is_reported_without_what_was_typed_and_by_whom(make_member, monkeypatch, caplog, settings):
    """Nothing sends errors anywhere, and the line in the log has no body, header, local or account."""
    assert settings.ADMINS == []
    member = make_member()
    browser = Client(raise_request_exception=False)
    browser.force_login(member)

    def breaks(*args, **kwargs):
        typed = WORDS  # a local, as a report with locals would show it
        raise RuntimeError("broken" + typed[:0])

    monkeypatch.setattr("members.people.views.account.render", breaks)
    with caplog.at_level(logging.DEBUG):
        answer = browser.get("/account/?q=" + WORDS, headers={"X-Kestrel": WORDS})
    assert answer.status_code == 500
    assert WORDS not in answer.content.decode()
    lines = "\n".join(
        logging.Formatter("%(levelname)s %(message)s").format(row)
        for row in caplog.records
        if not row.name.startswith("django.db")
    )
    assert "broken" in lines
    for word in (f"q={WORDS}", "X-Kestrel", member.email, str(member.key)):
        assert word not in lines
    assert mail.outbox == []
