"""What is told on the site of events, each to whom it concerns and only while it is so."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.notifications.kinds import Told, notice_kind
from network_site.pages.languages import one_of_each

from . import telling
from .choices import STANDING, AttendeeState, Phase
from .models import Attendee, ClosedRecording, EventPage

Tells = Mapping[str, Told]
R, W = AttendeeState.REGISTERED, AttendeeState.WAITING


def always(page: EventPage) -> bool:
    return True


def ahead(page: EventPage) -> bool:
    return page.phase == Phase.ANNOUNCED and not page.called_off


@dataclass(frozen=True)
class Sentence:
    """A kind of notice to who stands so to an event, told while they do and the event is as it says."""

    kind: str
    words: Any
    states: tuple[AttendeeState, ...]
    holds: Callable[[EventPage], bool] = always


SENTENCES = (
    Sentence(telling.REGISTERED, gettext_lazy("You are registered for an event."), (R,)),
    Sentence(telling.WAITING, gettext_lazy("The event is full: you are on its waiting list."), (W,), ahead),
    Sentence(telling.MOVED_UP, gettext_lazy("A place has become free, and it is yours."), (R,)),
    Sentence(telling.APPROVED, gettext_lazy("The organisers say yes: you are registered."), (R,)),
    Sentence(telling.DECLINED, gettext_lazy("The organisers decline, and write why."), (AttendeeState.DECLINED,)),
    Sentence(telling.INVITED, gettext_lazy("You are invited to an event."), (AttendeeState.INVITED,), ahead),
    Sentence(telling.CHANGED, gettext_lazy("The time or the place of an event of yours has changed."), STANDING, ahead),
    Sentence(telling.TOMORROW, gettext_lazy("An event for which you registered is tomorrow."), (R,), ahead),
    Sentence(
        telling.RECORD,
        gettext_lazy("The record of an event for which you registered is there."),
        (R,),
        lambda page: bool(page.last_number),
    ),
)


def keys_of(user, targets: Iterable[str], states) -> list[str]:
    rows = Attendee.objects.visible_to(user).filter(user=user, event_key__in=list(targets), state__in=states)
    return [str(key) for key in rows.values_list("event_key", flat=True)]


def pages_of(keys: Iterable[str], user) -> dict[str, EventPage]:
    """The events that the reader may know of by their key, each in the reader's language."""
    texts = EventPage.objects.visible_to(user).filter(translation_key__in=list(keys)).select_related("locale")
    return {str(page.translation_key): page for page in one_of_each(texts)}


def told_of_own(sentence: Sentence, user, targets: Iterable[str]) -> Tells:
    found = pages_of(keys_of(user, targets, sentence.states), user)
    return {
        key: Told(str(sentence.words), page.title, page.get_url())
        for key, page in found.items()
        if sentence.holds(page)
    }


for _sentence in SENTENCES:
    notice_kind(_sentence.kind)(partial(told_of_own, _sentence))


@notice_kind(telling.RECORDING)
def recording(user, targets: Iterable[str]) -> Tells:
    """While it is there, and for this reader."""
    rows = ClosedRecording.objects.visible_to(user).filter(event_key__in=keys_of(user, targets, (R,)))
    found = pages_of([str(key) for key in rows.values_list("event_key", flat=True)], user)
    words = _("A recording of an event for which you registered is there.")
    return {key: Told(words, page.title, page.get_url()) for key, page in found.items()}


@notice_kind(telling.OFF)
def off(user, targets: Iterable[str]) -> Tells:
    """Of an event that was taken from the site nothing is named."""
    keys = keys_of(user, targets, STANDING)
    shown = pages_of(keys, user)
    words, gone = _("An event of yours does not take place."), _("An event of yours was taken from the site.")
    told = {key: Told(words, page.title, page.get_url()) for key, page in shown.items() if page.called_off}
    return told | {key: Told(gone, _("Event"), reverse("events:mine")) for key in keys if key not in shown}


@notice_kind(telling.ASKS)
def asks(user, targets: Iterable[str]) -> Tells:
    """To organisers, while somebody waits for their answer."""
    theirs = EventPage.objects.organised_by(user).order_by().values("translation_key")
    rows = Attendee.objects.visible_to(user).filter(state=AttendeeState.ASKED, event_key__in=list(targets))
    keys = {str(key) for key in rows.filter(event_key__in=theirs).values_list("event_key", flat=True)}
    words = _("Somebody asks to take part in an event and waits for an answer.")
    return {
        key: Told(words, page.title, reverse("events:attendees", args=[key]))
        for key, page in pages_of(keys, user).items()
    }
