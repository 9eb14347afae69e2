"""What may be kept by a cache: a closed list, and nothing that is not in it (HDR-08, HDR-09, HDR-11)."""

import re

import pytest

from network_site.pages.caching import MAY_BE_KEPT, PRIVATE, WITHDRAWAL, unknown

from ..addresses import cms_views, site_views

pytestmark = pytest.mark.django_db

# Where each view that may be kept is found; a view that joins the closed list joins this one.
KEPT = {
    "pages:robots": "/robots.txt",
    "pages:security-txt": "/.well-known/security.txt",
    "sitemap": "/sitemap.xml",
    "sitemap-section": "/sitemap-pages.xml",
    "theme-feed": "/feeds/themes/canary-theme.atom",
    "practices:feed": "/feeds/practices.atom",
    "events:feed": "/feeds/events.atom",
    "events:coming-calendar": "/feeds/events.ics",
    "resources:feed": "/feeds/resources.atom",
    "api:openapi-json": "/api/v1/openapi.json",
    "renditions": "/media/images/kept.txt",
}
# Every other view of the site, said once by hand, so that a new one makes its author choose.
NOT_KEPT = {
    "api:api-root", "api:get_city", "api:get_event", "api:get_practice", "api:get_resource", "api:get_theme",
    "api:list_cities", "api:list_events", "api:list_practices", "api:list_resources", "api:list_themes", "api:search",
    "practices:adoption", "practices:declare", "practices:transfer", "practices:change", "practices:check", "practices:desk", "practices:desk-one", "practices:desk-queue", "practices:how-vetting-works",
    "practices:my-work", "practices:review", "practices:reviews", "practices:bring", "practices:brought", "practices:co-authors", "practices:archive", "practices:indicator", "practices:indicators", "practices:indicator-table", "practices:needs-owner", "practices:name-owner", "practices:refuse-reviewer", "practices:renew", "practices:concern", "practices:file", "practices:files", "practices:lesson", "practices:quotation", "practices:hidden", "practices:hide-now", "practices:hiding", "practices:redact", "practices:share", "practices:work", "practices:write",
    "events:calendar", "events:mine", "events:registration", "events:room", "events:attendees", "events:recording", "pages:livez", "pages:readyz", "resources:export", "resources:index", "resources:resource",
    "search:bibliography", "search:feed", "search:follow", "search:results", "search:suggestions", "search:table", "themes:index", "themes:theme", "wagtail_serve", "wagtaildocs_serve",
}  # fmt: skip
# Views of members' apps are never kept, whatever they are called.
MEMBERS = (
    "account_",
    "accounts_",
    "mfa_",
    "usersessions_",
    "accounts:",
    "people:",
    "notifications:",
    "discussions:",
    "asking:",
    "cities:",
)


@pytest.fixture
def things(settings, make_practice, make_theme):
    settings.SECURITY_CONTACT = "mailto:reports@cities.example"
    make_practice("Shown", themes=[make_theme("Canary theme")])


def test_hdr_08_every_view_of_the_site_is_in_the_closed_list_or_said_not_to_be():
    views = {name for name in site_views() if not name.startswith(MEMBERS)}
    assert views - set(MAY_BE_KEPT) - NOT_KEPT == set(), "say in tests/headers/test_caches.py whether it may be cached"
    assert unknown(site_views()) == set()
    assert set(KEPT) == set(MAY_BE_KEPT)


def test_hdr_08_no_view_of_members_or_of_the_cms_is_in_it():
    assert not [name for name in MAY_BE_KEPT if name.startswith(MEMBERS)]
    assert not set(MAY_BE_KEPT) & set(cms_views())


def test_hdr_08_what_can_be_withdrawn_is_kept_no_longer_than_a_withdrawal_may_take():
    lasting = {"pages:robots", "pages:security-txt", "api:openapi-json"}
    assert all(keeping.seconds <= WITHDRAWAL for name, keeping in MAY_BE_KEPT.items() if name not in lasting)


@pytest.mark.parametrize(("name", "address"), [row for row in KEPT.items() if row[0] != "renditions"])
def test_hdr_08_what_is_in_the_list_may_be_kept_and_sets_no_cookie(client, things, name, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == f"public, max-age={MAY_BE_KEPT[name].seconds}"
    assert not response.cookies
    assert "Cookie" in response.headers["Vary"]


@pytest.mark.parametrize("address", [*KEPT.values()])
def test_hdr_08_not_for_somebody_who_is_signed_in(cms, things, address):
    assert cms.get(address).headers["Cache-Control"] == PRIVATE


def test_hdr_08_a_view_that_is_not_in_it_is_private_whatever_it_says_itself(client, home, settings):
    settings.ROOT_URLCONF = "tests.headers.answers"
    response = client.get("/forgetful/")
    assert response.headers["Cache-Control"] == PRIVATE
    assert "Expires" not in response.headers
    assert "X-Powered-By" not in response.headers


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/search/?q=x",
        "/practices/",
        "/resources/",
        "/api/v1/practices/",
        "/resources/export.bib",
        "/admin/login/",
        "/livez",
    ],
)
def test_hdr_08_pages_and_data_are_private(client, things, address):
    assert client.get(address).headers["Cache-Control"] == PRIVATE


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/",
        "/feeds/themes/none.atom",
        "/sitemap-none.xml",
        "/a%00b/",
        "/media/images/none.webp",
        "/static/none.css",
    ],
)
def test_acl_34_error_pages_are_never_kept(client, things, address):
    response = client.get(address)
    assert response.status_code in (400, 404)
    assert response.headers["Cache-Control"] == PRIVATE


def test_hdr_08_an_answer_to_writing_is_never_kept(client, things):
    assert client.post("/feeds/practices.atom").headers["Cache-Control"] == PRIVATE


def without_clock(response) -> str:
    """The answer without the moment at which an empty feed says it was made."""
    return re.sub(r"<updated>[^<]*</updated>", "", response.content.decode())


@pytest.mark.parametrize("address", [row for name, row in KEPT.items() if name != "renditions"])
def test_acl_16_feeds_and_sitemaps_are_the_same_whoever_asks(client, cms, things, address):
    from django.test import Client

    signed_in, anybody = cms.get(address), Client().get(address)
    assert without_clock(signed_in) == without_clock(anybody)


@pytest.mark.parametrize(
    "address",
    ["/people/profile.css", "/people/x;.js", "/people/%2e%2e/static/css/site.css", "/admin/pages/;x.css", "/practices/a.css", "/search/x.js",
     "/practices/%2e%2e/static/css/site.css", "/search/;.css", "/documents/1/x.css", "/themes/none/x.png"],
)  # fmt: skip
def test_hdr_11_a_page_under_the_name_of_a_file_is_404_and_not_kept(client, home, address):
    response = client.get(address)
    assert response.status_code in (301, 302, 404)
    assert response.headers["Cache-Control"] == PRIVATE
    if response.status_code != 404:  # the CMS sends a visitor to sign in, whatever the address
        assert response["Location"].startswith("/admin/")
