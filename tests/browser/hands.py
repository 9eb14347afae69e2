"""Two ways of filling in forms in a browser: by keyboard alone, and by pointing at things."""

import re

from .test_member_journeys import reach


class Keys:
    """Tab, letters, Space and Enter; what has the focus must show it."""

    def __init__(self, page) -> None:
        self.page = page

    def field(self, name: str, value: str = ""):
        chosen = f"[value='{value}']" if value else ""
        return self.page.locator(f"main [name='{name}']{chosen}")

    def write(self, name: str, text: str) -> None:
        reach(self.page, self.field(name))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def tick(self, name: str, value: str = "") -> None:
        reach(self.page, self.field(name, value))
        if not self.field(name, value).first.is_checked():
            self.page.keyboard.press("Space")

    def rate(self, name: str, value: str) -> None:
        """A group of radio buttons is one stop; arrows go on from its first."""
        radios = self.page.locator(f"main [name='{name}']")
        values = radios.evaluate_all("all => all.map(one => one.value)")
        reach(self.page, radios)
        self.page.keyboard.press("Space")
        for _step in range(values.index(value)):
            self.page.keyboard.press("ArrowDown")
        assert radios.nth(values.index(value)).is_checked()

    def choose(self, name: str, label: str) -> None:
        reach(self.page, self.field(name))
        self.page.keyboard.type(label)

    def press(self, words: str | re.Pattern[str], role: str = "button") -> None:
        reach(self.page, self.page.locator("main").get_by_role(role, name=words, exact=True))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


class Pointer(Keys):
    """A mouse or a finger; works without JavaScript too."""

    def write(self, name: str, text: str) -> None:
        self.field(name).first.fill(text)

    def tick(self, name: str, value: str = "") -> None:
        self.field(name, value).first.check()

    def rate(self, name: str, value: str) -> None:
        self.field(name, value).check()

    def choose(self, name: str, label: str) -> None:
        self.field(name).select_option(label=label)

    def press(self, words: str | re.Pattern[str], role: str = "button") -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role(role, name=words, exact=True).first.click()
