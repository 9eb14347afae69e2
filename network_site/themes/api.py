"""The vocabulary as data."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from ninja.pagination import paginate

from network_site.paging import Pages

from .models import Theme, ThemeTerm

router = Router()


class TermSchema(Schema):
    language: str
    kind: str
    text: str
    note: str


class ThemeSchema(Schema):
    slug: str
    name: str
    broader: str | None
    description: str
    url: str
    terms: list[TermSchema]

    @staticmethod
    def resolve_broader(theme: Theme) -> str | None:
        return theme.parent.slug if theme.parent else None

    @staticmethod
    def resolve_url(theme: Theme, context) -> str:
        return context["request"].build_absolute_uri(theme.get_absolute_url())

    @staticmethod
    def resolve_terms(theme: Theme) -> list[ThemeTerm]:
        return list(theme.terms.all())


@router.get("/", response=list[ThemeSchema], summary="All themes of the vocabulary")
@paginate(Pages)
def list_themes(request: HttpRequest):
    return Theme.objects.with_words().order_by("slug")


@router.get("/{slug}", response=ThemeSchema, summary="One theme")
def get_theme(request: HttpRequest, slug: str):
    return get_object_or_404(Theme.objects.with_words(), slug=slug)
