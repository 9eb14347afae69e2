"""Pages of several languages side by side."""

from collections.abc import Iterable
from typing import TypeVar

from django.conf import settings
from django.utils.translation import get_language

from .base import BasePage

P = TypeVar("P", bound=BasePage)


def readers_language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def foreign_language_of(page: BasePage) -> str:
    """The language of a page that is not in the reader's, for a `lang` attribute; empty where it is."""
    language = page.locale.language_code
    return "" if language == readers_language() else language


def one_of_each(pages: Iterable[P]) -> list[P]:
    """Of a page and its translations one, in the order given: the reader's language first, then the network's own."""
    wanted = [readers_language(), settings.LANGUAGE_CODE]
    chosen: dict = {}
    for page in pages:
        held = chosen.get(page.translation_key)
        if held is None or rank(page, wanted) < rank(held, wanted):
            chosen[page.translation_key] = page
    return list(chosen.values())


def rank(page: BasePage, wanted: list[str]) -> int:
    language = page.locale.language_code
    return wanted.index(language) if language in wanted else len(wanted)
