"""What an editor may have forgotten on a practice: hints, never refusals."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from . import choices
from .models import PracticePage
from .rules import faults

MOST_THEMES = 5


def hints(page: PracticePage) -> list[str]:
    """A sentence for each thing that would make the entry easier to find, to trust or to use."""
    unfinished = [] if page.live and not page.has_unpublished_changes else list(faults(page).values())
    return [*unfinished, *missing(page), *unlikely(page)]


def missing(page: PracticePage) -> Iterator[str]:
    if not page.claim:
        yield _("There is no line that says what it does, and for whom: cards and search results show only the title.")
    themes = page.theme_items.count()
    if not themes:
        yield _("Without a theme the entry stands on no theme page and in no filter.")
    if themes > MOST_THEMES:
        yield _("With more than five themes none of them says much; keep the closest.")
    if not page.what_did_not_work:
        yield _("“What did not work” is empty. It is what other cities ask for first.")
    if not page.place_withheld and not page.cities.count() and not page.country_id:
        yield _("Neither a city nor a country is chosen: nobody can find the entry by place.")
    if page.place_withheld and not page.country_id:
        yield _("The place is withheld and no country is chosen, so that readers see no place at all.")


def unlikely(page: PracticePage) -> Iterator[str]:
    if page.vetting == choices.Vetting.VETTED and not (page.checked_by and page.checked_on):
        yield _("It is marked as vetted, but not by whom or when.")
    measured = [block for block in page.outcomes if block.value["direction"] != choices.Direction.NOT_MEASURED]
    if page.evidence != choices.Evidence.E0 and not measured:
        yield _("The evidence level says that results were measured, but no outcome gives one.")
    if page.running_state == choices.RunningState.STOPPED and not page.why_ended:
        yield _("It was stopped early. Say why: that is worth as much as a success.")
