"""What look.md promises about weight, other hosts and narrow screens, measured in the browser."""

import gzip
from dataclasses import dataclass
from functools import cache

import pytest

PATHS = ["/", "/practices/", "/events/", "/cities/", "/resources/", "/search/?q=trauma", "/themes/"]
RECORDS = ["practice:", "event:"]
LIMIT_BYTES, LIMIT_REQUESTS = 45 * 1024, 7
LIMIT_SHIFT = 0.02
SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.hadRecentInput ? 0 : entry.value; }))
  .observe({type: 'layout-shift', buffered: true});
"""


@dataclass(frozen=True)
class Visit:
    """What one cold visit brought: sizes of all that is no picture, the hosts asked, errors told, and how far things moved."""

    sizes: dict[str, int]
    hosts: set[str]
    errors: list[str]
    shifted: float


def visited(browser, address: str, width: int) -> Visit:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    responses, errors = [], []
    page.on("response", lambda response: responses.append(response))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.add_init_script(SHIFTS)
    page.goto(address, wait_until="networkidle")
    plain = [
        r
        for r in responses
        if r.request.resource_type != "image" and not r.headers.get("content-type", "").startswith("image/")
    ]
    visit = Visit(
        {r.url: len(gzip.compress(r.body(), 9)) for r in plain},
        {r.url.split("/")[2] for r in responses if not r.url.startswith("data:")},
        errors,
        page.evaluate("window.shifted"),
    )
    context.close()
    return visit


@pytest.fixture(scope="session")
def visit(browser, demo):
    """Visit an address once for all that is measured there."""

    @cache
    def once(path: str, width: int = 1280) -> Visit:
        return visited(browser, demo.at(path_of(demo, path)), width)

    return once


def path_of(demo, path: str) -> str:
    return next(value for key, value in demo.pages.items() if key.startswith(path)) if path.endswith(":") else path


@pytest.mark.parametrize("path", [*PATHS, *RECORDS])
def test_a_page_is_light(visit, path):
    sizes = visit(path).sizes
    assert len(sizes) <= LIMIT_REQUESTS, list(sizes)
    assert sum(sizes.values()) <= LIMIT_BYTES, sizes


@pytest.mark.parametrize("path", [*PATHS, *RECORDS])
def test_hdr_16_a_page_asks_no_other_host(visit, demo, path):
    assert visit(path).hosts == {demo.address.split("/")[2]}


@pytest.mark.parametrize("path", [*PATHS, *RECORDS])
def test_the_browser_reports_no_breach_of_the_content_policy(visit, path):
    assert visit(path).errors == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/", "/practices/", "/cities/", "/search/?q=trauma", *RECORDS])
def test_a_page_does_not_shift_while_it_loads(visit, path, width):
    assert visit(path, width).shifted <= LIMIT_SHIFT


@pytest.mark.parametrize("path", [*PATHS, "/ar/", *RECORDS, "city:", "resource:"])
def test_a_page_does_not_scroll_sideways_at_320_pixels(browser, demo, path):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(demo.at(path_of(demo, path)), wait_until="load")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


@pytest.mark.parametrize("path", ["/cities/", "/practices/one-table-for-returning-families/"])
def test_no_table_is_cut_off_on_a_phone(browser, demo, path):
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(demo.at(path), wait_until="load")
    cut = "[...document.querySelectorAll('table')].map(table => table.scrollWidth - table.parentElement.clientWidth)"
    assert max(page.evaluate(cut)) <= 0
    assert page.get_by_role("rowheader").count() > 1
    page.close()
