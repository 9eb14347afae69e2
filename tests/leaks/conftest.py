"""One network for the whole matrix: its cells ask what was seen, and nothing is built twice."""

import pytest
from django.db import transaction
from django.test import override_settings

from search.engines import _engine

from .secrets import SECRETS
from .worlds import build


def asked_for(items) -> list[str]:
    """The secrets that the tests of this run ask about."""
    rows = [
        item.callspec.params["row"] for item in items if hasattr(item, "callspec") and "row" in item.callspec.params
    ]
    return [secret for secret in SECRETS if any(isinstance(row, dict) and row.get("secret") == secret for row in rows)]


@pytest.fixture(scope="package")
def worlds(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """What every role is told on every surface, with and without each secret; the database is left as it was."""
    folder = tmp_path_factory.mktemp("leaks")
    overrides = {
        "SEARCH_URL": f"tantivy://{folder}/index", "MEDIA_ROOT": f"{folder}/media", "RENDITIONS_ROOT": f"{folder}/renditions",
    }  # fmt: skip
    with django_db_blocker.unblock(), override_settings(**overrides):
        outer = transaction.atomic()
        outer.__enter__()
        try:
            found = build(_engine.cache_clear)
            for secret in asked_for(request.session.items):
                found.look(secret)
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
            _engine.cache_clear()
    return found
