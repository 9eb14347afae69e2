"""What look.md promises about weight, other hosts and narrow screens, measured in the browser."""

import gzip

import pytest

PATHS = ["/", "/practices/", "/events/", "/cities/", "/resources/", "/search/?q=trauma", "/themes/"]
LIMIT_BYTES, LIMIT_REQUESTS = 45 * 1024, 7


def visit(browser, address, **options):
    context = browser.new_context(**options)
    page = context.new_page()
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address, wait_until="networkidle")
    return page, responses


@pytest.mark.parametrize("path", [*PATHS, "practice:", "event:"])
def test_a_page_is_light(browser, demo, path):
    if path.endswith(":"):
        path = next(value for key, value in demo.pages.items() if key.startswith(path))
    page, responses = visit(browser, demo.at(path))
    plain = [
        r
        for r in responses
        if r.request.resource_type != "image" and not r.headers.get("content-type", "").startswith("image/")
    ]
    size = sum(len(gzip.compress(r.body(), 9)) for r in plain)
    assert len(plain) <= LIMIT_REQUESTS, [r.url for r in plain]
    assert size <= LIMIT_BYTES, {r.url: len(gzip.compress(r.body(), 9)) for r in plain}
    page.context.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asks_no_other_host(browser, demo, path):
    page, responses = visit(browser, demo.at(path))
    assert {r.url.split("/")[2] for r in responses if not r.url.startswith("data:")} == {demo.address.split("/")[2]}
    page.context.close()


@pytest.mark.parametrize("path", [*PATHS, "/ar/", "practice:", "event:", "city:", "resource:"])
def test_a_page_does_not_scroll_sideways_at_320_pixels(browser, demo, path):
    if path.endswith(":"):
        path = next(value for key, value in demo.pages.items() if key.startswith(path))
    page, _responses = visit(browser, demo.at(path), viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


@pytest.mark.parametrize("path", PATHS)
def test_the_browser_reports_no_breach_of_the_content_policy(browser, demo, path):
    context = browser.new_context()
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(demo.at(path), wait_until="networkidle")
    assert said == []
    context.close()


SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.hadRecentInput ? 0 : entry.value; }))
  .observe({type: 'layout-shift', buffered: true});
"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/", "/practices/", "/cities/", "/search/?q=trauma", "practice:", "event:"])
def test_a_page_does_not_shift_while_it_loads(browser, demo, path, width):
    if path.endswith(":"):
        path = next(value for key, value in demo.pages.items() if key.startswith(path))
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.goto(demo.at(path), wait_until="networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifted") <= 0.02
    context.close()
