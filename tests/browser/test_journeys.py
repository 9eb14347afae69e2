"""Journeys of a visitor: by keyboard alone, without JavaScript, and with it."""

import pytest

from .conftest import code_of, follow

SEED = "/events/families-back-from-conflict/"


@pytest.fixture
def without_javascript(browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def focused(page) -> str:
    return page.evaluate(
        "document.activeElement.getAttribute('href') || document.activeElement.id || document.activeElement.tagName"
    )


def test_a_city_official_finds_the_fourth_takeaway_by_searching(page, demo):
    page.goto(demo.at("/"))
    page.fill("main input[type=search]", "trauma")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=trauma")
    hit = page.locator(f"article.card:has(a[href='{SEED}#takeaway-4'])")
    assert "trauma" in hit.locator(".snippet mark, .card-title").first.inner_text().lower()
    assert hit.locator(".snippet mark").count() > 0
    hit.locator("a").first.click()
    page.wait_for_url(f"**{SEED}#takeaway-4")
    assert page.locator("#takeaway-4").is_visible()


def test_the_first_tab_skips_to_the_text(page, demo):
    page.goto(demo.at("/practices/"))
    page.keyboard.press("Tab")
    assert focused(page) == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_list_is_filtered_by_keyboard_alone(page, demo):
    page.goto(demo.at("/practices/"))
    total = page.locator("[data-summary]").inner_text()
    box = page.locator("input[name=evidence][value=E3]")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**evidence=E3**")
    assert page.locator("[data-summary]").inner_text() != total
    page.go_back()
    page.wait_for_function("text => document.querySelector('[data-summary]').innerText === text", arg=total)


def test_a_city_on_the_map_is_reached_and_opened_by_keyboard(browser, demo):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(demo.at("/cities/"))
    point = page.locator(".world-point").first
    address = point.get_attribute("href")
    point.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    page.close()


def test_a_list_is_filtered_without_javascript(without_javascript, demo):
    page = without_javascript
    page.goto(demo.at("/practices/"))
    page.locator("summary", has_text="Filter").first.click()
    page.check("input[name=evidence][value=E3]")
    follow(page.locator("form.facets button[type=submit]"))
    assert "evidence=E3" in page.url
    follow(page.locator("ul.chips a").first)
    assert "evidence=E3" not in page.url


def test_searching_and_opening_a_record_need_no_javascript(without_javascript, demo):
    page = without_javascript
    page.goto(demo.at("/search/?q=housing"))
    assert page.locator("article.card").count() > 0
    follow(page.locator("article.card h3 a").first)
    assert page.locator("h1").count() == 1


def test_the_menu_opens_on_a_phone_without_javascript(without_javascript, demo):
    page = without_javascript
    page.goto(demo.at("/"))
    link = page.locator("nav a[href='/practices/']").first
    assert not link.is_visible()
    page.locator("summary", has_text="Menu").click()
    assert link.is_visible()


def test_the_menu_opens_by_keyboard_on_a_phone(browser, demo):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(demo.at("/"))
    page.locator("summary", has_text="Menu").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "/practices/"
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/")
    page.close()


def test_the_next_page_of_a_list_needs_no_javascript_and_keeps_the_filter(without_javascript, demo):
    page = without_javascript
    page.goto(demo.at("/resources/?language=en"))
    first = page.locator("ol.references li").first.inner_text()
    follow(page.get_by_role("link", name="Next"))
    assert "language=en" in page.url and "page=2" in page.url
    assert page.locator("ol.references li").first.inner_text() != first


def test_a_citation_is_copied_by_keyboard(browser, demo):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(demo.at(SEED))
    page.locator(".citation button").focus()
    page.keyboard.press("Enter")
    said = page.locator(".citation-text").inner_text()
    page.wait_for_function("said => navigator.clipboard.readText().then(text => text.includes(said))", arg=said)
    context.close()


def test_a_reader_changes_from_arabic_to_english(page, demo):
    page.goto(demo.at("/ar/"))
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator("a[hreflang=en]").first.click()
    page.wait_for_url("**/")
    assert page.locator("html").get_attribute("dir") == "ltr"


def test_an_organiser_signs_in_and_finds_the_import(page, demo):
    login = demo.login("organiser")
    page.goto(demo.at("/admin/"))
    page.wait_for_url("**/accounts/login/**")
    page.fill("#id_login", login["email"])
    page.fill("#id_password", login["password"])
    page.keyboard.press("Enter")
    page.fill("#id_code", code_of(login["secret"]))
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    page.goto(demo.at("/admin/import-webinar/"))
    assert page.locator("input[type=file]").is_visible()


def test_a_theme_is_reached_from_the_search_box_by_keyboard_alone(page, demo):
    page.goto(demo.at("/"))
    box = page.locator("#home-search")
    box.press_sequentially("hous")
    page.locator("#home-search-list [role=option]").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").inner_text().startswith("Housing")
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    box.press("ArrowDown")
    page.locator("#home-search-list [role=option]").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/themes/housing/")


def test_enter_without_a_chosen_suggestion_searches_as_without_javascript(page, demo):
    page.goto(demo.at("/"))
    page.locator("#home-search").press_sequentially("housing")
    page.locator("#home-search-list [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=housing")


def test_a_misspelled_search_leads_to_the_right_one_without_javascript(without_javascript, demo):
    page = without_javascript
    page.goto(demo.at("/search/?q=housng"))
    follow(page.get_by_role("link", name="Housing", exact=True).first)
    assert "Housing" in page.title()
    assert page.locator("mark").count() > 0
