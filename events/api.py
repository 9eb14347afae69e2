"""Events as data. Speakers stand in it only as the event's attribution rule lets them be told."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.pagination import paginate

from network_site.paging import Pages

from .models import EventPage, Takeaway
from .plain import without_markup
from .record import speakers

router = Router()


class TakeawaySchema(Schema):
    number: int
    kind: str
    headline: str
    body: str
    themes: list[str]
    url: str

    @staticmethod
    def resolve_body(takeaway: Takeaway) -> str:
        return without_markup(takeaway.body)

    @staticmethod
    def resolve_themes(takeaway: Takeaway) -> list[str]:
        return [theme.slug for theme in takeaway.themes.all()]

    @staticmethod
    def resolve_url(takeaway: Takeaway, context) -> str:
        return f"{takeaway.page.get_full_url(context['request'])}#{takeaway.anchor}"


class EventSummary(Schema):
    id: int
    title: str
    kind: str
    phase: str
    series: str | None
    number_in_series: int | None
    starts_on: str | None
    starts_at: str | None
    time_zone: str
    place: str
    language: str
    url: str

    @staticmethod
    def resolve_phase(page: EventPage) -> str:
        return page.phase

    @staticmethod
    def resolve_series(page: EventPage) -> str | None:
        return page.series.slug if page.series else None

    @staticmethod
    def resolve_starts_on(page: EventPage) -> str | None:
        return page.starts_on.isoformat() if page.starts_on else None

    @staticmethod
    def resolve_starts_at(page: EventPage) -> str | None:
        return page.starts_at.isoformat("minutes") if page.starts_at else None

    @staticmethod
    def resolve_language(page: EventPage) -> str:
        return page.locale.language_code

    @staticmethod
    def resolve_url(page: EventPage, context) -> str:
        return page.get_full_url(context["request"])


class EventDetail(EventSummary):
    introduction: str
    speakers: list[str]
    takeaways: list[TakeawaySchema]
    resources: list[str]

    @staticmethod
    def resolve_introduction(page: EventPage) -> str:
        return without_markup(page.introduction)

    @staticmethod
    def resolve_speakers(page: EventPage) -> list[str]:
        return [", ".join(filter(None, [row["name"], row["rest"]])) for row in speakers(page)]

    @staticmethod
    def resolve_takeaways(page: EventPage) -> list[Takeaway]:
        return list(page.takeaways.prefetch_related("themes").select_related("page"))

    @staticmethod
    def resolve_resources(page: EventPage) -> list[str]:
        return [row.resource.slug for row in page.resource_list.select_related("resource") if row.resource.live]


def events():
    return EventPage.objects.visible_to(None).select_related("series", "locale").order_by("-starts_on", "pk")


class EventFilters(Schema):
    kind: str = ""
    series: str = ""
    theme: str = ""
    language: str = ""
    year: int | None = Field(None, ge=1, le=9999)


@router.get("/", response=list[EventSummary], summary="Published events")
@paginate(Pages)
def list_events(request: HttpRequest, filters: Query[EventFilters]):
    asked = {
        "kind": filters.kind, "series__slug": filters.series, "takeaways__themes__slug": filters.theme,
        "locale__language_code": filters.language, "starts_on__year": filters.year,
    }  # fmt: skip
    wanted = {name: value for name, value in asked.items() if value}
    if any("\x00" in value for value in wanted.values() if isinstance(value, str)):
        raise HttpError(400, "A filter holds a character that no value has.")
    return events().filter(**wanted).distinct()


@router.get("/{int:key}", response=EventDetail, summary="One event with what it taught")
def get_event(request: HttpRequest, key: int):
    return get_object_or_404(events(), pk=key)
