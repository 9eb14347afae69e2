"""A practice on its whole way, as each of those sees it through whose hands it goes: written, co-signed, looked through,
judged by two peers, decided, and read by everybody. Once by keyboard on a telephone, once without JavaScript.
"""

import re

import pytest

from practices.criteria import CRITERIA
from practices.readiness import CHECKLIST

from .. import site
from .hands import Keys, Pointer
from .test_member_journeys import heading, somebody  # noqa: F401

PHONE = {"viewport": {"width": 390, "height": 844}}
BARE = {"java_script_enabled": False}
REVIEWERS = ("reviewer", "reviewer evaluation")


def fits(page) -> None:
    """Nothing is wider than the telephone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url


def contributes(hand, demo, title: str) -> str:
    """Write a snapshot and hand it in; gives the address of the work."""
    page = hand.page
    page.goto(demo.at("/share/"))
    hand.write("title", title)
    hand.press("Begin")
    page.wait_for_url("**/what/")
    hand.write("claim", "Neighbours repair things together.")
    hand.write("summary", "Twice a month tools stand in the hall and everybody brings something broken.")
    theme = page.locator("main [name='themes']").first.get_attribute("value")
    hand.tick("themes", theme)
    hand.write("lead_organisation", "Municipal youth office")
    hand.choose("lead_kind", page.locator("main [name='lead_kind'] option").nth(1).inner_text())
    hand.press("Save and go on")
    hand.choose("scale", page.locator("main [name='scale'] option").nth(1).inner_text())
    hand.write("started", "2022")
    hand.choose("running_state", "running")
    hand.press("Save and go on")
    hand.write("problem", "People of the same stairs did not know each other.")
    hand.tick("target_groups", "community")
    hand.press("Save and go on")
    hand.write("what_is_done", "A mechanic opens the hall and shows how.")
    hand.choose("cost_band", page.locator("main [name='cost_band'] option").nth(2).inner_text())
    hand.press("Save and go on")
    hand.write("what_did_not_work", "Opening in the morning.")
    hand.write("lessons", "Let people bring cake.")
    hand.press("Save and go on")
    hand.write("may_not_fit", "Where there is no hall.")
    for _step in ("transfer", "people"):
        fits(page)
        hand.press("Save and look through" if page.url.endswith("/people/") else "Save and go on")
    assert heading(page) == "Look through and hand in"
    for name, _words in CHECKLIST:
        hand.tick("checklist", name)
    hand.tick("rights")
    fits(page)
    hand.press("Hand it in")
    assert "/work/" in page.url
    assert "waits for the city to co-sign" in page.locator("main").inner_text().lower()
    return re.sub(r"^https?://[^/]+", "", page.url)


def opens(page, demo, start: str, title: str) -> None:
    page.goto(demo.at(start))
    link = page.locator("main").get_by_role("link", name=title, exact=True).first
    page.goto(demo.at(link.get_attribute("href")))


def cosigns(hand, demo, title: str) -> None:
    opens(hand.page, demo, "/work/", title)
    hand.press("Co-sign for the city")


def clears(hand, demo, title: str) -> None:
    opens(hand.page, demo, "/desk/safeguarding/", title)
    hand.press("Nobody can be recognised: pass it on")


def assigns(hand, demo, title: str) -> None:
    page = hand.page
    opens(page, demo, "/desk/triage/", title)
    hand.press("Take it into review")
    for city in ("Keur Sandial", "Borj Nassim"):
        row = page.locator("main tr").filter(has_text=f"Reviewer from {city}")
        with page.expect_navigation():
            row.get_by_role("button", name="Ask", exact=True).click()


def judges(hand, demo, title: str) -> None:
    """Say that nothing stands in the way, then score eight criteria with words."""
    page = hand.page
    opens(page, demo, "/reviews/", title)
    hand.press("Nothing stands in the way")
    fits(page)
    for number, criterion in enumerate(CRITERIA):
        hand.rate(f"score-{criterion.name}", "2")
        hand.write(f"words-{criterion.name}", f"Seen from the text, point {number + 1}.")
    hand.choose("evidence", page.locator("main [name='evidence'] option").nth(2).inner_text())
    hand.press("Hand in")
    assert "Handed in. Thank you." in page.locator("main").inner_text()


def decides(hand, demo, title: str) -> None:
    page = hand.page
    opens(page, demo, "/desk/decision/", title)
    page.locator("main summary").get_by_text("Accept and publish").click()
    accepting = page.locator("main form").filter(has=page.get_by_role("button", name="Publish it"))
    accepting.locator("[name=strengths]").fill("Cheap and warm.")
    accepting.locator("[name=cautions]").fill("Nothing was measured.")
    accepting.locator("[name=note]").fill("It is published. Thank you.")
    for box in accepting.locator("[name=checklist]").all():
        box.check()
    with page.expect_navigation():
        accepting.get_by_role("button", name="Publish it").click()


def is_read_by_everybody(page, demo, title: str) -> None:
    page.goto(demo.at("/practices/"))
    page.goto(demo.at(page.get_by_role("link", name=title, exact=True).first.get_attribute("href")))
    text = page.locator("main").inner_text()
    for words in ("Cheap and warm.", "Nothing was measured.", "Let people bring cake."):
        assert words in text


@pytest.mark.parametrize(
    ("way", "hand", "options"), [("by keyboard", Keys, PHONE), ("without scripts", Pointer, PHONE | BARE)]
)
def test_a_practice_goes_the_whole_way(somebody, demo, way, hand, options):  # noqa: F811
    title = f"Repairing together {way}"
    contributor = somebody("member lipovgrad", **options)
    work = contributes(hand(contributor), demo, title)
    others = {name: value for name, value in options.items() if name != "viewport"}
    cosigns(Pointer(somebody("focal point", **others)), demo, title)
    clears(Pointer(somebody("safeguarding editor", **others)), demo, title)
    assigns(Pointer(somebody("editor", **others)), demo, title)
    for role in REVIEWERS:
        judges(hand(somebody(role, **options)), demo, title)
    decides(Pointer(somebody("editor", **others)), demo, title)
    is_read_by_everybody(somebody(**options), demo, title)
    contributor.goto(demo.at(work))
    fits(contributor)
    assert "Published" in contributor.locator("main").inner_text()
    contributor.goto(demo.at("/notices/"))
    assert title in contributor.locator("main").inner_text()


DUE = """
from datetime import date, timedelta
from practices.models import PracticePage
PracticePage.objects.filter(title="Open workshop for bicycles and talk").update(valid_until=date.today() + timedelta(days=50))
"""


def test_the_owner_says_by_a_link_on_a_telephone_that_it_is_still_running(somebody, demo, letter_to):  # noqa: F811
    folder = demo.mail.parent
    site.manage(folder, "shell", "-v", "0", "-c", DUE)
    site.manage(folder, "ask_to_renew")
    letter = letter_to("member-lipovgrad@causeway.example", "/renew/")
    address = re.search(r"/renew/[^/\s]+/", letter)[0]
    hand = Keys(somebody(**PHONE))
    hand.page.goto(demo.at(address))
    assert heading(hand.page) == "Is this still right?"
    fits(hand.page)
    hand.rate("answer", "running")
    hand.press("Send the answer")
    assert "It says now that it was confirmed today." in hand.page.locator("main").inner_text()
    assert hand.page.goto(demo.at(address)).status == 404


def test_what_was_typed_comes_back_after_the_session_was_lost(somebody, demo, state_of):  # noqa: F811
    page = somebody("member lipovgrad", **PHONE)
    hand = Pointer(page)
    page.goto(demo.at("/share/"))
    hand.write("title", "A text in a bad hour")
    hand.press("Begin")
    page.wait_for_url("**/what/")
    step = page.url
    page.context.clear_cookies()
    page.locator("main [name='summary']").press_sequentially("Words that nobody has saved.")
    hand.press("Save")
    page.context.add_cookies(state_of("member lipovgrad")["cookies"])
    page.goto(step)
    assert page.locator("main [name='summary']").input_value() == "Words that nobody has saved."
    hand.press("Save")
    page.goto(step)
    assert page.locator("main [name='summary']").input_value() == "Words that nobody has saved."


def test_two_windows_never_overwrite_each_other_and_the_back_button_keeps_the_words(somebody, demo):  # noqa: F811
    one = somebody("member lipovgrad")
    other = one.context.new_page()
    hand = Pointer(one)
    one.goto(demo.at("/share/"))
    hand.write("title", "A text in two windows")
    hand.press("Begin")
    one.wait_for_url("**/what/")
    other.goto(one.url)
    Pointer(other).write("claim", "Written in the other window.")
    Pointer(other).press("Save")
    hand.write("claim", "Written in the first window.")
    with one.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 409):
        hand.press("Save")
    text = one.locator("main").inner_text()
    assert "This was saved elsewhere meanwhile" in text
    assert "Written in the other window." in text
    assert "Written in the first window." in text
    one.go_back()
    assert one.locator("main [name='claim']").input_value() == "Written in the first window."


def test_an_editor_asks_somebody_who_says_yes_on_a_telephone(somebody, demo):  # noqa: F811
    title = "Shared garden behind the courthouse"
    desk = Pointer(somebody("editor", **BARE))
    desk.page.goto(demo.at("/needs-an-owner/"))
    card = desk.page.locator("main .cards > div").filter(has_text=title)
    with desk.page.expect_navigation():
        card.get_by_role("link", name=re.compile("Ask somebody")).click()
    desk.write("address", "member-lipovgrad@causeway.example")
    desk.press("Ask")
    assert "It stays on this list until somebody has said yes." in desk.page.locator("main").inner_text()
    asked = Keys(somebody("member lipovgrad", **PHONE))
    asked.page.goto(demo.at("/work/"))
    fits(asked.page)
    assert title in asked.page.locator("main section").filter(has_text="You are asked to look after").inner_text()
    asked.press("Yes, I look after it")
    assert "It is yours to look after now." in asked.page.locator("main").inner_text()
    desk.page.goto(demo.at("/needs-an-owner/"))
    assert title not in desk.page.locator("main").inner_text()


def test_a_letter_that_came_too_late_is_given_back(somebody, demo):  # noqa: F811
    """Two windows of the desk on one submission: what was typed in the second is shown, and nothing is decided twice."""
    title = "Round table of clubs against insults on the pitch"
    first, second = (Pointer(somebody("editor", **BARE)) for _window in range(2))
    for hand in (first, second):
        opens(hand.page, demo, "/desk/triage/", title)
        hand.page.locator("main summary").get_by_text("Ask for changes or decline").click()
        hand.page.locator("main [name=note]").first.fill(f"Words of window {(first, second).index(hand) + 1}.")
    first.press("Ask for changes")
    second.press("Decline")
    text = second.page.locator("main").inner_text()
    assert "Somebody else was quicker" in text
    assert second.page.locator("main textarea[readonly]").input_value() == "Words of window 2."
