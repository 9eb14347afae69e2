"""A question to the network on its whole way: asked, passed on, answered from two cities, closed with what helped, and written
down for everybody. Once by keyboard on a telephone, once without JavaScript.
"""

import re

import pytest

from .hands import Keys, Pointer
from .test_member_journeys import heading, somebody  # noqa: F401
from .test_talk_walk import text
from .test_vetting_walk import BARE, PHONE, fits

ASKER, FACILITATOR = "member wendelfurt", "facilitator"
PEERS = {"member lipovgrad": "Lipovgrad", "member keur sandial": "Keur Sandial"}
ASKED = ("The street work team's coordinator", "Member, Keur Sandial, Senegal", "The families' house's coordinator")
THEME = "family-support"
FIRST = "We cook for twenty people and let nobody speak of the school before the coffee is on the table."


def of_question(page) -> str:
    return re.sub(r"^https?://[^/]+|\?.*$", "", page.url)


def asks(hand, demo, title: str) -> str:
    """By the third door of the home page; what could tell who somebody is must be changed first."""
    page = hand.page
    page.goto(demo.at("/"))
    hand.press(re.compile("^Bring a question"), "link")
    fits(page)
    hand.write("title", title)
    hand.write("situation", "A family and a school do not talk. Write to mother.of.three@example.org.")
    hand.write("tried", "Two letters.")
    hand.tick("themes", THEME)
    hand.press("Ask")
    assert "Could this tell who somebody is?" in text(page) and "mother.of.three@example.org" in text(page)
    fits(page)
    hand.write("situation", "A family and a school do not talk.")
    hand.press("Ask")
    assert heading(page) == title and "A facilitator passes it on." in text(page)
    fits(page)
    return of_question(page)


def passes_on(hand, demo, title: str) -> None:
    page = hand.page
    page.goto(demo.at("/ask/queue/"))
    fits(page)
    hand.press(title, "link")
    assert "A participant" in text(page) and "Wendelfurt" not in text(page)
    fits(page)
    for name in ASKED:
        box = page.locator("main").get_by_role("checkbox", name=name)
        if isinstance(hand, Pointer):
            box.check()
        else:
            hand.tick("person", box.get_attribute("value"))
    hand.press("Pass it on")
    assert "The question is passed on." in page.locator("body").inner_text()
    assert "has not answered yet" in text(page)
    fits(page)


def answers(hand, demo, words: str) -> None:
    """From the notice to a yes, and into the thread; not a word of the question stands there before."""
    page = hand.page
    page.goto(demo.at("/notices/"))
    page.goto(demo.at(page.locator("main").get_by_role("link", name="Ask the network").first.get_attribute("href")))
    assert "do not talk" not in text(page)
    fits(page)
    hand.press("Yes, I will look at it")
    assert "A family and a school do not talk." in text(page) and "Wendelfurt" not in text(page)
    hand.write("text", words)
    hand.press("Send")
    assert words in text(page)
    fits(page)


def closes(hand, demo, question: str) -> None:
    page = hand.page
    page.goto(demo.at(question))
    assert not [name for name in ASKED if name in text(page)]
    first = page.locator("main [name=helpful]").first
    hand.tick("helpful", first.get_attribute("value"))
    hand.rate("result", "helped")
    hand.write("words", "The meal without an agenda.")
    fits(page)
    hand.press("Close the question")
    assert "it helped" in text(page)


def writes_a_note(hand, demo, title: str) -> None:
    page = hand.page
    hand.press("Write a public note", "link")
    fits(page)
    hand.write("title", title)
    hand.write("situation", "A service and a family had stopped talking.")
    hand.write("tried", "Letters.")
    hand.write("helped", f"A meal: {FIRST}")
    hand.tick("consent")
    hand.press("Hand it in")
    assert "It goes on once all of them agree." in text(page)
    fits(page)


def agrees(hand, demo) -> None:
    page = hand.page
    page.goto(demo.at("/notices/"))
    page.goto(demo.at(page.locator("main").get_by_role("link", name="Your words").first.get_attribute("href")))
    assert "We cook for twenty people" in text(page)
    fits(page)
    hand.press("I agree")
    assert "You agreed." in text(page)


def publishes(hand, demo, title: str) -> str:
    page = hand.page
    page.goto(demo.at("/ask/queue/"))
    hand.press(title, "link")
    fits(page)
    hand.press("Publish it")
    return of_question(page)


@pytest.mark.parametrize(
    ("way", "hand", "options"), [("by keyboard", Keys, PHONE), ("without scripts", Pointer, PHONE | BARE)]
)
def test_a_question_to_the_network_goes_the_whole_way(somebody, demo, way, hand, options):  # noqa: F811
    title = f"When a family and a school are silent {way}"
    asker, facilitator = (hand(somebody(role, **options)) for role in (ASKER, FACILITATOR))
    peers = [hand(somebody(role, **options)) for role in PEERS]
    question = asks(asker, demo, title)
    passes_on(facilitator, demo, title)
    answers(peers[0], demo, FIRST)
    answers(peers[1], demo, "On the radio we let each side choose a song first.")
    closes(asker, demo, question)
    note_title = f"A meal first {way}"
    writes_a_note(asker, demo, note_title)
    agrees(peers[0], demo)
    note = publishes(facilitator, demo, note_title)
    visitor = somebody(None, **options)
    visitor.goto(demo.at("/what-helped/"))
    fits(visitor)
    visitor.goto(demo.at(note))
    assert "We cook for twenty people" in text(visitor)
    assert not [place for place in (*PEERS.values(), "Wendelfurt") if place in text(visitor)]
    fits(visitor)
    asker.page.goto(demo.at(note))
    asker.page.locator("main summary", has_text="Withdraw my note").click()
    asker.press("Withdraw")
    assert visitor.goto(demo.at(note)).status == 410
