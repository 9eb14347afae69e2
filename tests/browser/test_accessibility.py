"""Every kind of page passes axe: wide and narrow, light and dark, and from right to left."""

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PATHS = {
    "home": "/",
    "practices": "/practices/",
    "practices, filtered to nothing": "/practices/?theme=housing&evidence=E4&vetting=suspended",
    "events": "/events/",
    "cities": "/cities/",
    "resources": "/resources/",
    "themes": "/themes/",
    "theme": "/themes/trauma-care/",
    "search": "/search/?q=trauma",
    "search without result": "/search/?q=zzzzqqqq",
    "how to read": "/how-to-read/",
    "missing": "/nowhere/",
    "home in French": "/fr/",
    "home in Arabic": "/ar/",
    "practices in Arabic": "/ar/practices/",
}
SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 390, "height": 844}}


def violations(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def opened(browser, demo, path, size, scheme):
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme)
    page = context.new_page()
    page.goto(demo.at(path), wait_until="load")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PATHS)
def test_a_page_has_no_violation(browser, demo, name, size, scheme):
    page = opened(browser, demo, PATHS[name], size, scheme)
    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["practice", "event", "city", "resource"])
def test_a_record_has_no_violation(browser, demo, kind, size, scheme):
    path = next(path for key, path in demo.pages.items() if key.startswith(f"{kind}:"))
    page = opened(browser, demo, path, size, scheme)
    assert violations(page) == []
    page.context.close()


def test_axe_would_find_a_picture_without_words(page, demo):
    page.goto(demo.at("/"))
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any("image-alt" in line for line in violations(page))
