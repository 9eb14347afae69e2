"""A question among members on its whole way: asked, answered from two other cities, reported, moderated, summed up and turned
into a practice. Once by keyboard on a telephone, once without JavaScript.
"""

import re

import pytest

from .hands import Keys, Pointer
from .test_member_journeys import heading, somebody  # noqa: F401
from .test_vetting_walk import BARE, PHONE, fits

ROOM = "Coming back: school, work, home"
ASKER, PEER, OTHER, HOST = "member lipovgrad", "member borj nassim", "reviewer", "facilitator"
PLAN = "Thursday is the day when most of them have time."


def of_post(words: str, number: int) -> re.Pattern[str]:
    """The name of a control under a post: its words, and for those who do not see where it stands, which post."""
    return re.compile(rf"^{words}( · \d+)?\s*:\s*Post {number}$")


def text(page) -> str:
    return page.locator("main").inner_text()


def enters(page, demo) -> None:
    page.goto(demo.at("/discussions/"))
    page.goto(demo.at(page.locator("main").get_by_role("link", name=ROOM, exact=True).get_attribute("href")))


def asks(hand, demo, title: str, folder) -> str:
    """Begin a thread with a file, after a look at how it will be; gives its address."""
    page = hand.page
    enters(page, demo)
    hand.press("Begin a thread", "link")
    fits(page)
    hand.write("title", title)
    hand.write("text", "Who has people who come back **at night**? We found nobody awake.")
    page.locator("main [name=attach]").set_input_files(letter(folder))
    hand.press("Preview")
    assert page.locator("main .notice strong").inner_text() == "at night"
    assert "plan.docx" in text(page)
    fits(page)
    hand.press("Send")
    assert heading(page) == title
    return re.sub(r"^https?://[^/]+|\?.*$", "", page.url)


def letter(folder) -> str:
    from docx import Document

    file = folder / "plan.docx"
    document = Document()
    document.core_properties.author = "Somebody at the desk"
    document.add_paragraph(PLAN)
    document.save(file)
    return str(file)


def answers(hand, demo, thread: str, words: str) -> None:
    page = hand.page
    page.goto(demo.at(thread))
    hand.press(of_post("Quote", 1), "link")
    field = page.locator("main [name=text]")
    assert field.input_value().startswith("> Who has people")
    if isinstance(hand, Keys) and not isinstance(hand, Pointer):
        from .test_member_journeys import reach

        reach(page, field)
        page.keyboard.press("ControlOrMeta+End")
        page.keyboard.type(words)
    else:
        field.fill(field.input_value() + words)
    hand.press("Send")
    assert words in text(page)
    fits(page)


def reports(hand, demo, thread: str) -> None:
    page = hand.page
    page.goto(demo.at(thread))
    hand.press(of_post("Report", 3), "link")
    fits(page)
    hand.rate("reason", "identifies")
    hand.write("text", "The street is in it.")
    hand.press("Report")


def moderates(hand, demo, thread: str) -> None:
    """Read the report, and take the street out of the post with words for its author."""
    page = hand.page
    enters(page, demo)
    hand.press("What waits for the facilitators", "link")
    assert "The street is in it." in text(page)
    fits(page)
    page.goto(demo.at(thread))
    hand.press(of_post("Change", 3), "link")
    hand.write("text", "We ring at one door, and wait.")
    hand.write("note", "The name of the street leads to a family.")
    hand.press("Keep")
    assert "We ring at one door, and wait." in text(page) and "Rose Street" not in text(page)


def sums_up(hand, demo, thread: str) -> None:
    page = hand.page
    page.goto(demo.at(thread))
    hand.press("Keep this thread", "link")
    fits(page)
    hand.write("summary", "Somebody they know waits at the door.")
    hand.press("Keep the summary")
    page.goto(demo.at(thread))
    hand.press("Keep this thread", "link")
    hand.press("Lock")


def shares(hand, demo, thread: str, title: str) -> str:
    """Make a draft of one's answer; gives its address."""
    page = hand.page
    page.goto(demo.at(thread))
    hand.press(of_post("Share this lesson", 2), "link")
    assert "Whoever wrote them is asked" in text(page)
    fits(page)
    hand.write("title", title)
    hand.press("Begin a draft with it")
    assert "We leave a light on" in page.content()
    assert "We found nobody awake" not in page.content()
    return page.url


def agrees(hand, demo) -> None:
    page = hand.page
    page.goto(demo.at("/notices/"))
    page.goto(demo.at(page.locator("main").get_by_role("link", name="Your words").first.get_attribute("href")))
    assert "We found nobody awake" in text(page)
    fits(page)
    hand.press("I agree")
    assert "You agreed." in text(page)


@pytest.mark.parametrize(
    ("way", "hand", "options"), [("by keyboard", Keys, PHONE), ("without scripts", Pointer, PHONE | BARE)]
)
def test_a_question_goes_the_whole_way(somebody, demo, tmp_path, way, hand, options):  # noqa: F811
    title = f"At the door {way}"
    asker, peer, other, host = (hand(somebody(role, **options)) for role in (ASKER, PEER, OTHER, HOST))
    thread = asks(asker, demo, title, tmp_path)
    peer.page.goto(demo.at(thread))
    answers(peer, demo, thread, "We leave a light on and a note in three languages.")
    answers(other, demo, thread, "In Rose Street we ring at one door.")
    asker.page.goto(demo.at("/notices/"))
    assert title in text(asker.page)
    asker.page.goto(demo.at(thread))
    asker.press(of_post("useful", 2))
    asker.press(of_post("This answers it", 2))
    assert "This answers it" in text(asker.page)
    reports(peer, demo, thread)
    moderates(host, demo, thread)
    other.page.goto(demo.at(thread))
    other.press("A facilitator wrote something about this", "link")
    assert "The name of the street leads to a family." in text(other.page)
    sums_up(host, demo, thread)
    asker.page.goto(demo.at(thread))
    assert "Somebody they know waits at the door." in text(asker.page)
    assert "This thread takes no more posts." in text(asker.page)
    draft = shares(peer, demo, thread, title)
    agrees(asker, demo)
    peer.page.goto(draft)
    assert "We found nobody awake" in peer.page.content()
    fits(peer.page)


def test_a_file_is_read_by_the_others_once_it_is_clean(somebody, demo, tmp_path):  # noqa: F811
    asker = Pointer(somebody(ASKER))
    thread = asks(asker, demo, "A plan for Thursdays", tmp_path)
    peer = somebody(PEER)
    for _try in range(200):  # the worker has much to do first
        peer.goto(demo.at(thread))
        link = peer.locator("main .post-files a")
        if link.count():
            break
        peer.wait_for_timeout(500)
    answer = peer.request.get(demo.at(link.get_attribute("href")))
    assert answer.status == 200 and b"Somebody at the desk" not in answer.body()
    outside = somebody()
    assert outside.request.get(demo.at(link.get_attribute("href"))).status == 404


def test_who_reads_is_told_of_a_post_that_came_meanwhile(somebody, demo, tmp_path):  # noqa: F811
    thread = asks(Pointer(somebody(ASKER)), demo, "News while reading", tmp_path)
    reader = somebody(OTHER)
    reader.clock.install()
    reader.goto(demo.at(thread))
    line = reader.locator("[data-news]")
    assert not line.is_visible()
    answers(Pointer(somebody(PEER)), demo, thread, "Here is one.")
    reader.clock.fast_forward(31_000)
    line.wait_for(state="visible")
    assert line.inner_text() == "1 new post"
    with reader.expect_navigation():
        line.get_by_role("link").click()
    assert "Here is one." in text(reader)


def test_a_hidden_room_is_nothing_to_a_member_who_is_not_in_it(somebody, demo):  # noqa: F811
    inside, outside = somebody(ASKER), somebody(OTHER)
    inside.goto(demo.at("/discussions/"))
    link = inside.locator("main").get_by_role("link", name="After the webinar on rumours").get_attribute("href")
    assert inside.goto(demo.at(link)).status == 200
    assert outside.goto(demo.at(link)).status == 404
    outside.goto(demo.at("/discussions/"))
    assert "rumours" not in text(outside)


def test_a_name_is_offered_to_who_writes_and_chosen_by_keyboard(somebody, demo, tmp_path):  # noqa: F811
    thread = asks(Pointer(somebody(ASKER)), demo, "Who else was there", tmp_path)
    page = somebody(PEER)
    page.goto(demo.at(thread))
    field, offered = page.locator("main [name=text]"), page.locator("[data-offered]")
    field.press_sequentially("I ask @fac")
    offered.get_by_role("button").first.wait_for(state="visible")
    name = offered.get_by_role("button").first.inner_text()
    page.keyboard.press("Escape")
    assert not offered.is_visible()
    field.press_sequentially("i")
    offered.get_by_role("button").first.wait_for(state="visible")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert field.input_value() == f"I ask @[{name}] "
    page.keyboard.type("what she thinks.")
    page.get_by_role("button", name="Send", exact=True).click()
    assert f"@{name} what she thinks." in text(page)


def test_an_answer_comes_back_after_the_session_was_lost_and_goes_once_it_is_sent(somebody, demo, state_of, tmp_path):  # noqa: F811
    thread = asks(Pointer(somebody(ASKER)), demo, "In a bad hour", tmp_path)
    page = somebody(PEER)
    hand, field = Pointer(page), page.locator("main form[data-keep] [name=text]")
    page.goto(demo.at(thread))
    field.press_sequentially("Words that nobody has read.")
    page.locator("main form[data-keep] [name=language]").select_option("fr")
    page.context.clear_cookies()
    hand.press("Send")
    page.context.add_cookies(state_of(PEER)["cookies"])
    page.goto(demo.at(thread))
    assert field.input_value() == "Words that nobody has read."
    page.goto(demo.at(f"{thread}?quote=1"))
    assert field.input_value().startswith("Words that nobody has read.\n\n> ")
    assert page.locator("main form[data-keep] [name=language]").input_value() == "fr"
    field.fill("Words that nobody has read.")
    hand.press("Send")
    assert text(page).count("Words that nobody has read.") == 1
    for address in (page.url, demo.at(thread)):
        assert field.input_value() == ""
        page.goto(address)
