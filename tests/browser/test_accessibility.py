"""Every kind of page passes axe: wide and narrow, light and dark, and from right to left."""

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}  # all that another scheme can change
PATHS = {
    "home": "/",
    "practices": "/practices/?country=KZ",
    "practices, filtered to nothing": "/practices/?theme=housing&evidence=E4&vetting=suspended",
    "events": "/events/",
    "cities": "/cities/",
    "country": "/cities/kazakhstan/",
    "resources": "/resources/?theme=housing",
    "themes": "/themes/",
    "theme": "/themes/trauma-care/",
    "search": "/search/?q=%22trauma+care%22",
    "search without result": "/search/?q=zzzzqqqq",
    "how to read": "/how-to-read/",
    "missing": "/nowhere/",
    "ask the network": "/ask/",
    "what helped": "/what-helped/",
    "what helped in Arabic": "/ar/what-helped/",
    "home in French": "/fr/",
    "home in Arabic": "/ar/",
    "practices in Arabic": "/ar/practices/",
}
RECORDS = {
    "full practice": "practice:one-table-for-returning-families",
    "overdue practice": "practice:ward-forums-of-young-people-and-police",
    "suspended practice without a table": "practice:grandparents-who-raise-children-again",
    "record of a webinar": "event:families-back-from-conflict",
    "event to come": "event:who-listens-to-those-who-listen",
    "city": "city:jo/ain-yamama",
    "city in Arabic": "city:ar:jo/ain-yamama",
    "practice in Arabic": "practice:ar:",
    "event in Arabic": "event:ar:",
    "resource": "resource:",
}
SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 390, "height": 844}}


def violations(page, rules=RULES) -> list[str]:
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def violations_in_both_schemes(browser, address: str, size: str) -> list[str]:
    context = browser.new_context(viewport=SIZES[size], color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address, wait_until="load")
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    found += [f"dark, {line}" for line in violations(page, COLOURS)]
    context.close()
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PATHS)
def test_a_page_has_no_violation(browser, demo, name, size):
    assert violations_in_both_schemes(browser, demo.at(PATHS[name]), size) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", RECORDS)
def test_a_record_has_no_violation(browser, demo, name, size):
    path = next(path for key, path in demo.pages.items() if key.startswith(RECORDS[name]))
    assert violations_in_both_schemes(browser, demo.at(path), size) == []


def test_axe_would_find_a_picture_without_words_and_pale_ink(page, demo):
    page.goto(demo.at("/themes/"))
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any("image-alt" in line for line in violations(page))
    page.evaluate("document.querySelector('h1').style.setProperty('color', '#bbb')")
    assert any("color-contrast" in line for line in violations(page, COLOURS))
