"""How a result looks now, in the reader's language; what is not visible now has no card and is not shown.

An index that lags can lose a result or show its older words, never one that was taken back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from events.models import EventPage
from events.record import when
from members.cities.models import CityPage
from members.discussions.models import Post, Thread
from members.people.models import Profile
from network_site.themes import vocabulary
from network_site.themes.models import Theme
from practices import trust
from practices.models import PracticePage
from practices.resources.models import Resource

from . import notes, people, talk
from .analysis import spelled
from .query import ANYBODY, MEMBERS, PUBLIC


@dataclass(frozen=True)
class Card:
    """The rows of a kind that may be shown, and what of them is said anew in the reader's language."""

    rows: Callable[[frozenset[str]], QuerySet]
    said: Callable[..., dict] = lambda row: {}
    audience: str = PUBLIC  # the key a reader must have; "" where the rows themselves ask for the reader's keys


def city(page: CityPage) -> dict:
    return {"place": page.city.country.name}


def practice(page: PracticePage) -> dict:
    return {"place": trust.place_of(page), "signals": trust.signals(page)}


def theme(found: Theme) -> dict:
    return {"title": vocabulary.vocabulary().get(found.pk, found).label(), "theme": found}


def is_meant(found: Theme, beginning: str, language: str) -> bool:
    """False if a word with this beginning stands for the theme only in a language that the reader does not use."""
    terms = vocabulary.vocabulary().get(found.pk, found).terms.all()
    own = {language, settings.LANGUAGE_CODE}
    begins = {term.language for term in terms if any(word.startswith(beginning) for word in spelled(term.text).split())}
    return not begins or bool(begins & own) or any(word.startswith(beginning) for word in spelled(found.name).split())


CARDS: Mapping[type[Model], Card] = {
    PracticePage: Card(lambda viewer: PracticePage.objects.visible_to(None).with_trust(), practice),
    EventPage: Card(lambda viewer: EventPage.objects.visible_to(None), lambda page: {"place": when(page)}),
    Resource: Card(lambda viewer: Resource.objects.visible_to(None).only("pk")),
    CityPage: Card(lambda viewer: CityPage.objects.visible_to(None).with_place(), city),
    Theme: Card(lambda viewer: Theme.objects.only("pk", "name"), theme),
    Profile: Card(lambda viewer: people.listed(), people.card, MEMBERS),
    Thread: Card(lambda viewer: talk.of_spaces(talk.threads(), viewer, "space__key"), talk.thread_card, ""),
    notes.Note: Card(lambda viewer: notes.published()),
    Post: Card(lambda viewer: talk.of_spaces(talk.posts(), viewer, "thread__space__key"), talk.post_card, ""),
}
BY_LABEL = {model._meta.label_lower: card for model, card in CARDS.items()}


def cards(object_keys: Iterable[str], viewer: frozenset[str] = ANYBODY) -> dict[str, dict]:
    """For each of these objects that a reader with these keys may be shown now, what is said of it; one question for each kind of row."""
    by_label: dict[str, list[str]] = {}
    for key in object_keys:
        label, _mark, number = key.partition(":")
        by_label.setdefault(label, []).append(number)
    return {
        f"{label}:{row.pk}": BY_LABEL[label].said(row)
        for label, numbers in by_label.items()
        if label in BY_LABEL and BY_LABEL[label].audience in {*viewer, ""}
        for row in BY_LABEL[label].rows(viewer).filter(pk__in=numbers)
    }


def translated(label: str) -> str:
    """A field's label, kept in English in the index."""
    return _(label) if label else ""
