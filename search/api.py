"""Search as data: the same question, answer and visibility as the page."""

from django.http import HttpRequest
from ninja import Router, Schema

from .results import results

router = Router()


class HitSchema(Schema):
    key: str
    kind: str
    title: str
    url: str
    language: str
    claim: str
    place: str
    parent: str
    snippet: str
    matched: str
    why: list[str]


class OptionSchema(Schema):
    value: str
    label: str
    count: int
    selected: bool


class FacetSchema(Schema):
    name: str
    label: str
    options: list[OptionSchema]


class SearchSchema(Schema):
    text: str
    total: int
    whole: int
    page: int
    pages: int
    limited: bool
    notes: list[str]
    also: list[str]
    correction: str
    hits: list[HitSchema]
    facets: list[FacetSchema]


@router.get("/", response=SearchSchema, summary="Search; parameters as in the address of the search page")
def search(request: HttpRequest):
    found = results(request.GET)
    absolute = request.build_absolute_uri
    return {
        "text": found.query.text, "total": found.total, "whole": found.whole, "page": found.query.page, "pages": found.pages, "limited": found.limited,
        "notes": found.notes, "also": list(found.also), "correction": found.correction, "facets": found.facets,
        "hits": [hit | {"url": absolute(hit["url"]), "snippet": "".join(text for text, _match in hit["snippet"])} for hit in found.hits],
    }  # fmt: skip
