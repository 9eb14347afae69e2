"""Builds the demonstration network out of its text files, by the same verbs that people's work goes through."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from events.models import EventPage
from members.cities.models import City
from network_site.pages.models import HomePage, NetworkSettings, StandardPage
from practices.models import PracticePage

from .attending import make_attending
from .network import Network
from .people import PEOPLE, make_person
from .prepare import prepare_network
from .questions import make_question
from .reading import BrokenContent, in_order, read_all
from .roles import DEMO_LOGINS, make_logins
from .spaces import make_space
from .submissions import make_submission

__all__ = ["DEMO_LOGINS", "OwnNetwork", "build", "is_built"]

LAST = ("en", "privacy")  # the page that is made last: where it stands, nothing was interrupted
Say = Callable[[str], None]


class OwnNetwork(Exception):
    """The database holds somebody's real network; invented content is not mixed into it."""


def is_built() -> bool:
    """True where the demonstration is complete, or the network is somebody's own."""
    if not HomePage.objects.exists():
        return False
    return holds_own_network() or StandardPage.objects.filter(locale__language_code=LAST[0], slug=LAST[1]).exists()


def holds_own_network() -> bool:
    if NetworkSettings.objects.filter(demonstration=True).exists():
        return False
    return any(model.objects.exists() for model in (PracticePage, EventPage, City))


def build(say: Say = lambda line: None) -> dict[str, str]:
    """Make whatever of the demonstration is missing and return the addresses of its pages by name.

    Each thing is made in a transaction of its own: an interrupted run is taken up where it stopped, and nothing
    that is there, changed or not, is touched.
    """
    if holds_own_network():
        raise OwnNetwork
    prepare_network(demonstration=True)
    if settings.DEMO_LOGINS:
        make_logins()
    network = Network()
    for name, entries, make in (
        ("cities", read_all("cities"), network.city),
        ("resources", list(rows("resources", "resource")), network.resource),
        ("practices", list(in_order(read_all("practices"), "derived_from", "translation_of")), network.practice),
        ("adoptions", list(rows("adoptions", "adoption")), network.adoption),
        ("events", read_all("events"), network.event),
        ("people", [(Path("people"), person) for person in PEOPLE if settings.DEMO_LOGINS], make_person),
        ("submissions", list(rows("submissions", "submission")) if settings.DEMO_LOGINS else [], make_submission),
        ("spaces", list(rows("spaces", "space")) if settings.DEMO_LOGINS else [], make_space),
        ("questions", list(rows("questions", "question")) if settings.DEMO_LOGINS else [], make_question),
        ("attending", list(rows("attending", "attending")) if settings.DEMO_LOGINS else [], make_attending),
        ("pages", sorted(read_all("pages"), key=lambda entry: place_of(entry[1])), network.page),
    ):
        each(name, entries, make, say)
    return network.addresses()


def place_of(page: dict) -> tuple[bool, bool]:
    """The order of pages: the network's first language, the other languages, and the very last."""
    return (page["language"], page["slug"]) == LAST, page["language"] != settings.LANGUAGE_CODE


def rows(folder: str, table: str) -> Iterator[tuple[Path, dict]]:
    """The rows of files that hold several things each."""
    for path, values in read_all(folder):
        yield from ((path, row) for row in values[table])


def each(name: str, entries: Sequence[tuple[Path, Any]], make: Callable[[Any], None], say: Say) -> None:
    """Make the things of one kind one by one, saying how far it has come."""
    for number, (path, values) in enumerate(entries, start=1):
        try:
            with transaction.atomic():
                make(values)
        except ValidationError as error:
            raise BrokenContent(f"{path.name}: {'; '.join(error.messages)}") from error
        except BrokenContent as error:
            raise BrokenContent(f"{path.name}: {error}") from error
        except (KeyError, TypeError) as error:
            raise BrokenContent(f"{path.name}: {error!r}") from error
        if number % 10 == 0 or number == len(entries):
            say(f"{name} {number}/{len(entries)}")
