"""The CMS opens nothing wider by the way, and shows each editor only what they may know (ACL-07, -08, -18, -25, -26, LOG-07)."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction

from network_site.demo.roles import prepare_roles
from practices.models import PracticeIndexPage

from ..addresses import cms_views
from ..builders import with_second_factor
from ..leaks.secrets import TOKEN, paper, picture
from ..work import work_off

PRIVATE = f"Private {TOKEN}"
NOTHING_DONE = "Nothing was done"


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT, settings.RENDITIONS_ROOT = tmp_path / "media", tmp_path / "renditions"


def close(page: Page, kind: str = PageViewRestriction.LOGIN) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=kind)


@pytest.fixture
def sections(home, make_page):
    """A closed page with a page below it, and an open one beside it."""
    closed = make_page("Closed room", slug="closed-room")
    close(closed)
    inner = make_page(PRIVATE, slug="inner", parent=closed)
    return closed, inner, make_page("Open room", slug="open-room")


def moves(cms, page: Page, target: Page) -> None:
    cms.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]))


def test_acl_07_a_page_is_not_moved_to_where_others_could_read_it(cms, sections):
    _closed, inner, opened = sections
    answer = cms.post(reverse("wagtailadmin_pages:move_confirm", args=[inner.pk, opened.pk]), follow=True)
    assert NOTHING_DONE in answer.content.decode()
    assert not Page.objects.child_of(opened).exists()


def test_acl_07_a_page_is_moved_to_where_the_same_people_read_it(cms, sections, make_page):
    _closed, inner, _opened = sections
    second = make_page("Second closed room", slug="second")
    close(second)
    moves(cms, inner, second)
    assert Page.objects.child_of(second).count() == 1


def test_acl_07_an_open_page_is_not_moved_behind_a_wall_by_the_way(cms, sections, make_page):
    closed, _inner, opened = sections
    moves(cms, opened, closed)
    assert not Page.objects.child_of(closed).filter(pk=opened.pk).exists()


def test_acl_07_many_pages_at_once_are_refused_as_one_is(cms, sections):
    _closed, inner, opened = sections
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    answer = cms.post(f"{address}?id={inner.pk}", {"chooser": opened.pk, "move_applicable": "on"}, follow=True)
    assert NOTHING_DONE in answer.content.decode()
    assert not Page.objects.child_of(opened).exists()


@pytest.mark.parametrize("alias", ["", "on"])
def test_acl_07_a_copy_or_alias_is_not_made_where_others_could_read_it(cms, sections, alias):
    _closed, inner, opened = sections
    told = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": opened.pk, "publish_copies": "on"}
    answer = cms.post(
        reverse("wagtailadmin_pages:copy", args=[inner.pk]), told | ({"alias": alias} if alias else {}), follow=True
    )
    assert NOTHING_DONE in answer.content.decode()
    assert not Page.objects.filter(slug="copied").exists()


def test_acl_07_a_page_with_a_wall_of_its_own_is_not_copied_without_it(cms, sections):
    closed, _inner, _opened = sections
    told = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": closed.get_parent().pk}
    cms.post(reverse("wagtailadmin_pages:copy", args=[closed.pk]), told)
    assert not Page.objects.filter(slug="copied").exists()


def test_acl_07_a_page_above_a_closed_one_is_copied_without_what_is_below(cms, home, make_page):
    opened = make_page("Open room", slug="open-room")
    close(make_page(PRIVATE, slug="below", parent=opened))
    told = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": opened.get_parent().pk}
    address = reverse("wagtailadmin_pages:copy", args=[opened.pk])
    cms.post(address, told | {"copy_subpages": "on"})
    assert not Page.objects.filter(slug="copied").exists()
    cms.post(address, told)
    assert Page.objects.filter(slug="copied").exists()


def test_acl_07_a_copy_is_made_beside_the_page(cms, sections):
    closed, inner, _opened = sections
    told = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": closed.pk}
    cms.post(reverse("wagtailadmin_pages:copy", args=[inner.pk]), told)
    assert Page.objects.filter(slug="copied").exists()


@pytest.mark.parametrize("parent", ["", "x", "0", "99999999999999999999"])
def test_a_copy_to_nowhere_is_a_missing_page(cms, sections, parent):
    told = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": parent}
    assert cms.post(reverse("wagtailadmin_pages:copy", args=[sections[1].pk]), told).status_code in (302, 404)
    assert not Page.objects.filter(slug="copied").exists()


def test_acl_07_a_translation_is_not_made_where_the_section_is_open(cms, sections):
    closed, _inner, opened = sections
    french, _made = Locale.objects.get_or_create(language_code="fr")
    closed.get_parent().copy_for_translation(french)
    address = reverse("simple_translation:submit_page_translation", args=[closed.pk])
    answer = cms.post(address, {"locales": [french.pk]}, follow=True)
    assert NOTHING_DONE in answer.content.decode()
    assert not closed.has_translation(french)
    cms.post(reverse("simple_translation:submit_page_translation", args=[opened.pk]), {"locales": [french.pk]})
    assert opened.has_translation(french)


def test_acl_07_an_alias_is_not_made_independent_where_others_read_it(cms, sections):
    _closed, inner, opened = sections
    alias = inner.create_alias(parent=opened, update_slug="told")
    cms.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    alias.refresh_from_db()
    assert alias.alias_of_id == inner.pk


@pytest.mark.parametrize("action", ["copy", "move", "create_alias", "copy_for_translation", "publish", "convert_alias"])
def test_acl_07_no_other_door_of_the_cms_changes_pages(cms, sections, action):
    _closed, inner, opened = sections
    address = f"/admin/api/main/pages/{inner.pk}/action/{action}/"
    told = {
        "destination_page_id": opened.pk,
        "destination_parent_id": opened.pk,
        "parent_id": opened.pk,
        "update_slug": "told",
        "locale": "fr",
    }
    assert cms.post(address, told, content_type="application/json").status_code == 404


def test_acl_08_an_alias_wider_than_its_page_is_found_every_night(sections, capsys):
    _closed, inner, opened = sections
    call_command("check_visibility")
    inner.create_alias(parent=opened, update_slug="told")
    with pytest.raises(CommandError):
        call_command("check_visibility")
    assert TOKEN not in capsys.readouterr().out


@pytest.fixture
def renamed(django_capture_on_commit_callbacks):
    def rename(page: Page, slug: str) -> None:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return rename


def test_acl_18_an_old_address_leads_on_only_between_public_pages(client, home, make_page, sections, renamed):
    _closed, inner, _opened = sections
    public, draft = make_page("Public", slug="public-old"), make_page("Draft", slug="draft-old", live=False)
    for page in (public, draft, inner):
        renamed(page, page.slug.replace("-old", "") + "-new")
    assert [row.redirect_page_id for row in Redirect.objects.all()] == [public.pk]
    assert client.get("/public-old/")["Location"] == "/public-new/"
    assert client.get("/draft-old/").status_code == 404


def test_acl_18_an_old_address_leads_nowhere_once_its_page_is_closed(client, home, make_page, renamed):
    public = make_page("Public", slug="public-old")
    renamed(public, "public-new")
    close(public)
    assert client.get("/public-old/").status_code == client.get("/never-was/").status_code == 404
    PageViewRestriction.objects.all().delete()
    assert client.get("/public-old/").status_code == 301


def test_acl_18_moving_a_section_keeps_only_the_public_addresses_below_it(client, cms, home, make_page):
    first, second = make_page("First", slug="first"), make_page("Second", slug="second")
    moved = make_page("Moved", slug="moved", parent=first)
    close(make_page(PRIVATE, slug="secret", parent=moved))
    make_page("Told", slug="told", parent=moved)
    moves(cms, moved, second)
    assert {row.old_path for row in Redirect.objects.all()} == {"/first/moved", "/first/moved/told"}


@pytest.fixture
def organiser(django_user_model, home, make_event):
    """Somebody who works on events, and on nothing else."""
    make_event("An event")
    prepare_roles()
    user = with_second_factor(
        django_user_model.objects.create_user("organiser@causeway.test", "a long enough password")
    )
    user.groups.add(Group.objects.get(name="Organisers"))
    browser = Client()
    browser.force_login(user)
    return browser


def page_addresses(page: Page) -> list[str]:
    """Every address of the CMS that a page's number fits into."""
    found = []
    for name in cms_views():
        for numbers in ([page.pk], [page.pk, page.pk], [page.pk, page.latest_revision_id or 1]):
            try:
                found.append(reverse(name, args=numbers))
            except NoReverseMatch:
                continue
    return sorted(set(found))


def told_of(browser, page: Page) -> list[str]:
    parent = page.get_parent()
    lists = [
        f"/admin/pages/{parent.pk}/", f"/admin/choose-page/{parent.pk}/", f"/admin/choose-page/search/?q={TOKEN}", "/admin/reports/site-history/",
        f"/admin/choose-page/chosen-multiple/?id={page.pk}", "/admin/reports/aging-pages/", "/admin/reports/workflow/", "/admin/reports/locked/",
        f"/admin/pages/search/?q={TOKEN}", f"/admin/api/main/pages/{page.pk}/", f"/admin/api/main/pages/?child_of={parent.pk}",
        f"/admin/choose-page/?page_type=practices.PracticePage&q={TOKEN}", "/admin/choose-page/?page_type=practices.PracticePage",
    ]  # fmt: skip
    return [
        address
        for address in lists + page_addresses(page)
        if PRIVATE in browser.get(address, follow=True).content.decode()
    ]


def test_acl_25_an_organiser_is_told_of_no_draft_of_another_section(organiser, cms, make_practice):
    page = make_practice(PRIVATE, live=False)
    page.save_revision(log_action=True)
    assert told_of(organiser, page) == []
    assert told_of(cms, page) != []


def test_acl_25_an_organiser_is_told_of_drafts_of_their_own_section(organiser, make_event):
    page = make_event(PRIVATE, live=False)
    assert f"/admin/choose-page/{page.get_parent().pk}/" in told_of(organiser, page)


def test_acl_25_an_organiser_may_link_to_what_everybody_may_read(organiser, make_practice):
    page = make_practice(f"Open {TOKEN}")
    section = PracticeIndexPage.objects.get(pk=page.get_parent().pk)
    assert TOKEN in organiser.get(f"/admin/choose-page/{section.pk}/").content.decode()


def test_log_07_history_and_reports_name_no_page_of_another_section(organiser, cms, make_practice, staff):
    page = make_practice(PRIVATE, live=False)
    PageLogEntry.objects.log_action(page, "wagtail.edit", user=staff)
    address = "/admin/reports/site-history/"
    assert TOKEN not in organiser.get(address).content.decode()
    assert TOKEN in cms.get(address).content.decode()


@pytest.mark.parametrize("kind", ["documents", "images"])
def test_acl_26_a_file_that_stands_on_a_hidden_page_is_not_offered_to_another_section(
    organiser, cms, files, kind, make_practice
):
    page, file = make_practice("Draft", live=False), (paper if kind == "documents" else picture)(f"{TOKEN}-plan")
    offered = f"/admin/{kind}/chooser/results/"
    assert TOKEN in organiser.get(offered).content.decode()
    if kind == "documents":
        page.materials = [("material", {"title": "Handbook", "document": file, "url": ""})]
    else:
        page.social_image = file
    page.save()
    work_off()
    assert TOKEN not in organiser.get(offered).content.decode()
    assert TOKEN in cms.get(offered).content.decode()
