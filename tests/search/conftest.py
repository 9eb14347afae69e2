"""An index of a test's own."""

import pytest
from django.core.management import call_command

from search.engines import _engine

from ..work import work_off


@pytest.fixture
def worker(home, settings, tmp_path):
    """An empty, ready index; call it to let the worker do what is waiting."""
    settings.SEARCH_URL = f"tantivy://{tmp_path}"
    _engine.cache_clear()
    call_command("reindex", verbosity=0)
    yield work_off
    _engine.cache_clear()
