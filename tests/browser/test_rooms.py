"""Every kind of page behind the door: axe, wide and narrow, light and dark; nothing from elsewhere, nothing sideways."""

import pytest

from .test_accessibility import COLOURS, SIZES, violations

MEMBER, FOCAL_POINT, MANAGER = "member lipovgrad", "focal point", "member manager"
EDITOR, GUARD, REVIEWER, FACILITATOR = "editor", "safeguarding editor", "reviewer", "facilitator"
ROOMS = {
    "sign in": ("", "/accounts/login/"),
    "forgotten password": ("", "/accounts/password/reset/"),
    "look into your mail": ("", "/accounts/password/reset/done/"),
    "link of no use": ("", "/accounts/password/reset/key/1-a/"),
    "ask to join": ("", "/join/"),
    "asked to join": ("", "/join/asked/"),
    "my account": (MEMBER, "/account/"),
    "my profile": (MEMBER, "/account/profile/"),
    "how others see me": (MEMBER, "/account/profile/seen/"),
    "directory": (MEMBER, "/members/"),
    "directory without anybody": (MEMBER, "/members/?country=SE&language=fr"),
    "second factor": (MEMBER, "/accounts/2fa/"),
    "passkeys": (MEMBER, "/accounts/2fa/webauthn/"),
    "password": (MEMBER, "/accounts/password/change/"),
    "address": (MEMBER, "/accounts/email/"),
    "sessions": (MEMBER, "/accounts/sessions/"),
    "sign out": (MEMBER, "/accounts/logout/"),
    "is it you": (MEMBER, "/accounts/reauthenticate/"),
    "my account in Arabic": (MEMBER, "/ar/account/"),
    "my profile in Arabic": (MEMBER, "/ar/account/profile/"),
    "directory in Arabic": (MEMBER, "/ar/members/"),
    "requests": (MANAGER, "/members/manage/"),
    "all accounts": (MANAGER, "/members/manage/members/"),
    "how vetting works": ("", "/how-vetting-works/"),
    "share a practice": (MEMBER, "/share/"),
    "share a practice in Arabic": (MEMBER, "/ar/share/"),
    "begin from a text": (MEMBER, "/share/from-text/"),
    "my work": (MEMBER, "/work/"),
    "needs somebody": (MEMBER, "/needs-an-owner/"),
    "the desk": (EDITOR, "/desk/triage/"),
    "the desk in Arabic": (EDITOR, "/ar/desk/"),
    "the archive": (EDITOR, "/desk/archive/"),
    "the notices": (MEMBER, "/notices/"),
    "how one wants to hear": (MEMBER, "/notices/settings/"),
    "the spaces": (MEMBER, "/discussions/"),
    "opening a space": (FACILITATOR, "/discussions/new/"),
    "safeguarding": (GUARD, "/desk/safeguarding/"),
    "hidden": (GUARD, "/desk/hidden/"),
    "my reviews": (REVIEWER, "/reviews/"),
    "city profile": (FOCAL_POINT, "/city-profile/ba/lipovgrad/"),
    "taking part": (MEMBER, "/events/one-page-instead-of-a-file/"),
    "registered": (FOCAL_POINT, "/events/who-listens-to-those-who-listen/"),
    "my events": (FOCAL_POINT, "/account/events/"),
    "my events in Arabic": (MEMBER, "/ar/account/events/"),
}
FRESH = {
    "code generator": "/accounts/2fa/totp/activate/",
    "new passkey": "/accounts/2fa/webauthn/add/",
    "my data": "/account/data/",
    "leaving": "/account/leave/",
}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def fresh_state(browser, demo, state_of):
    """A member who has just typed the password once more."""
    context = browser.new_context(storage_state=state_of(MEMBER))
    page = context.new_page()
    page.goto(demo.at("/accounts/reauthenticate/?next=/account/"))
    page.fill("#id_password", demo.login(MEMBER)["password"])
    page.keyboard.press("Enter")
    page.wait_for_url(demo.at("/account/"))
    state = context.storage_state()
    context.close()
    return state


def look(browser, address: str, state) -> list[str]:
    """What is wrong with a page: for axe in both sizes and schemes, in the console, in its requests, and at 320 pixels."""
    context = browser.new_context(
        viewport=SIZES["wide"], color_scheme="light", reduced_motion="reduce", storage_state=state
    )
    page = context.new_page()
    found, host = [], address.split("/")[2]
    page.on("console", lambda message: found.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("request", lambda request: found.append(request.url) if request.url.split("/")[2] != host else None)
    response = page.goto(address, wait_until="load")
    assert response.status == 200
    assert page.url.split("?")[0] == address.split("?")[0]
    for size in SIZES:
        page.set_viewport_size(SIZES[size])
        page.eval_on_selector_all("main details", "folds => folds.forEach(fold => { fold.open = true; })")
        found += [f"{size}, {line}" for line in violations(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{size} and dark, {line}" for line in violations(page, COLOURS)]
        page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    found += ["scrolls sideways"] if page.evaluate(SIDEWAYS) > 0 else []
    context.close()
    return found


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_has_no_violation(browser, demo, state_of, name):
    role, path = ROOMS[name]
    assert look(browser, demo.at(path), state_of(role) if role else None) == []


@pytest.mark.parametrize("name", FRESH)
def test_a_room_for_whoever_has_shown_again_who_they_are_has_no_violation(browser, demo, fresh_state, name):
    assert look(browser, demo.at(FRESH[name]), fresh_state) == []


def test_somebodys_page_and_the_letter_to_them_have_no_violation(browser, demo, state_of):
    state = state_of(MEMBER)
    context = browser.new_context(storage_state=state)
    page = context.new_page()
    page.goto(demo.at("/members/"))
    page.get_by_role("link", name="Focal point of Lipovgrad").click()
    page.get_by_role("link", name="Write a letter").wait_for()
    address = page.url
    context.close()
    assert look(browser, address, state) == []
    assert look(browser, address + "contact/", state) == []


def test_what_one_writes_and_what_the_desk_reads_have_no_violation(browser, demo, state_of):
    """One of each: the steps of the form, a submission at the desk, a review, and the form for people concerned."""
    found = []
    starts = [
        (MEMBER, "/work/", "/work/"),
        (EDITOR, "/desk/triage/", "/desk/s/"),
        (GUARD, "/desk/safeguarding/", "/desk/s/"),
        (REVIEWER, "/reviews/", "/reviews/"),
        (MEMBER, "/discussions/", "/discussions/"),
    ]
    for role, lists, prefix in starts:
        context = browser.new_context(storage_state=state_of(role))
        page = context.new_page()
        page.goto(demo.at(lists))
        links = page.locator(f"main a[href^='{prefix}']").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        context.close()
        deeper = [link for link in links if len(link) > len(prefix) + 30]
        assert deeper, f"{role} finds nothing on {lists}"
        found += look(browser, demo.at(deeper[0]), state_of(role))
        if lists == "/work/":
            found += look(browser, demo.at(deeper[0] + "files/"), state_of(role))
    context = browser.new_context()
    page = context.new_page()
    page.goto(demo.at("/practices/"))
    page.goto(demo.at(page.locator("article.card .card-title a").first.get_attribute("href")))
    concern = page.get_by_role("link", name="Does this put somebody at risk?").get_attribute("href")
    context.close()
    found += look(browser, demo.at(concern), None)
    assert found == []


def test_a_room_that_does_not_open_is_not_taken_for_one_without_violation(browser, demo):
    """A room that sends a visitor away is not taken for the room itself."""
    with pytest.raises(AssertionError):
        look(browser, demo.at("/account/"), None)


@pytest.mark.parametrize(
    ("path", "button"),
    [("/accounts/login/", "Sign in"), ("/accounts/password/reset/", "Send the link"), ("/join/", "Send the request")],
)
def test_a_form_sent_empty_answers_with_a_summary_that_axe_passes(browser, demo, path, button):
    page = browser.new_page(viewport=SIZES["narrow"])
    page.goto(demo.at(path))
    page.locator("main").get_by_role("button", name=button, exact=True).click()
    summary = page.locator(".error-summary")
    summary.wait_for()
    assert violations(page) == []
    summary.locator("li a").first.click()
    assert page.evaluate("document.activeElement.matches('input, select, textarea')")
    page.close()
