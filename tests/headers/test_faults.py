"""Hostile input, faults of ours and names that are not ours: what the answer is, and what is left behind (REL-16, REL-17, HDR-13, HDR-14)."""

import logging
import re
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from members.accounts import audit
from members.accounts.context import Numbered
from members.discussions.models import Post
from network_site.api import api

from ..addresses import site_views
from ..discussions.conftest import *  # noqa: F403
from ..discussions.conftest import answer
from ..work import work_off

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000000"
VALUES = ("%00", "%ED%A0%80", "%FF%FE", "-1", "9" * 40, "%E2%80%AE%D9%A1", "a" * 20_000, "{{7*7}}%{x}$()'\"")
NAMES = ("about", "after", "mine", "name", "next", "page", "q", "quote", "state", "theme", "with", "freshness", "id", "vetting", "type", "country", "unread", "year", "kind", "series", "language", "page_size")  # fmt: skip


@pytest.fixture
def calm(settings):
    """A browser whose faults are answers, and which is not told to wait."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("LimitMiddleware")]
    return Client(raise_request_exception=False)


@pytest.fixture
def addresses(thread):
    """Every address of the site, with something that is there where rooms are meant."""
    keys = {
        "threads/": thread.key,
        "posts/": thread.posts.get().key,
        "files/": NOBODY,
        "discussions/<": thread.space.key,
    }

    def filled(route: str) -> str:
        key = next((key for word, key in keys.items() if word in route and route.startswith("discussions/")), NOBODY)
        route = re.sub(r"<uuid:\w+>", str(key), route)
        route = re.sub(r"<int:\w+>", "1", route)
        return "/" + re.sub(r"<(?:\w+:)?\w+>", "x", route)

    return sorted(filled(route) for route in site_views().values() if "^" not in route)


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_rel_16_no_question_to_any_address_is_an_error_of_ours(calm, addresses, anna, value):
    calm.force_login(anna)
    query = "&".join(f"{name}={value}" for name in NAMES)
    wrong = {address: calm.get(f"{address}?{query}").status_code for address in addresses}
    assert len(wrong) > 100
    assert {address: status for address, status in wrong.items() if status >= 500} == {}


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_rel_16_no_parameter_of_the_api_by_itself_is_an_error_of_ours(calm, home, value):
    wrong = {}
    for path, methods in api.get_openapi_schema()["paths"].items():
        for name in [one["name"] for one in methods["get"].get("parameters", ()) if one["in"] == "query"]:
            answer = calm.get(re.sub(r"{\w+}", "1", path), query_params={}, QUERY_STRING=f"{name}={value}")
            wrong[path, name] = answer.status_code
            if value == "%00" and answer.status_code == 422 and "detail" in answer.json():
                wrong[path, name] = answer.json()["detail"]
    assert len(wrong) > 20
    assert {where: status for where, status in wrong.items() if status == 500} == {}
    if value == "%00":
        assert set(wrong.values()) == {f"“{name}” holds a character that no text can have." for _path, name in wrong}


DEEP = "[" * 10_000 + "]" * 10_000
FORMS = {
    "ten thousand fields": (
        "&".join(f"f{number}=1" for number in range(10_000)).encode(),
        "application/x-www-form-urlencoded",
    ),
    "wrong bytes": (
        b"do=%00&text=%FF%FE&form_key=%ED%A0%80&title=\xff\xfe&page=%00",
        "application/x-www-form-urlencoded",
    ),
    "deep data": (DEEP.encode(), "application/json"),
    "no form at all": (b"\x00\xff", "multipart/form-data; boundary=x"),
    "unknown writing": (b"do=send", "application/x-www-form-urlencoded; charset=kestrel"),
}


@pytest.mark.parametrize("form", FORMS)
def test_rel_16_no_form_sent_to_any_address_is_an_error_of_ours(calm, addresses, anna, form):
    calm.force_login(anna)
    body, kind = FORMS[form]
    wrong = {
        address: calm.generic("POST", address, body, content_type=kind).status_code
        for address in addresses
        if "logout" not in address
    }
    assert {address: status for address, status in wrong.items() if status >= 500} == {}


@pytest.mark.parametrize(
    "asked", ["bytes=0-99999999999999999999", "bytes=-1", "bytes=9-1", "bytes=" + "0-1," * 5000, "x", "bytes=\x00"]
)
def test_rel_16_no_part_of_an_answer_that_is_asked_for_is_an_error_of_ours(calm, home, asked):
    for address in ("/", "/static/css/site.css", "/robots.txt", "/documents/1/a.pdf"):
        assert calm.get(address, headers={"Range": asked}).status_code < 500


def test_rel_17_a_fault_is_one_page_one_number_and_one_line(calm, home, settings, caplog):
    settings.ROOT_URLCONF = "tests.headers.answers"
    caplog.handler.addFilter(Numbered())
    with caplog.at_level(logging.ERROR):
        page = calm.get("/broken/?q=kestrel")
    (line,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    text = page.content.decode()
    assert page.status_code == 500
    assert re.fullmatch(r"[0-9a-f]{16}", line.number)
    assert line.number in text
    assert "A fault of ours" not in text
    assert "kestrel" not in line.getMessage()
    assert calm.get("/broken/").content.decode() == text.replace(line.number, caplog.records[-1].number)


def test_rel_17_the_log_of_a_network_writes_the_number(settings):
    assert "{number}" in settings.LOGGING["formatters"]["line"]["format"]
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["numbered"]


def written() -> int:
    return audit.AuditEntry.objects.filter(action=audit.Action.POST_WRITTEN).count()


def test_rel_17_what_broke_in_the_middle_left_nothing_behind(calm, thread, ben, monkeypatch):
    calm.force_login(ben)
    real, before, values = audit.record, written(), {"text": "Half of it.", "do": "send", "form_key": str(uuid.uuid4())}

    def breaks(action, **facts):
        real(action, **facts)
        raise RuntimeError("A fault in the middle.")

    monkeypatch.setattr("members.discussions.writing.record", breaks)
    assert calm.post(thread.get_absolute_url(), values).status_code == 500
    thread.refresh_from_db()
    assert (thread.last_number, Post.objects.count(), written()) == (1, 1, before)
    monkeypatch.undo()
    assert calm.post(thread.get_absolute_url(), values).status_code == 302
    assert Post.objects.get(number=2).text == "Half of it."
    assert written() == before + 1


def test_hdr_13_where_members_search_no_other_site_is_told_what_they_searched(calm, thread, ben):
    answer(thread, ben, "[Elsewhere](https://elsewhere.example/)")
    calm.force_login(ben)
    place = f"/search/?q=kestrel&in={thread.space.key}"
    for address in (place, "/search/?q=kestrel", "/members/?q=kestrel", f"{thread.get_absolute_url()}?q=kestrel"):
        page = calm.get(address)
        assert page.status_code == 200
        assert page.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
        for link in re.findall(r'<a [^>]*href="https?://(?!testserver)[^>]*>', page.content.decode()):
            assert "kestrel" not in link
    assert "noreferrer" in re.search(r"<a [^>]*elsewhere\.example[^>]*>", page.content.decode())[0]


def test_hdr_14_a_letter_leads_to_the_address_of_the_settings_whatever_name_was_asked(client, home, ben, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other-name.example"]
    settings.WAGTAILADMIN_BASE_URL = "https://cities.example"
    client.post(
        reverse("account_reset_password"),
        {"email": ben.email},
        headers={"Host": "other-name.example", "X-Forwarded-Host": "evil.example"},
    )
    work_off()
    text = mail.outbox[-1].body
    assert "https://cities.example/" in text
    assert "other-name" not in text
    assert "evil" not in text


@pytest.mark.parametrize(
    "name", ["evil.example", "testserver.evil.example", "eviltestserver", "testserver:x", "", "a" * 300]
)
def test_hdr_14_no_other_name_is_answered_and_its_answer_holds_no_word(calm, home, name):
    page = calm.get("/", headers={"Host": name})
    assert page.status_code == 400
    assert page.content == b""
