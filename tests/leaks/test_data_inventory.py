"""Every field of every model says why it is kept, who sees it, for how long, and how it is exported and erased (PRIV-01)."""

import csv

from django.apps import apps
from django.conf import settings

from .test_registers import other_databases

INVENTORY = settings.BASE_DIR / "docs" / "data-inventory.csv"
COLUMNS = ["model", "field", "purpose", "ground", "level", "retention", "export", "erasure"]
# Models that are not of this project have one row for all their fields; ours have one for each.
OF_OTHERS = (
    "auth.",
    "contenttypes.",
    "django_tasks_database.",
    "sessions.",
    "simple_translation.",
    "taggit.",
    "wagtail",
)


def rows() -> list[dict[str, str]]:
    with INVENTORY.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fields() -> set[tuple[str, str]]:
    found = set()
    for model in apps.get_models():
        label = model._meta.label
        if label.startswith(OF_OTHERS) or model.__module__.startswith("allauth."):
            found.add((label, "*"))
        else:
            found |= {(label, field.name) for field in (*model._meta.local_fields, *model._meta.local_many_to_many)}
    return found


def test_priv_01_a_field_without_a_row_is_not_kept():
    known = {(row["model"], row["field"]) for row in rows() if row["model"] not in other_databases()}
    missing = sorted(fields() - known)
    assert not missing, "Add to docs/data-inventory.csv why it is kept, and the rest:\n" + "\n".join(
        f"{model},{field},,,,,," for model, field in missing
    )
    assert not known - fields(), f"no longer there: {sorted(known - fields())}"
    assert len({(row["model"], row["field"]) for row in rows()}) == len(rows())


def test_priv_01_each_row_answers_every_question():
    assert list(rows()[0]) == COLUMNS
    for row in rows():
        assert all(len(row[column].strip()) > 2 or row[column] == "*" for column in COLUMNS if column != "field"), row
        assert None not in row, row


def test_priv_01_what_is_told_to_members_or_fewer_is_not_called_public():
    levels = {(row["model"], row["field"]): row["level"] for row in rows()}
    assert levels["cities.CityPage", "needs"] == "members"
    assert levels["cities.CityPage", "offers"] == "members"
    assert levels["accounts.User", "email"].startswith("desk")
    assert levels["accounts.User", "password"] == "nobody"
