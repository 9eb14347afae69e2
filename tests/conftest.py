"""Fixtures that every part of the suite may use."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings

from network_site import remembered

from . import builders
from .sharing import pytest_collection_modifyitems, pytest_xdist_make_scheduler  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent


def migrations_digest() -> str:
    """Changes when a migration or a requirement does, so that a kept test database is never an old one."""
    files = sorted(path for path in ROOT.glob("*/**/migrations/*.py") if ".venv" not in path.parts)
    digest = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@pytest.fixture(scope="session", autouse=True)
def _remembering():
    """What is remembered for half a minute would else run out in the middle of a slow test, and be asked for again."""
    remembered.SECONDS = 3600


@pytest.fixture(scope="session")
def django_db_modify_db_settings_parallel_suffix(request):
    """Keep the test database between runs under a name that tells which migrations it was made with."""
    from django.test.utils import override_settings  # noqa: F401  (settings must be ready before this import)
    from pytest_django.fixtures import _set_suffix_to_test_databases

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        folder = ROOT / "var" / "tests"
        folder.mkdir(parents=True, exist_ok=True)
        for stale in folder.glob("*.sqlite3*"):
            if migrations_digest() not in stale.name:
                stale.unlink(missing_ok=True)
        database.setdefault("TEST", {})["NAME"] = str(folder / f"{migrations_digest()}.sqlite3")
    else:
        database.setdefault("TEST", {})["NAME"] = f"test_causeway_{migrations_digest()}"
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    if worker:
        _set_suffix_to_test_databases(suffix=worker)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What the process remembers of one test's database is not true of the next."""
    from django.core.cache import cache

    from members.accounts.limits import LOCAL
    from network_site.remembered import forget

    LOCAL.clear()
    forget()
    cache.clear()


@pytest.fixture
def home(db):
    """The English home page with its sections."""
    return builders.make_home()


def _ready(maker):
    @pytest.fixture
    def fixture(home):
        return maker

    return fixture


make_city = _ready(builders.make_city)
make_country = _ready(builders.make_country)
make_theme = _ready(builders.make_theme)
make_practice = _ready(builders.make_practice)
make_event = _ready(builders.make_event)
make_resource = _ready(builders.make_resource)
make_page = _ready(builders.make_page)


@pytest.fixture
def staff(db, django_user_model):
    """An administrator who may do everything in the CMS, with a second factor."""
    return builders.with_second_factor(
        django_user_model.objects.create_superuser("admin@causeway.test", "a long enough password")
    )


@pytest.fixture
def cms(client, staff):
    """A browser signed in to the CMS as an administrator."""
    client.force_login(staff)
    return client
