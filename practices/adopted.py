"""What readers are told of adoptions: on the practice, on both cities and on the list of all of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, prefetch_related_objects

from members.accounts.permissions import is_member
from members.cities.directory import on_map, pages_of
from members.cities.models import City, CityPage
from network_site.pages.languages import one_of_each

from .adoptions import can_change, can_confirm
from .choices import AdoptionState, Recognition
from .measuring import Measured, measured
from .models import Adoption, PracticePage
from .models.page import visible_cities
from .trust import cities_of

MOST_ON_MAP = 500


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
    def measured(self) -> list[Measured]:
        return measured(self.adoption)

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


def tried_among(rows: Iterable[Row]) -> int:
    """How many cities put it to work, of those that everybody may know of, whoever is asking."""
    return len(
        {
            row.adoption.city_id
            for row in rows
            if row.city and row.adoption.was_tried and row.adoption.recognition == Recognition.CONFIRMED
        }
    )


def around_city(city: City, viewer) -> dict[str, list[Row]]:
    """What a city has taken up from others, and what others from it.

    The latter without practices whose place is withheld in any language: being listed would give it away.
    """
    visible = PracticePage.objects.visible_to(None)
    withheld = PracticePage.objects.filter(place_withheld=True).values("translation_key")
    keys = visible.from_city(city).exclude(translation_key__in=withheld).values("translation_key")
    rows = rows_of(ready(viewer).filter(Q(city=city) | Q(practice_key__in=keys)), viewer)
    return {
        "taken": [row for row in rows if row.adoption.city_id == city.pk],
        "given": [row for row in rows if row.adoption.city_id != city.pk],
    }


@dataclass(frozen=True)
class Journey:
    """One adoption with the places it came from, as far as they may be named."""

    row: Row
    origins: tuple[CityPage, ...]


def transfer_map() -> dict:
    """All public adoptions, the latest first, and the map of their cities with a line for each way."""
    latest = ready(None).order_by("-declared_at", "pk")[:MOST_ON_MAP]
    rows = [row for row in rows_of(latest, None) if row.city]
    practices = {row.practice.pk: row.practice for row in rows}
    prefetch_related_objects(list(practices.values()), Prefetch("cities", visible_cities()))
    withheld = set(
        PracticePage.objects.filter(
            place_withheld=True, translation_key__in={practice.translation_key for practice in practices.values()}
        ).values_list("translation_key", flat=True)
    )
    named = {
        key: [] if practice.translation_key in withheld else cities_of(practice) for key, practice in practices.items()
    }
    pages = {page.city_id: page for page in pages_of({city for cities in named.values() for city in cities})}
    journeys = [
        Journey(row, tuple(pages[city.pk] for city in named[row.practice.pk] if city.pk in pages)) for row in rows
    ]
    everywhere = {row.city.city_id: row.city for row in rows if row.city} | pages
    drawn = on_map(everywhere.values())
    placed = [page.city_id for page in drawn["city_pages"] if is_placed(page)]
    points = dict(zip(placed, drawn["points"], strict=True))
    ways = {(origin.city_id, one.row.adoption.city_id) for one in journeys for origin in one.origins}
    arcs = [arc(points[start], points[end]) for start, end in sorted(ways) if start in points and end in points]
    return drawn | {"journeys": journeys, "arcs": arcs}


def is_placed(page: CityPage) -> bool:
    return page.city.latitude is not None and page.city.longitude is not None


def arc(start: dict, end: dict) -> str:
    """A line bent upwards, so that ways there and back do not cover each other."""
    across, down = end["x"] - start["x"], end["y"] - start["y"]
    bend_x = (start["x"] + end["x"]) / 2 + down * 0.2
    bend_y = (start["y"] + end["y"]) / 2 - across * 0.2
    return f"M{start['x']:.1f} {start['y']:.1f}Q{bend_x:.1f} {bend_y:.1f} {end['x']:.1f} {end['y']:.1f}"
