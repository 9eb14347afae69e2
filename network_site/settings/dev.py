"""For one's own machine: demo logins, loopback only, no secrets to set."""

from .base import *  # noqa: F403
from .base import DATA_DIR, STORAGES, env

SECRET_KEY = "development only, never used where anybody else can reach the site"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEMO_LOGINS = True
# Letters and lasting addresses lead to where `make run` listens.
WAGTAILADMIN_BASE_URL = (
    env("BASE_URL", default="") or f"http://{env('HOST', default='127.0.0.1')}:{env('PORT', default='8000')}"
)
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DATA_DIR.mkdir(parents=True, exist_ok=True)
