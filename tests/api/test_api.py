"""The public data: what each route tells, on purpose, and to whom."""

import pytest

from network_site.api import api

PRACTICE = {
    "id",
    "title",
    "claim",
    "summary",
    "depth",
    "language",
    "countries",
    "cities",
    "place_withheld",
    "themes",
    "target_groups",
    "prevention_levels",
    "running_state",
    "vetting",
    "evidence",
    "checked_on",
    "valid_until",
    "url",
}
PRACTICE_DETAIL = PRACTICE | {
    "lead_organisation",
    "problem",
    "what_is_done",
    "what_did_not_work",
    "may_not_fit",
    "safeguarding",
    "lessons",
    "building_blocks",
    "outcomes",
    "tried_in",
    "strengths",
    "cautions",
    "licence",
}
EVENT = {"id", "title", "kind", "phase", "series", "number_in_series", "starts_on", "starts_at", "time_zone", "place", "language", "url"}  # fmt: skip
CITY = {
    "name",
    "local_name",
    "slug",
    "country",
    "country_name",
    "region",
    "language",
    "latitude",
    "longitude",
    "population_band",
    "member_since",
    "membership",
    "introduction",
    "themes",
    "url",
}
RESOURCE = {
    "slug",
    "title",
    "original_title",
    "authors",
    "year",
    "publisher",
    "container",
    "kind",
    "languages",
    "link",
    "doi",
    "isbn",
    "abstract",
    "why_it_matters",
    "evidence_kind",
    "themes",
    "countries",
    "url",
}
THEME = {"slug", "name", "broader", "description", "url", "terms"}
ROUTES = {
    "/api/v1/practices/": PRACTICE,
    "/api/v1/practices/{key}": PRACTICE_DETAIL,
    "/api/v1/events/": EVENT,
    "/api/v1/events/{key}": EVENT | {"introduction", "speakers", "takeaways", "resources"},
    "/api/v1/cities/": CITY,
    "/api/v1/cities/{country}/{slug}": CITY,
    "/api/v1/resources/": RESOURCE,
    "/api/v1/resources/{slug}": RESOURCE,
    "/api/v1/themes/": THEME,
    "/api/v1/themes/{slug}": THEME,
    "/api/v1/search/": {
        "text",
        "total",
        "whole",
        "page",
        "pages",
        "limited",
        "notes",
        "also",
        "correction",
        "hits",
        "facets",
    },
}
LISTS = ("practices", "events", "cities", "resources", "themes")


def fields(schema: dict, document: dict) -> set[str]:
    """The names a response's rows hold, behind references, lists and pages."""
    while True:
        if "$ref" in schema:
            schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        elif schema.get("type") == "array":
            schema = schema["items"]
        elif set(schema["properties"]) == {"items", "count"}:
            schema = schema["properties"]["items"]
        else:
            return set(schema["properties"])


def test_every_route_tells_exactly_what_is_listed_here(client, home):
    """Whoever adds a field to a route adds it here too, and thinks of who may read it."""
    document = api.get_openapi_schema()
    told = {}
    for path, methods in document["paths"].items():
        assert set(methods) == {"get"}, path
        schema = methods["get"]["responses"][200]["content"]["application/json"]["schema"]
        told[path.replace("{int:key}", "{key}")] = fields(schema, document)
    assert told == ROUTES


def test_the_description_is_served_and_no_page_that_needs_another_host(client, home):
    response = client.get("/api/v1/openapi.json")
    assert (response.status_code, response.json()["info"]["title"]) == (200, "Causeway")
    assert client.get("/api/v1/docs", follow=True).status_code == 404


@pytest.mark.parametrize("name", (*LISTS, "search"))
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, home, name, method):
    assert getattr(client, method)(f"/api/v1/{name}/").status_code == 405


@pytest.fixture
def each(make_practice, make_event, make_resource, make_city, make_theme):
    """Makes one of each kind, shown or not."""

    def make(live: bool) -> dict[str, str]:
        city = make_city("Aktau", live=live)
        page, event, work = make_practice(live=live), make_event(live=live), make_resource(live=live)
        return {
            "practices": f"{page.pk}", "events": f"{event.pk}", "resources": work.slug, "cities": f"{city.country.code.lower()}/{city.slug}",
        }  # fmt: skip

    return make


def rows(client, name: str) -> list[dict]:
    body = client.get(f"/api/v1/{name}/").json()
    return body["items"] if isinstance(body, dict) else body


@pytest.mark.parametrize("live", [True, False], ids=["shown", "hidden"])
def test_what_is_shown_is_in_the_data_and_what_is_hidden_is_not(client, each, live):
    for name, key in each(live).items():
        assert len(rows(client, name)) == live, name
        assert client.get(f"/api/v1/{name}/{key}").status_code == (200 if live else 404), name


def test_a_hidden_thing_answers_like_one_that_never_was(client, each):
    hidden = client.get(f"/api/v1/practices/{each(False)['practices']}")
    missing = client.get("/api/v1/practices/999999")
    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content)


def test_rows_hold_the_listed_fields(client, each):
    for name in each(True):
        assert set(rows(client, name)[0]) == ROUTES[f"/api/v1/{name}/"], name


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=abc", "page=999999", "page_size=100000", "page_size=0", "page=%00", "nothing=1"],
)
def test_bad_pages_get_an_answer(client, each, name, query):
    each(True)
    assert client.get(f"/api/v1/{name}/?{query}").status_code in (200, 400, 404, 422)


def test_no_page_is_longer_than_a_hundred_rows(client, make_resource):
    for _number in range(101):
        make_resource()
    body = client.get("/api/v1/resources/?page_size=100000")
    assert body.status_code == 422 or len(body.json()["items"]) <= 100
    first = client.get("/api/v1/resources/").json()
    assert (first["count"], len(first["items"]) <= 100) == (101, True)
    second = client.get("/api/v1/resources/?page=2").json()["items"]
    assert second
    assert not {row["slug"] for row in first["items"]} & {row["slug"] for row in second}
