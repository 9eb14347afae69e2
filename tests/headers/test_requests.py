"""What a request must bring, and what no address of the site is for (HDR-02, HDR-14, ACL-23, PRIV-05)."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from network_site.demo.reading import CONTENT

from ..addresses import patterns
from ..work import work_off

ONE_CLICK = {"notifications:stop"}  # a mail program presses it; the signed link is the proof
READ_ONLY = ("api/v1/",)  # data by GET alone, whoever asks


def test_hdr_02_only_the_one_click_unsubscribe_goes_without_a_token():
    without = {
        name
        for route, name, pattern in patterns()
        if getattr(pattern.callback, "csrf_exempt", False) and not route.startswith((*READ_ONLY, "admin/api/"))
    }
    assert without == ONE_CLICK


@pytest.mark.django_db
def test_hdr_02_data_is_only_read_and_the_cms_s_own_data_asks_for_a_token(cms, home, make_practice):
    for route, name, _pattern in patterns():
        if route.startswith(READ_ONLY) and "<" not in route:
            assert Client(enforce_csrf_checks=True).post(f"/{route}").status_code in (403, 404, 405), name
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = cms.cookies
    practice = make_practice("Kept")
    answer = strict.post(f"/admin/api/main/pages/{practice.pk}/action/delete/")
    assert answer.status_code in (403, 404), answer.status_code
    assert type(practice).objects.filter(pk=practice.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "[::1", ""])
def test_hdr_14_another_host_is_refused_in_one_sentence_that_names_nothing(home, host):
    answer = Client(raise_request_exception=False).get("/", headers={"host": host})
    assert (answer.status_code, answer.content) == (400, b"This site does not answer to that name.")


@pytest.mark.django_db
def test_hdr_14_links_in_mail_come_from_the_settings_and_never_from_the_request(home, django_user_model):
    django_user_model.objects.create_user("asks@town.test", "correct horse battery", status="approved")
    forged = {"x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}
    Client().post("/accounts/password/reset/", {"email": "asks@town.test"}, headers=forged)
    work_off()
    assert "evil.example" not in mail.outbox[-1].body
    links = set(re.findall(r"https?://[^/\s]+", mail.outbox[-1].body))
    assert links == {settings.WAGTAILADMIN_BASE_URL.rstrip("/")}


def test_acl_23_there_are_no_links_to_drafts_outside_the_cms():
    outside = [
        route for route, name, _pattern in patterns() if not route.startswith("admin/") and "preview" in route + name
    ]
    assert outside == []


def test_priv_05_how_long_backups_are_kept_is_told_to_readers_and_operators():
    operating = Path(settings.BASE_DIR, "docs", "operating.md").read_text("utf-8")
    assert "35 days" in (CONTENT / "pages" / "en-privacy.toml").read_text("utf-8")
    assert "35 days" in operating
