"""Addresses that belong to the site as a whole."""

import pytest
from django.test import override_settings


def test_rel_13_livez_asks_nothing_of_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/livez")
    assert response.status_code == 200


def test_rel_13_readyz_says_ready_once_every_migration_has_run(client, db):
    assert client.get("/readyz").content == b"ready\n"


def test_crawlers_are_kept_out_of_the_cms_and_pointed_to_the_sitemap(client, home):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_security_txt_is_missing_until_somebody_answers_reports(client, db):
    with override_settings(SECURITY_CONTACT=""):
        assert client.get("/.well-known/security.txt").status_code == 404


def test_security_txt_names_the_contact_and_an_end(client, db):
    with override_settings(SECURITY_CONTACT="mailto:reports@cities.example"):
        text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:reports@cities.example" in text
    assert "Expires: 20" in text


def test_the_sitemap_lists_public_pages_and_no_draft(client, make_practice):
    shown, hidden = make_practice("Shown"), make_practice("Hidden", live=False)
    text = client.get("/sitemap-pages.xml").content.decode()
    assert shown.slug in text
    assert hidden.slug not in text


def test_the_sitemap_leaves_out_private_pages(client, make_practice):
    from wagtail.models import PageViewRestriction

    private = make_practice("Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert private.slug not in client.get("/sitemap-pages.xml").content.decode()


def test_a_wrong_host_gets_400_and_no_word(client, db):
    response = client.get("/", HTTP_HOST="evil.example")
    assert response.status_code == 400
    assert response.content == b""


def test_hdr_14_a_wrong_host_is_answered_before_the_redirect_to_https(client, db):
    with override_settings(SECURE_SSL_REDIRECT=True):
        assert client.get("/", HTTP_HOST="evil.example").status_code == 400
        assert client.get("/").status_code == 301


@pytest.mark.parametrize("address", ["/a%00b/", "/practices/%00/", "/%ff%fe/", "/themes/%00/", "/%ed%a0%80/"])
def test_rel_16_impossible_characters_in_an_address_are_never_an_error_of_ours(client, home, address):
    assert client.get(address).status_code in (400, 404)


def test_a_missing_page_says_so_and_offers_the_search(client, home):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "/search/" in response.content.decode()


def test_pages_are_kept_out_of_shared_caches(client, home):
    assert client.get("/").headers["Cache-Control"] == "private, no-store"


def test_public_pages_carry_a_strict_content_policy(client, home):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_cms_has_a_policy_of_its_own(client, home):
    assert "unsafe-inline" in client.get("/admin/login/").headers["Content-Security-Policy"]


def test_the_menu_lists_the_sections_that_editors_marked(client, home):
    text = client.get("/").content.decode()
    assert 'href="/practices/"' in text
    section = home.get_children().get(slug="practices")
    section.show_in_menus = False
    section.save()
    assert 'href="/practices/"' not in client.get("/search/").content.decode().split("<main")[0]


def test_a_menu_that_editors_chose_leaves_out_a_page_that_was_unpublished(client, home, make_page):
    from network_site.pages.models import NetworkSettings

    page = make_page("About us")
    settings = NetworkSettings.for_site(home.get_site())
    settings.menu = [("link", {"title": "About us", "page": page, "url": ""})]
    settings.save()
    assert "About us" in client.get("/").content.decode().split("<main")[0]
    page.unpublish()
    assert "About us" not in client.get("/").content.decode().split("<main")[0]


def test_the_head_and_foot_speak_the_reader_s_language_where_somebody_wrote_it(client, home):
    from network_site.pages.models import NetworkSettings

    from .. import builders

    for language in ("fr", "ru"):
        builders.make_home(language)
    settings = NetworkSettings.for_site(home.get_site())
    settings.tagline, settings.footer_text = "Cities share", "<p>Own texts</p>"
    settings.other_languages = [("words", {"language": "fr", "tagline": "Des villes partagent"})]
    settings.save()
    for address, tagline in (("/", "Cities share"), ("/fr/", "Des villes partagent"), ("/ru/", "Cities share")):
        text = client.get(address).content.decode()
        assert f"<bdi>{tagline}</bdi>" in text
        assert "<p>Own texts</p>" in text


def test_a_page_offers_the_languages_it_is_published_in(client, home):
    from .. import builders

    french = builders.make_home("fr")
    assert 'hreflang="fr"' in client.get("/").content.decode()
    assert client.get("/fr/").status_code == 200
    french.unpublish()
    assert 'hreflang="fr"' not in client.get("/").content.decode()


def test_arabic_pages_run_from_right_to_left(client, home):
    from .. import builders

    builders.make_home("ar")
    assert '<html lang="ar" dir="rtl">' in client.get("/ar/").content.decode()


def test_the_address_in_the_head_is_the_page_itself(client, home, make_page):
    page = make_page("About")
    assert f'<link rel="canonical" href="{page.full_url}">' in client.get("/about/").content.decode()
