"""Cities as data: those with a published page, and of each what its page says."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from ninja.pagination import paginate

from network_site.paging import Pages

from .models import CityPage

router = Router()


class CitySchema(Schema):
    name: str
    local_name: str
    slug: str
    country: str
    country_name: str
    region: str
    language: str
    latitude: float | None
    longitude: float | None
    population_band: str | None
    member_since: int | None
    membership: str
    introduction: str
    themes: list[str]
    url: str

    @staticmethod
    def resolve_name(page: CityPage) -> str:
        return page.city.name

    @staticmethod
    def resolve_local_name(page: CityPage) -> str:
        return page.city.local_name

    @staticmethod
    def resolve_country(page: CityPage) -> str:
        return page.city.country_id

    @staticmethod
    def resolve_country_name(page: CityPage) -> str:
        return page.city.country.name

    @staticmethod
    def resolve_region(page: CityPage) -> str:
        return page.city.country.region

    @staticmethod
    def resolve_language(page: CityPage) -> str:
        return page.locale.language_code

    @staticmethod
    def resolve_latitude(page: CityPage) -> float | None:
        return page.city.latitude

    @staticmethod
    def resolve_longitude(page: CityPage) -> float | None:
        return page.city.longitude

    @staticmethod
    def resolve_population_band(page: CityPage) -> str | None:
        return page.city.population_band

    @staticmethod
    def resolve_member_since(page: CityPage) -> int | None:
        return page.city.member_since

    @staticmethod
    def resolve_membership(page: CityPage) -> str:
        return page.city.membership

    @staticmethod
    def resolve_themes(page: CityPage) -> list[str]:
        return [theme.slug for theme in page.themes.all()]

    @staticmethod
    def resolve_url(page: CityPage, context) -> str:
        return page.get_full_url(context["request"])


def cities(request: HttpRequest):
    return CityPage.objects.visible_to(None).with_place().prefetch_related("themes").order_by("path")


@router.get("/", response=list[CitySchema], summary="Cities with a published page")
@paginate(Pages)
def list_cities(request: HttpRequest, country: str = "", language: str = ""):
    pages = cities(request)
    if country:
        pages = pages.filter(city__country_id=country.upper())
    return pages.in_language(language) if language else pages


@router.get("/{country}/{slug}", response=CitySchema, summary="One city")
def get_city(request: HttpRequest, country: str, slug: str, language: str = "en"):
    return get_object_or_404(cities(request).in_language(language), city__country_id=country.upper(), city__slug=slug)
