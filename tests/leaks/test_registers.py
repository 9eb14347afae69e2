"""A new address, model or field of the API is a place where something may be told: its author says which surface it is (ACL-02)."""

import csv
from pathlib import Path

from django.apps import apps
from django.db import connection

from network_site.api import api

from ..addresses import site_views
from .surfaces import SURFACES

REGISTER = Path(__file__).parent.parent / "data" / "surfaces.csv"
CMS = "the CMS (everything below /admin/)"
HOW = "Add to tests/data/surfaces.csv, with the numbers of its surfaces in the leak matrix or “none, because …”:\n"


def register(kind: str) -> dict[str, str]:
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["surface"] for row in csv.DictReader(file) if row["kind"] == kind}


def fields_of_the_api() -> set[str]:
    schemas = api.get_openapi_schema()["components"]["schemas"]
    return {f"{name}.{field}" for name, schema in schemas.items() for field in schema.get("properties", {})}


def other_databases() -> set[str]:
    """Models that exist on one kind of database only."""
    return set() if connection.vendor == "sqlite" else {"wagtailsearch.SQLiteFTSIndexEntry"}


def assert_complete(kind: str, names: set[str]) -> None:
    known = set(register(kind)) - other_databases()
    assert not names - known, HOW + "\n".join(f"{kind},{name}," for name in sorted(names - known))
    assert not known - names, f"no longer there: {sorted(known - names)}"


def test_acl_02_every_address_is_a_surface_or_says_why_not():
    assert_complete("url", {*site_views(), CMS})


def test_acl_02_every_model_is_told_on_named_surfaces_or_on_none():
    assert_complete("model", {model._meta.label for model in apps.get_models()})


def test_acl_32_every_field_of_the_api_is_listed():
    assert_complete("field", fields_of_the_api())


def test_acl_02_surfaces_that_are_not_built_say_so():
    not_built = {int(name) for name in register("surface")}
    assert not_built | set(SURFACES) == set(range(1, 19))
    assert not not_built & set(SURFACES)


def test_acl_02_each_row_names_surfaces_of_the_matrix_or_a_reason():
    for kind in ("url", "model", "field", "surface"):
        for name, surface in register(kind).items():
            reason = surface.startswith("none, because ") and len(surface) > len("none, because ")
            numbers = all(part.isdigit() and int(part) in SURFACES for part in surface.split()) and bool(surface)
            assert reason or numbers, f"{name}: {surface}"
