"""Practices as data: what their pages say, and nothing else."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from network_site.pages.listing import narrowed
from network_site.paging import Pages

from . import trust
from .filters import FILTERS
from .models import PracticePage

router = Router()


class BlockSchema(Schema):
    title: str
    purpose: str
    what_is_done: str
    needs: str
    lesson: str
    role: str


class OutcomeSchema(Schema):
    indicator: str
    direction: str
    measure: str
    baseline: str
    value: str
    date: str
    known: str


class PracticeSummary(Schema):
    id: int
    title: str
    claim: str
    summary: str
    depth: str
    language: str
    countries: list[str]
    cities: list[str]
    place_withheld: bool
    themes: list[str]
    target_groups: list[str]
    prevention_levels: list[str]
    running_state: str
    vetting: str
    evidence: str
    checked_on: str | None
    valid_until: str | None
    url: str

    @staticmethod
    def resolve_depth(page: PracticePage) -> str:
        return page.extent

    @staticmethod
    def resolve_language(page: PracticePage) -> str:
        return page.locale.language_code

    @staticmethod
    def resolve_countries(page: PracticePage) -> list[str]:
        return [country.code for country in trust.countries_of(page)]

    @staticmethod
    def resolve_cities(page: PracticePage) -> list[str]:
        return [city.name for city in trust.cities_of(page)]

    @staticmethod
    def resolve_themes(page: PracticePage) -> list[str]:
        return [theme.slug for theme in page.themes.all()]

    @staticmethod
    def resolve_checked_on(page: PracticePage) -> str | None:
        return page.checked_on.isoformat() if page.checked_on else None

    @staticmethod
    def resolve_valid_until(page: PracticePage) -> str | None:
        return page.valid_until.isoformat() if page.valid_until else None

    @staticmethod
    def resolve_url(page: PracticePage, context) -> str:
        return page.get_full_url(context["request"])


class PracticeDetail(PracticeSummary):
    lead_organisation: str
    problem: str
    what_is_done: str
    what_did_not_work: str
    may_not_fit: str
    safeguarding: str
    lessons: list[str]
    building_blocks: list[BlockSchema]
    outcomes: list[OutcomeSchema]
    tried_in: int
    strengths: str
    cautions: str
    licence: str

    @staticmethod
    def resolve_lead_organisation(page: PracticePage) -> str:
        return trust.lead_of(page)

    @staticmethod
    def resolve_tried_in(page: PracticePage) -> int:
        return trust.cities_that_tried(page)

    @staticmethod
    def resolve_lessons(page: PracticePage) -> list[str]:
        return [block.value for block in page.lessons]

    @staticmethod
    def resolve_building_blocks(page: PracticePage) -> list[dict]:
        return [strings(block.value) for block in page.building_blocks]

    @staticmethod
    def resolve_outcomes(page: PracticePage) -> list[dict]:
        return [strings(block.value) for block in page.outcomes]


def strings(value) -> dict[str, str]:
    return {name: str(part or "") for name, part in value.items()}


def practices():
    return PracticePage.objects.visible_to(None).with_card().order_by("-first_published_at", "pk")


class PracticeFilters(Schema):
    """Values of one filter are alternatives; filters narrow each other."""

    theme: list[str] = []
    target: list[str] = []
    level: list[str] = []
    evidence: list[str] = []
    vetting: list[str] = []
    country: list[str] = []
    state: list[str] = []
    language: str = ""


@router.get("/", response=list[PracticeSummary], summary="Published practices")
@paginate(Pages)
def list_practices(request: HttpRequest, filters: Query[PracticeFilters]):
    rows = practices().in_language(filters.language) if filters.language else practices()
    return narrowed(rows, FILTERS, filters.dict(exclude={"language"}))


@router.get("/{int:key}", response=PracticeDetail, summary="One practice")
def get_practice(request: HttpRequest, key: int):
    return get_object_or_404(practices(), pk=key)
