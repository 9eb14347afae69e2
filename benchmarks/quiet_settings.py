"""The site as it is, without the limits that would stop a measurement, and with mail that goes nowhere."""

from network_site.settings.base import *  # noqa: F403
from network_site.settings.base import MIDDLEWARE

SECRET_KEY = "only for a database that is thrown away at once, and long enough for it"  # noqa: S105
ALLOWED_HOSTS = ["localhost"]
DEMO_LOGINS = False
MIDDLEWARE = [name for name in MIDDLEWARE if not name.endswith("LimitMiddleware")]
ACCOUNT_RATE_LIMITS = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "renditions": {"BACKEND": "network_site.pages.renditions.RenditionStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
