"""The bibliography as data."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from network_site.pages.listing import narrowed
from network_site.paging import Pages

from .filters import FILTERS
from .models import Resource

router = Router()


class AuthorSchema(Schema):
    family: str
    given: str
    organisation: str


class ResourceSchema(Schema):
    slug: str
    title: str
    original_title: str
    authors: list[AuthorSchema]
    year: int | None
    publisher: str
    container: str
    kind: str
    languages: list[str]
    link: str
    doi: str
    isbn: str
    abstract: str
    why_it_matters: str
    evidence_kind: str
    themes: list[str]
    countries: list[str]
    url: str

    @staticmethod
    def resolve_link(work: Resource) -> str:
        return work.url

    @staticmethod
    def resolve_authors(work: Resource) -> list:
        return list(work.authors.all())

    @staticmethod
    def resolve_themes(work: Resource) -> list[str]:
        return [theme.slug for theme in work.themes.all()]

    @staticmethod
    def resolve_countries(work: Resource) -> list[str]:
        return [country.code for country in work.countries.all()]

    @staticmethod
    def resolve_url(work: Resource, context) -> str:
        return context["request"].build_absolute_uri(work.get_absolute_url())


def works():
    return Resource.objects.visible_to(None).with_authors().prefetch_related("themes", "countries")


class ResourceFilters(Schema):
    """Values of one filter are alternatives; filters narrow each other."""

    theme: list[str] = []
    kind: list[str] = []
    evidence: list[str] = []
    language: list[str] = []
    country: list[str] = []
    year: list[int] = []


@router.get("/", response=list[ResourceSchema], summary="The shared bibliography")
@paginate(Pages)
def list_resources(request: HttpRequest, filters: Query[ResourceFilters]):
    asked = filters.dict() | {"year": [str(year) for year in filters.year]}
    return narrowed(works().order_by("-year", "title", "pk"), FILTERS, asked)


@router.get("/{slug}", response=ResourceSchema, summary="One work")
def get_resource(request: HttpRequest, slug: str):
    return get_object_or_404(works(), slug=slug)
