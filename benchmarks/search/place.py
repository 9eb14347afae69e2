"""A place of its own for a benchmark: settings, an empty database and a folder that is thrown away."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

SETTINGS = "benchmarks.search.settings"


@contextmanager
def place(*, migrated: bool = False) -> Iterator[Path]:
    """Make Django ready on an empty database and give a folder; afterwards nothing is left of it.

    With `migrated` the tables are made by the site's migrations (a quarter of a minute), else straight from its models.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django

    django.setup()
    from django.conf import settings

    folder = Path(tempfile.mkdtemp(prefix="bench-search-"))
    try:
        make_tables(migrated)
        yield folder
    finally:
        from django.db import connections

        connections.close_all()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(Path(settings.MEDIA_ROOT).parent, ignore_errors=True)


def make_tables(migrated: bool) -> None:
    from django.apps import apps
    from django.core.management import call_command
    from django.test.utils import override_settings

    without = {} if migrated else {config.label: None for config in apps.get_app_configs()}
    with override_settings(MIGRATION_MODULES=without):
        call_command("migrate", run_syncdb=True, verbosity=0)


@contextmanager
def engine_at(url: str) -> Iterator:
    """The site's own engine for that SEARCH_URL."""
    from django.test.utils import override_settings

    from search.engines import get_engine

    with override_settings(SEARCH_URL=url):
        yield get_engine()


def set_apart(url: str) -> str:
    """The address of an Elasticsearch with a prefix for benchmarks, so that no site's index is ever touched."""
    parts = urlsplit(url)
    name = parts.path.strip("/") or "causeway"
    return urlunsplit(parts._replace(path="/" + (name if name.endswith("bench") else f"{name}-bench")))
