"""What each part of a text fills in the form. Nothing is invented and nothing lost: what fits nowhere is left over, with the reason."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from network_site.pages.fields import MaxWordsValidator
from network_site.reading.document import Document

from ..steps import STEPS
from ..versions import field_of
from .cutting import Part
from .filled import LONGEST_TITLE, Filled, LeftOver
from .known import Known
from .ways import filler_of

OPENING = 120  # words; a longer beginning is no summary


def fill(titles: list[str], parts: Iterable[Part], *, extent: str, known: Known) -> Filled:
    """Give every part its place in the form, or leave it over. Of several titles the first counts."""
    filled = Filled()
    parts = list(parts)
    for title in titles:
        take_title(filled, title)
    asked = {name for step in STEPS for name in step.fields_for(extent)} | {"place"}
    for part in parts:
        if part.field == "title":
            continue
        if not part.paragraphs:
            if not part.field:
                filled.leave(part, "nowhere")
        elif not part.field:
            opening(filled, part, parts)
        elif part.field not in asked:
            filled.leave(part, "full")
        else:
            filler_of(part.field)(filled, part, known)
    return filled


def titles_of(typed: str, document: Document, own: str, parts: list[Part]) -> list[str]:
    """Every title of a text, the one that counts first: what was typed, what is said to be it, the first heading.

    What a file says of itself is often wrong, and asked only where nothing else is.
    """
    said = [typed, *(part.text for part in parts if part.field == "title"), own]
    found = list(dict.fromkeys(" ".join(title.split()) for title in said if title.strip()))
    return found or [" ".join(title.split()) for title in [document.title] if title.strip()]


def shortened(title: str) -> str:
    """A title as long as a title may be, cut at a word."""
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def take_title(filled: Filled, title: str) -> None:
    """The first title counts; one that had to be shortened stands whole among what is left over."""
    if "title" in filled.values:
        filled.left.append(LeftOver(str(_("Title")), title, "taken"))
        return
    filled.values["title"] = shortened(title)
    if filled.values["title"] != title:
        filled.left.append(LeftOver(str(_("Title")), title, "long"))


def opening(filled: Filled, part: Part, parts: list[Part]) -> None:
    """A short text before the first heading is the summary, where no other says to be one."""
    alone = not part.heading and not any(other.field == "summary" for other in parts)
    if alone and len(part.text.split()) <= OPENING and "summary" not in filled.values:
        filled.values["summary"] = part.text
    else:
        filled.leave(part, "nowhere")


def over_limit(name: str, text: str) -> tuple[int, int] | None:
    """How many words a text has, and how many its field takes, where that is more."""
    validators = field_of(name).validators
    limit = next((v.limit for v in validators if isinstance(v, MaxWordsValidator)), 0)
    count = len(text.split())
    return (count, limit) if limit and count > limit else None
