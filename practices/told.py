"""Who hears of adoptions: those who speak for the cities on both sides, that something happened and never what."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone

from members.accounts.choices import Status
from members.accounts.roles import Role
from members.notifications.actions import notify_all
from members.notifications.choices import Wish

from .choices import Recognition
from .models import Adoption, PracticePage

DECLARED, ANSWERED, ADOPTED_CHANGED = "adoption-declared", "adoption-answered", "adopted-changed"


def speakers_of(cities: Iterable[int | None]) -> QuerySet:
    """The focal points of some cities."""
    people = get_user_model().objects.filter(status=Status.APPROVED, groups__name=Role.FOCAL_POINT.value)
    return people.filter(profile__city__in=[city for city in cities if city]).distinct()


def loud(people: Iterable) -> dict:
    return dict.fromkeys(people, Wish.AT_ONCE)


def tell_owners(adoption: Adoption) -> None:
    """A city took up a practice: the cities it is openly from are asked for their word."""
    pages = PracticePage.objects.of_keys([adoption.practice_key])
    if pages.filter(place_withheld=True).exists():
        return  # a notice would tell them that the place is theirs
    owners = speakers_of(pages.values_list("cities", flat=True)).exclude(profile__city=adoption.city_id)
    notify_all(DECLARED, loud(owners), target=str(adoption.key), cause=f"adoption:{adoption.key}")


def tell_city(adoption: Adoption) -> None:
    """The owner said whether they recognise it."""
    cause = f"adoption:{adoption.key}:{adoption.recognition}:{timezone.localdate()}"
    notify_all(ANSWERED, loud(speakers_of([adoption.city_id])), target=str(adoption.key), cause=cause)


def tell_adopters(practice_key: UUID, cause: str) -> None:
    """A practice was changed, hidden or put into the archive: the cities that took it up hear it."""
    rows = Adoption.objects.filter(practice_key=practice_key).exclude(recognition=Recognition.REFUSED)
    cities = rows.values_list("city", flat=True)
    notify_all(ADOPTED_CHANGED, loud(speakers_of(cities)), target=str(practice_key), cause=cause)
