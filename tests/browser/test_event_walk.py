"""A member registers by keyboard on a telephone, an organiser lets somebody in, who then enters the room and goes again."""
# ruff: noqa: F811

import re

import pytest

from .hands import Keys, Pointer
from .test_member_journeys import somebody  # noqa: F401
from .test_talk_walk import text
from .test_vetting_walk import BARE, PHONE, fits

MEMBER, ASKER, ORGANISER = "member lipovgrad", "reviewer", "organiser"
OPEN, REQUEST = "/events/who-listens-to-those-who-listen/", "/events/rehearsing-the-first-48-hours/"


@pytest.mark.parametrize(
    ("way", "hand", "options"), [("by keyboard", Keys, PHONE), ("without scripts", Pointer, PHONE | BARE)]
)
def test_a_member_registers_enters_the_room_and_cancels(somebody, demo, way, hand, options):
    me = hand(somebody(MEMBER, **options))
    page = me.page
    page.goto(demo.at(OPEN))
    assert "Enter the room" not in text(page)
    me.press("Register")
    assert "You are registered." in text(page)
    fits(page)
    page.goto(demo.at("/account/events/"))
    assert "Supervision in small services" in text(page)
    fits(page)
    page.goto(demo.at(OPEN))
    me.press("Enter the room")
    room = page.url
    assert "Beside the webinar on supervision" in text(page)
    page.goto(demo.at(OPEN))
    me.press("Cancel my registration")
    assert "Enter the room" not in text(page)
    assert page.goto(room).status == 404


def test_an_organiser_lets_somebody_in_who_asked_and_declines_another_with_words(somebody, demo):
    asker, organiser = Keys(somebody(ASKER, **PHONE)), Pointer(somebody(ORGANISER, **PHONE | BARE))
    asker.page.goto(demo.at(REQUEST))
    asker.press("Ask to take part")
    assert "You asked to take part." in text(asker.page)
    organiser.page.goto(demo.at(REQUEST))
    organiser.press("Who takes part", "link")
    fits(organiser.page)
    row = (
        organiser.page.locator("main li")
        .filter(has_text=re.compile("Let in: (Reviewer from Keur Sandial|Member, Keur)"))
        .first
    )
    with organiser.page.expect_navigation():
        row.get_by_role("button", name=re.compile("^Let in")).click()
    assert "Done. They hear of it." in text(organiser.page)
    other = organiser.page.locator("main li").filter(has_text="Decline: A facilitator").first
    other.locator("summary").click()
    other.locator("textarea").fill("Two come from your town already.")
    with organiser.page.expect_navigation():
        other.get_by_role("button", name="Decline", exact=True).click()
    assert "Decline: A facilitator" not in text(organiser.page)
    asker.page.goto(demo.at("/notices/"))
    assert "The organisers say yes: you are registered." in text(asker.page)
    declined = somebody("facilitator")
    declined.goto(demo.at(REQUEST))
    assert "Two come from your town already." in text(declined)
