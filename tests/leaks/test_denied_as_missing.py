"""Denied looks exactly like never existed: for every kind of thing, every method and every way of asking (ACL-03, -04, -19, -20, -24)."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from network_site.demo.roles import prepare_roles

from ..addresses import cms_views
from ..work import work_off
from .secrets import TOKEN, paper, picture

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
WAYS = (
    {}, {"Range": "bytes=0-3"}, {"If-None-Match": "*"}, {"If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"}, {"If-Match": '"x"'},
    {"Accept": "application/json"}, {"X-Requested-With": "XMLHttpRequest"}, {"Accept-Encoding": "gzip"},
)  # fmt: skip


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def member(django_user_model):
    return django_user_model.objects.create_user("member@causeway.test", "a long enough password")


def browsers(member) -> list[Client]:
    signed_in = Client()
    signed_in.force_login(member)
    return [Client(), signed_in]


def told(browser: Client, method: str, address: str, word: str, **headers) -> tuple:
    """An answer without the words of its own address."""
    response = getattr(browser, method)(address, headers=headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body.decode().replace(word, "…"))
    kept = {name: value.replace(word, "…") for name, value in response.headers.items() if name != "Content-Length"}
    return response.status_code, kept, text


def assert_alike(member, there: str, missing: str, words: tuple[str, str], methods=METHODS, ways=WAYS) -> None:
    for browser in browsers(member):
        for method in methods:
            for way in ways if method in ("get", "head") else ({},):
                one, other = (
                    told(browser, method, there, words[0], **way),
                    told(browser, method, missing, words[1], **way),
                )
                assert one == other, f"{method} {there} {way}"
                assert one[0] == 404, f"{method} {there} answered {one[0]}"


def hide_draft(page) -> None:
    page.unpublish()


def hide_privately(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def hide_for_groups(page) -> None:
    wall = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    wall.groups.add(Group.objects.create(name="Some"))


def hide_behind_a_password(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="open")


HIDING = (hide_draft, hide_privately, hide_for_groups, hide_behind_a_password)


@pytest.mark.parametrize("hide", HIDING, ids=lambda hide: hide.__name__)
@pytest.mark.parametrize("kind", ["practice", "event", "city", "page"])
def test_acl_03_a_hidden_page_answers_as_one_that_never_existed(
    home, member, make_practice, make_event, make_city, make_page, kind, hide
):
    page = {
        "practice": lambda: make_practice("Sealed"), "event": lambda: make_event("Sealed"),
        "city": lambda: make_city("Sealed").pages.get(), "page": lambda: make_page("Sealed"),
    }[kind]()  # fmt: skip
    make_city("Shown")
    address = page.get_url()
    assert Client().get(address).status_code == 200
    hide(page)
    last = page.slug
    assert_alike(member, address, address.replace(last, "x" * len(last)), (last, "x" * len(last)))


def test_acl_04_a_private_section_does_not_send_anybody_to_sign_in(home, member, make_practice):
    page = make_practice("Below")
    section = home.get_children().get(slug="practices")
    hide_privately(section)
    for address in (section.get_url(), page.get_url(), f"{section.get_url()}?country=kz"):
        for browser in browsers(member):
            assert browser.get(address).status_code == 404


@pytest.mark.parametrize(
    ("kind", "lists"),
    [("practices", "/api/v1/practices/"), ("events", "/api/v1/events/"), ("resources", "/api/v1/resources/")],
)
def test_acl_03_data_of_a_hidden_thing_is_data_of_nothing(
    home, member, make_practice, make_event, make_resource, kind, lists
):
    if kind == "resources":
        work = make_resource("Hidden", live=False)
        assert_alike(
            member, f"{lists}{work.slug}", f"{lists}{'x' * len(work.slug)}", (work.slug, "x" * len(work.slug)), ("get",)
        )
        return
    page = {"practices": make_practice, "events": make_event}[kind]("Hidden", live=False)
    assert_alike(member, f"{lists}{page.pk}", f"{lists}{page.pk + 900}", (str(page.pk), str(page.pk + 900)), ("get",))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_acl_32_the_api_takes_nothing_and_describes_nothing_by_options(client, home, make_practice, method):
    hidden, shown = make_practice("Hidden", live=False), make_practice("Shown")
    answers = {getattr(client, method)(f"/api/v1/practices/{key}").status_code for key in (hidden.pk, shown.pk, 99999)}
    assert answers == {405}


@pytest.fixture
def closed(db):
    collection = Collection.get_first_root_node().add_child(name="Closed")
    wall = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    wall.groups.add(Group.objects.create(name="Readers of it"))
    return collection


def test_acl_19_a_private_document_is_asked_for_alike_by_right_wrong_and_no_name(home, member, files, closed):
    document = paper(f"{TOKEN}-list", collection=closed)
    right, missing = (
        f"/documents/{document.pk}/{document.filename}",
        f"/documents/{document.pk + 900}/{document.filename}",
    )
    words = (f"/{document.pk}/", f"/{document.pk + 900}/")
    methods = ("get", "head")
    ways = (*WAYS, {"If-None-Match": f'"{document.get_file_hash()}"'}, {"If-None-Match": document.get_file_hash()})
    assert_alike(member, right, missing, words, methods, ways)
    wrong = f"/documents/{document.pk}/{'x' * len(document.filename)}"
    for browser in browsers(member):
        assert told(browser, "get", right, document.filename) == told(browser, "get", wrong, wrong.rpartition("/")[2])


def test_acl_19_who_may_have_it_gets_it_without_fingerprint_or_age(home, member, files, closed):
    document = paper(f"{TOKEN}-list", collection=closed)
    member.groups.add(Group.objects.get(name="Readers of it"))
    browser = browsers(member)[1]
    response = browser.get(f"/documents/{document.pk}/{document.filename}")
    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert "ETag" not in response.headers
    assert "Last-Modified" not in response.headers
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert browser.get(f"/documents/{document.pk}/other.pdf").status_code == 404


def test_acl_05_a_right_to_a_document_that_is_taken_away_is_gone_with_the_next_request(home, member, files, closed):
    document = paper(f"{TOKEN}-list", collection=closed)
    member.groups.add(Group.objects.get(name="Readers of it"))
    browser, address = browsers(member)[1], f"/documents/{document.pk}/{document.filename}"
    assert browser.get(address).status_code == 200
    member.groups.clear()
    assert browser.get(address).status_code == 404


def test_acl_21_a_document_of_a_draft_is_nobodys_until_the_page_is_shown(client, home, files, make_practice):
    document = paper(f"{TOKEN}-handbook")
    page = make_practice(
        "Draft", live=False, materials=[("material", {"title": "Handbook", "document": document, "url": ""})]
    )
    work_off()
    address = f"/documents/{document.pk}/{document.filename}"
    assert client.get(address).status_code == 404
    page.save_revision().publish()
    work_off()
    assert client.get(address).status_code == 200
    page.refresh_from_db()
    page.unpublish()
    assert client.get(address).status_code == 404


def test_acl_21_a_document_of_a_work_is_shown_and_hidden_with_the_work(client, home, files, make_resource):
    document = paper(f"{TOKEN}-book")
    work = make_resource("A book", file=document)
    work_off()
    address = f"/documents/{document.pk}/{document.filename}"
    assert client.get(address).status_code == 200
    work.live = False
    work.save()
    assert client.get(address).status_code == 404


def test_a_document_whose_file_is_lost_is_a_missing_page_and_no_error(cms, home, files):
    document = paper(f"{TOKEN}-list")
    document.file.storage.delete(document.file.name)
    assert cms.get(f"/documents/{document.pk}/{document.filename}").status_code == 404


def test_acl_20_no_file_is_reached_by_where_it_is_stored(client, cms, home, files):
    """Every stored name is tried, under every address that hands out files, by a visitor and by an administrator."""
    document, image = paper(f"{TOKEN}-list"), picture(f"{TOKEN}-cover")
    stored = [document.file.name, image.file.name, document.filename, image.filename]
    for start in (
        "/media/",
        "/media/images/",
        "/media/documents/",
        "/media/original_images/",
        "/static/",
        "/",
        "/documents/",
    ):
        for name in stored:
            assert client.get(f"{start}{name}").status_code in (301, 404)
            assert client.get(f"{start}{name}", follow=True).status_code == 404


def test_acl_20_a_pictures_size_is_found_only_by_whoever_was_shown_it(client, home, files):
    image = picture(f"{TOKEN}-cover")
    rendition = image.get_rendition("width-100")
    name = rendition.file.name.rpartition("/")[2]
    assert TOKEN not in name
    assert len(name.partition(".")[0]) >= 24  # 18 random bytes
    assert client.get(rendition.url).status_code == 200
    assert len({picture("x").get_rendition("width-100").file.name for _time in range(3)}) == 3


def test_acl_22_dynamic_addresses_of_pictures_are_not_mounted(home, files):
    for name in ("wagtailimages_serve", "wagtaildocs_authenticate_with_password"):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=[1, 1, 1])
        with pytest.raises(NoReverseMatch):
            reverse(name, args=[1])


def test_acl_24_a_member_is_shown_nothing_of_the_cms(home, member):
    """Every address of the CMS that needs no further words."""
    prepare_roles()
    browser = browsers(member)[1]
    for name, route in cms_views().items():
        if "<" in route or "(" in route or name.split(":")[-1] in OPEN_TO_SIGNED_IN:
            continue
        response = browser.get("/" + route)
        assert response.status_code in (301, 302, 403, 404), f"{name} answered {response.status_code}"


# Signing in and out, and the words of the CMS's own scripts; what they say is the same for everybody.
OPEN_TO_SIGNED_IN = {
    "wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset", "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_complete", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite",
}  # fmt: skip


@pytest.mark.parametrize("address", ["/nowhere/", "/a%00b/", "/documents/1/x.pdf", "/media/x", "/search/?q=%00"])
def test_acl_34_error_pages_name_nobody_and_nothing_private(cms, staff, home, make_practice, address):
    make_practice(f"Practice {TOKEN}", live=False)
    text = cms.get(address).content.decode()
    assert TOKEN not in text
    assert staff.email not in text
    assert "/admin/" not in text
