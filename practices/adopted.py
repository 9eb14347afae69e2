"""What readers are told of adoptions: on the practice, on both cities and on the list of all of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from members.accounts.permissions import is_member
from members.cities.directory import pages_of
from members.cities.models import City, CityPage
from network_site.pages.languages import one_of_each

from .adoptions import can_change, can_confirm
from .choices import AdoptionState
from .models import Adoption, PracticePage


@dataclass(frozen=True)
class Row:
    """One adoption with the pages it is shown with; both are pages that the reader may open."""

    adoption: Adoption
    city: CityPage | None
    practice: PracticePage
    blocks: tuple[str, ...]
    contact: bool
    may_change: bool
    may_confirm: bool

    @property
    def stopped(self) -> bool:
        return self.adoption.state == AdoptionState.STOPPED


def rows_of(adoptions: Iterable[Adoption], viewer) -> list[Row]:
    """Adoptions ready to be shown, with a number of queries that does not grow with them."""
    found = list(adoptions)
    keys = {adoption.practice_key for adoption in found}
    texts = (
        list(PracticePage.objects.visible_to(None).filter(translation_key__in=keys).select_related("locale"))
        if keys
        else []
    )
    titles = {str(block.id): block.value["title"] for text in texts for block in text.building_blocks}
    practices = {text.translation_key: text for text in one_of_each(texts)}
    cities = {page.city_id: page for page in pages_of({adoption.city for adoption in found})}
    member = is_member(viewer)
    return [
        Row(
            adoption=adoption,
            city=cities.get(adoption.city_id),
            practice=practices[adoption.practice_key],
            blocks=tuple(titles[block] for block in adoption.blocks if block in titles),
            contact=member and adoption.may_be_contacted,
            may_change=member and can_change(viewer, adoption),
            may_confirm=member and can_confirm(viewer, adoption),
        )
        for adoption in found
        if adoption.practice_key in practices
    ]


def ready(viewer):
    return (
        Adoption.objects.visible_to(viewer).select_related("city__country").order_by("-was_tried", "city__name", "pk")
    )


def of_practice(practice: PracticePage, viewer) -> list[Row]:
    return rows_of(ready(viewer).of_practice(practice), viewer)


def by_city(city: City, viewer) -> list[Row]:
    """What a city has taken up from others."""
    return rows_of(ready(viewer).filter(city=city), viewer)


def from_city(city: City, viewer) -> list[Row]:
    """What others have taken up from a city; nothing of practices whose place is withheld in any language."""
    visible = PracticePage.objects.visible_to(None)
    withheld = PracticePage.objects.filter(place_withheld=True).values("translation_key")
    keys = visible.from_city(city).exclude(translation_key__in=withheld).values("translation_key")
    return rows_of(ready(viewer).filter(practice_key__in=keys).exclude(city=city), viewer)
