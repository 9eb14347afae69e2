"""A member on a telephone: signs in, reads the directory, changes their profile and sees how others see it."""

import pytest

from .conftest import follow

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def member(browser, demo):
    """A telephone on which the member from Lipovgrad has signed in by the form."""
    login = demo.login("member lipovgrad")
    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(demo.at("/account/"))
    page.fill("[name=login]", login["email"])
    page.fill("[name=password]", login["password"])
    follow(page.locator("form:has([name=login]) [type=submit]").first)
    yield page
    page.context.close()


def test_a_member_widens_one_field_and_sees_it_at_once(member, demo):
    member.goto(demo.at("/account/profile/"))
    member.select_option("[name=see_capacity]", "members")
    follow(member.get_by_role("button", name="Save my profile"))
    assert member.url == demo.at("/account/profile/seen/")
    assert member.get_by_text("Two hours a month").count() == 3


def test_a_member_follows_a_theme_and_comes_back_to_it(member, demo):
    member.goto(demo.at("/themes/trauma-care/"))
    follow(member.get_by_role("button", name="Follow this theme"))
    assert member.url == demo.at("/themes/trauma-care/")
    assert member.get_by_role("button", name="Stop following").count() == 1
    member.goto(demo.at("/account/"))
    assert member.locator(".follow-row").count() == 1


def test_a_member_reads_the_focal_points_profile_and_writes_to_them(member, demo):
    member.goto(demo.at("/members/"))
    follow(member.get_by_role("link", name="Focal point of Lipovgrad"))
    follow(member.get_by_role("link", name="Write a letter"))
    member.fill("[name=text]", "How did you begin?")
    follow(member.get_by_role("button", name="Send the letter"))
    assert member.get_by_text("Your letter is on its way").count() == 1
