"""For the test suite: quick hashing, files and index in a folder that the run throws away."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES

SECRET_KEY = "tests only"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
DEMO_LOGINS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
VIRUS_SCANNER = ""
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

_folder = tempfile.TemporaryDirectory(prefix="causeway-test-", ignore_cleanup_errors=True)  # goes with the process
_scratch = Path(_folder.name)
MEDIA_ROOT = _scratch / "media"
ERASURE_LIST = str(_scratch / "erasures.txt")
RENDITIONS_ROOT = _scratch / "renditions"
SEARCH_URL = f"tantivy://{_scratch / 'search'}"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["NAME"] = _scratch / "causeway.sqlite3"
else:  # a test holds one transaction, and may leave it alone for longer than a request ever does
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5}
