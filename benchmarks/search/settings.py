"""For the benchmarks of search: the suite's settings, with a model whose rows Wagtail's own search may look through."""

from network_site.settings.test import *  # noqa: F403
from network_site.settings.test import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.search.rows"]
LOGGING = {"version": 1, "disable_existing_loggers": True}
if DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5, "options": "-c statement_timeout=60000"}
