"""Journeys of members: coming in by keyboard alone, a city's profile on a telephone, leaving without JavaScript."""

import re

import pytest

from .conftest import code_of, follow

NEWCOMER = "newcomer@town.example"
LEAVING = "member alvnaset"  # is in no other test of the browser, as nobody is there afterwards
PASSWORD = "eleven kites over the old market"
OUTLINE = (
    "getComputedStyle(document.activeElement).outlineStyle !== 'none' || document.activeElement.matches('.card a')"
)


def reach(page, target) -> None:
    """Press Tab until the focus stands on something, and see that it can be seen there."""
    wanted = target.first.element_handle()
    for _step in range(120):
        if page.evaluate("wanted => document.activeElement === wanted", wanted):
            assert page.evaluate(OUTLINE), f"no focus to be seen on {target}"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached by Tab")


def press(page, words: str, role: str = "button") -> None:
    """Reach a button or a link of the text by its words, and press Enter."""
    reach(page, page.locator("main").get_by_role(role, name=words))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page, name: str, text: str) -> None:
    reach(page, page.locator(f"main [name={name}]"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def heading(page) -> str:
    return page.locator("h1").inner_text()


def asks_to_join(page, demo) -> None:
    page.goto(demo.at("/join/"))
    write(page, "address", NEWCOMER)
    write(page, "name", "A newcomer")
    write(page, "organisation", "School office")
    write(page, "function", "Teacher")
    write(page, "why", "We would like to learn how other schools bring children back to class.")
    press(page, "Send the request")
    assert "/join/asked/" in page.url


def approves(page, demo) -> None:
    page.goto(demo.at("/members/manage/"))
    press(page, "A newcomer", "link")
    press(page, "Approve and send the link")


def makes_an_account(page, demo, letter: str) -> None:
    page.goto(demo.at(re.search(r"/join/[^/\s]+/", letter)[0]))
    write(page, "password", PASSWORD)
    write(page, "again", PASSWORD)
    press(page, "Make my account")


def signs_in(page, demo, password: str = PASSWORD) -> None:
    page.goto(demo.at("/accounts/login/?next=/account/"))
    write(page, "login", NEWCOMER)
    write(page, "password", password)
    press(page, "Sign in")


def sets_up_a_code_generator(page, demo) -> str:
    """Give the first of the recovery codes."""
    press(page, "Second factor", "link")
    press(page, "Set up a code generator", "link")
    write(page, "password", PASSWORD)
    press(page, "Go on")
    write(page, "code", code_of(page.inner_text("#authenticator_secret")))
    press(page, "Activate")
    assert heading(page) == "Recovery codes"
    code = page.locator(".codes code").first.inner_text()
    press(page, "I have kept them", "link")
    return code


@pytest.fixture
def somebody(browser, state_of):
    """A browser of one's own, signed in as a role of the demonstration or not at all."""
    opened = []

    def make(role: str = "", **options):
        context = browser.new_context(storage_state=state_of(role) if role else None, **options)
        opened.append(context)
        return context.new_page()

    yield make
    for context in opened:
        context.close()


def test_somebody_asks_is_approved_comes_in_and_writes_to_a_member_by_keyboard_alone(somebody, demo, letter_to):
    page = somebody()
    asks_to_join(page, demo)
    approves(somebody("member manager"), demo)
    makes_an_account(page, demo, letter_to(NEWCOMER, "/join/"))
    signs_in(page, demo)
    recovery = sets_up_a_code_generator(page, demo)

    page.goto(demo.at("/accounts/logout/"))
    press(page, "Sign out")
    signs_in(page, demo)
    write(page, "code", recovery)
    press(page, "Sign in")
    assert heading(page) == "My account"

    press(page, "Change my profile", "link")
    reach(page, page.locator("[name=listed]"))
    page.keyboard.press("Space")
    press(page, "Save my profile")
    assert heading(page) == "How others see me"
    assert page.get_by_text("A newcomer").count() >= 1

    page.goto(demo.at("/members/"))
    press(page, "Focal point of Lipovgrad", "link")
    press(page, "Write a letter", "link")
    write(page, "text", "Good day. How did you begin?")
    press(page, "Send the letter")
    assert "Your letter is on its way" in page.locator("main").inner_text()
    assert "How did you begin?" in letter_to("focal-point@causeway.example", "How did you begin?")


def test_a_focal_point_changes_the_profile_of_the_city_on_a_telephone(somebody, demo):
    page = somebody("focal point", viewport={"width": 390, "height": 844})
    path = next(path for key, path in demo.pages.items() if key.startswith("city:ba/lipovgrad"))
    page.goto(demo.at(path))
    follow(page.get_by_role("link", name="Edit this profile"))
    page.fill("[name=governance_lead]", "Director of the centre for families")
    follow(page.get_by_role("button", name="Save the profile"))
    assert page.locator(".error-summary").count() == 0
    page.goto(demo.at("/city-profile/ba/lipovgrad/"))
    follow(page.get_by_role("button", name="Yes, the profile is right as of today"))
    assert page.locator("h1").inner_text() == "Lipovgrad"


def test_a_member_takes_the_data_along_and_leaves_without_javascript(somebody, demo, letter_to):
    page = somebody(LEAVING, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(demo.at("/account/"))
    follow(page.get_by_role("link", name="Download all my data"))
    page.fill("[name=password]", demo.login(LEAVING)["password"])
    follow(page.get_by_role("button", name="Go on"))
    follow(page.get_by_role("button", name="Put my data together"))
    for _try in range(300):
        if page.get_by_role("link", name="Download the archive").count():
            break
        page.wait_for_timeout(250)
        page.reload()
    with page.expect_download() as archive:
        page.get_by_role("link", name="Download the archive").click()
    assert archive.value.suggested_filename.endswith(".zip")

    page.goto(demo.at("/account/leave/"))
    follow(page.get_by_role("button", name="Leave for good"))
    assert page.locator(".error-summary").is_visible()
    page.locator("[name=posts]").first.check()
    page.check("[name=sure]")
    follow(page.get_by_role("button", name="Leave for good"))
    assert heading(page) == "You have left"
    page.goto(demo.at("/account/"))
    assert heading(page) == "Sign in"
