"""The same headers on every kind of answer (HDR-04 to HDR-07, DEP-08)."""

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client, override_settings

from network_site.pages.middleware import HEADERS, NEVER_TOLD

pytestmark = pytest.mark.django_db

# What is asked for, and the status that it has.
ANSWERS = (
    ("200 page", "get", "/", 200),
    ("200 search", "get", "/search/?q=x", 200),
    ("200 feed", "get", "/feeds/practices.atom", 200),
    ("200 calendar", "get", "/feeds/events.ics", 200),
    ("200 data", "get", "/api/v1/practices/", 200),
    ("200 description of the data", "get", "/api/v1/openapi.json", 200),
    ("200 sitemap", "get", "/sitemap.xml", 200),
    ("200 export", "get", "/resources/export.bib", 200),
    ("200 robots", "get", "/robots.txt", 200),
    ("200 alive", "get", "/livez", 200),
    ("200 static", "get", "/static/css/site.css", 200),
    ("301 missing stroke", "get", "/practices", 301),
    ("302 to sign in", "get", "/admin/", 302),
    ("400 wrong character", "get", "/a%00b/", 400),
    ("404 page", "get", "/nowhere/", 404),
    ("404 data", "get", "/api/v1/practices/99999", 404),
    ("404 static", "get", "/static/css/nothing.css", 404),
    ("404 picture", "get", "/media/images/nothing.webp", 404),
    ("404 document", "get", "/documents/99999/nothing.pdf", 404),
    ("405 file", "post", "/resources/export.bib", 405),
    ("405 data", "post", "/api/v1/practices/", 405),
    ("429 too many", "get", "/too-many/", 429),
    ("500 broken", "get", "/broken/", 500),
)


@pytest.fixture
def reader(settings):
    settings.ROOT_URLCONF = "tests.headers.answers"
    return Client(raise_request_exception=False)


def assert_headers(response):
    for name, value in HEADERS.items():
        if name == "Referrer-Policy":
            assert response.headers[name] in ("same-origin", "no-referrer")
        elif name == "X-Frame-Options":
            assert response.headers[name] in ("DENY", "SAMEORIGIN")
        else:
            assert response.headers[name] == value, name
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "Cache-Control" in response.headers
    for name in NEVER_TOLD:
        assert name not in response.headers
    assert not [name for name in response.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize(("method", "address", "status"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_hdr_06_every_kind_of_answer_carries_the_headers(reader, home, method, address, status):
    response = getattr(reader, method)(address)
    assert response.status_code == status
    assert_headers(response)


def test_hdr_06_so_does_an_answer_that_nothing_has_changed(reader, home):
    first = reader.get("/static/css/tokens.css")
    assert first.status_code == 200
    again = reader.get("/static/css/tokens.css", HTTP_IF_MODIFIED_SINCE=first.headers["Last-Modified"])
    assert again.status_code == 304
    assert_headers(again)


def test_hdr_06_so_does_a_refused_host(reader, home):
    response = reader.get("/", HTTP_HOST="elsewhere.example")
    assert response.status_code == 400
    assert_headers(response)


def test_hdr_06_so_does_a_request_larger_than_anything_that_can_be_handed_in(reader, home):
    response = reader.post("/search/", data=b"x", content_type="text/plain", CONTENT_LENGTH=str(31 * 1024 * 1024))
    assert response.status_code == 413
    assert "30 MB" in response.content.decode()
    assert_headers(response)


@pytest.mark.parametrize("told", ["-1", "many", "", "9" * 400, "１２"])
def test_rel_16_a_size_that_is_no_number_is_never_a_server_error(reader, home, told):
    assert reader.generic("POST", "/nowhere/", b"", CONTENT_LENGTH=told).status_code < 500


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND", "G\u00cbT"])
def test_dep_08_a_method_that_no_page_has_is_405(reader, home, method):
    response = reader.generic(method, "/")
    assert response.status_code == 405
    assert_headers(response)


@pytest.mark.parametrize(
    "address",
    ["/.git/config", "/.git/", "/.env", "/metrics", "/debug", "/server-status", "/static/css/site.css.map", "/db.sql", "/settings.py.bak",
     "/static/", "/static/css/", "/media/", "/media/images/", "/media/../manage.py", "/static/../manage.py", "/static/%2e%2e/manage.py"],
)  # fmt: skip
def test_dep_08_nothing_of_the_workshop_is_handed_out(reader, home, address):
    response = reader.get(address)
    assert response.status_code in (301, 400, 404)
    if response.status_code == 301:
        assert reader.get(response["Location"]).status_code == 404


def test_hdr_05_a_network_on_https_says_so_for_two_years_and_its_subdomains(client, home):
    with override_settings(SECURE_HSTS_SECONDS=63072000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True):
        for address in ("/", "/nowhere/", "/static/css/site.css", "/a%00b/"):
            told = client.get(address, secure=True).headers["Strict-Transport-Security"]
            assert told == "max-age=63072000; includeSubDomains"
        assert "Strict-Transport-Security" not in client.get("/").headers


def test_hdr_05_production_settings_ask_for_it():
    from pathlib import Path

    text = Path(settings.BASE_DIR, "network_site/settings/production.py").read_text()
    assert "SECURE_HSTS_SECONDS = 63072000" in text
    assert "SECURE_HSTS_INCLUDE_SUBDOMAINS = True" in text


@pytest.mark.parametrize("address", ["/documents/1/x.pdf", "/media/images/x.webp", "/api/v1/practices/"])
def test_hdr_05_files_and_data_tell_their_address_to_nobody(client, home, address):
    assert client.get(address).headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "address", ["/", "/practices/", "/admin/login/", "/city-profile/kz/aktau/", "/account/", "/nowhere/"]
)
def test_hdr_05_pages_tell_their_address_to_this_site_alone(client, home, address):
    """Not “no-referrer”: a browser then sends forms as from nowhere, and they are refused as forgeries."""
    assert client.get(address).headers["Referrer-Policy"] == "same-origin"


def test_hdr_01_a_form_that_comes_from_nowhere_is_refused(home):
    browser, address = Client(enforce_csrf_checks=True), resolve_url(settings.LOGIN_URL)
    token = browser.get(address).cookies["csrftoken"].value
    for origin, status in (("null", 403), ("https://elsewhere.example", 403), ("http://testserver", 200)):
        words = {"username": "nobody@causeway.test", "login": "nobody@causeway.test", "password": "wrong"}
        sent = {"csrfmiddlewaretoken": token} | words
        assert browser.post(address, sent, headers={"Origin": origin}).status_code == status


def policy(response) -> dict[str, list[str]]:
    parts = (part.split() for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


def test_hdr_04_the_content_policy_of_the_site_allows_nothing_inline_and_nothing_foreign(client, home):
    told = policy(client.get("/"))
    assert told["default-src"] == ["'none'"]
    assert told["base-uri"] == ["'none'"]
    assert told["frame-ancestors"] == ["'none'"]
    assert told["form-action"] == ["'self'"]
    assert {value for values in told.values() for value in values} == {"'self'", "'none'"}


def test_hdr_04_the_policy_of_the_cms_differs_only_as_written(cms, home):
    """The list in `docs/security.md` and this test are changed together."""
    strict, cms_policy = policy(cms.get("/")), policy(cms.get("/admin/"))
    differing = {name: values for name, values in cms_policy.items() if strict.get(name) != values}
    from network_site.pages.middleware import AdminPolicyMiddleware

    assert differing == AdminPolicyMiddleware.LOOSER
    assert not [
        value for values in cms_policy.values() for value in values if "//" in value or value in ("*", "https:")
    ]
    written = (settings.BASE_DIR / "docs" / "security.md").read_text()
    for name in differing:
        assert f"`{name}`" in written, f"docs/security.md does not say why the CMS needs another {name}"


def test_hdr_04_a_preview_keeps_the_strict_policy_and_may_stand_beside_the_editor(cms, make_practice):
    page = make_practice("A draft", live=False)
    page.save_revision()
    told = policy(cms.get(f"/admin/pages/{page.pk}/view_draft/"))
    assert told["frame-ancestors"] == ["'self'"]
    assert told["script-src"] == ["'self'"]
    assert "unsafe" not in str(told)


def test_hdr_04_the_cms_makes_no_functions_of_texts(cms, home):
    assert "unsafe-eval" not in cms.get("/admin/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/api/v1/practices/", "/feeds/practices.atom", "/admin/login/"])
def test_hdr_07_no_other_site_is_invited_to_read(client, home, address):
    for method in ("get", "options"):
        response = getattr(client, method)(address, HTTP_ORIGIN="https://elsewhere.example")
        assert not [name for name in response.headers if name.lower().startswith("access-control-")]


def test_hdr_07_data_is_sent_as_json_and_nothing_else(client, home, make_practice):
    make_practice("<script>alert(1)</script>")
    for address in ("/api/v1/practices/", "/api/v1/openapi.json", "/api/v1/search/?q=x"):
        assert client.get(address).headers["Content-Type"].startswith("application/json")


def test_hdr_10_headers_that_proxies_invent_change_nothing(client, home):
    plain = client.get("/practices/").content
    for name in (
        "X_ORIGINAL_URL",
        "X_REWRITE_URL",
        "X_HTTP_METHOD_OVERRIDE",
        "X_HOST",
        "X_FORWARDED_HOST",
        "X_FORWARDED_PREFIX",
    ):
        assert client.get("/practices/", **{f"HTTP_{name}": "elsewhere.example"}).content == plain
    assert client.get("/practices/?utm_source=x").status_code == 200
