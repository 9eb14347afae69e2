"""Settings that are safe for production; the overlays beside this file only loosen what they must.

Every value an operator may change is read from the environment and listed in `.env.example`.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from .accounts import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

# -- who we are -------------------------------------------------------------------------------------------
SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = False
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # X-Frame-Options is sent by HeadersMiddleware, on files and errors too
    "security.W021",  # whether browsers may be told of the name for good is for its owner to decide
]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
WAGTAIL_SITE_NAME = "Causeway"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="") or "http://127.0.0.1:8000"
ROOT_URLCONF = "network_site.urls"
WSGI_APPLICATION = "network_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "network_site.demo",
    "search",
    "events",
    "practices",
    "practices.resources",
    "members.asking",
    "members.discussions",
    "members.people",
    "members.notifications",
    "members.cities",
    "network_site.pages",
    "network_site.safeguarding",
    "network_site.themes",
    "members.accounts",
    "network_site.mail",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_countries",  # for the names of countries in every language
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "network_site.pages.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "network_site.pages.middleware.PlainAnswersMiddleware",
    "members.accounts.middleware.RequestNumberMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "network_site.pages.middleware.AdminPolicyMiddleware",
    "network_site.pages.redirects.RedirectMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "members.accounts.middleware.SessionLimitMiddleware",
    "members.accounts.middleware.DoorMiddleware",
    "members.accounts.middleware.LimitMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "network_site.pages.context.network",
            ],
        },
    }
]

# -- data -------------------------------------------------------------------------------------------------
DATA_DIR = Path(env("DATA_DIR", default="") or BASE_DIR / "var")
DATABASES = {
    "default": env.db_url_config(env("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'causeway.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # The web server and the worker write to one file: readers must not wait for the writer (WAL), and a
    # transaction that will write must say so at its start, or SQLite fails it without waiting.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "options": "-c statement_timeout=10000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000",
    }

# Tasks are rows written in the transaction of the change they follow from.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}
# Who has left, as keyed hashes: kept outside the database, so that a restored backup does not bring anybody back.
ERASURE_LIST = env("ERASURE_LIST", default="") or str(DATA_DIR / "erasures.txt")
BACKUP_DAYS = env.int("BACKUP_DAYS", default=35)  # how long a backup is kept; named wherever something is erased
SEARCH_URL = env("SEARCH_URL", default="") or f"tantivy://{DATA_DIR / 'search'}"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}  # the CMS's own listings
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# -- languages --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("es", _("Spanish")), ("ar", _("Arabic")), ("ru", _("Russian"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]

# -- files ------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site is invited to read anything here
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "network_site.pages.stylesheet.StylesheetFinder",
]
# What was handed in lies where no address leads; only the pictures made for pages are handed out under /media/.
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
RENDITIONS_ROOT = DATA_DIR / "renditions"
GUARDED_ROOT = DATA_DIR / "guarded"  # files with submissions; one view hands them out
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "renditions": {"BACKEND": "network_site.pages.renditions.RenditionStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WAGTAILIMAGES_IMAGE_MODEL = "pages.NetworkImage"
WAGTAILDOCS_DOCUMENT_MODEL = "pages.NetworkDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "network_site.pages.image_form.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "srt", "txt", "vtt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # a PDF too is saved and not opened in the site's own name
VIRUS_SCANNER = env("VIRUS_SCANNER", default="")
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a practice with many building blocks in the CMS editor

# -- the CMS ----------------------------------------------------------------------------------------------
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # would send a hash of each editor's address to a third party
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict] = []  # recordings are click-to-load links; nothing is embedded from elsewhere
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILREDIRECTS_AUTO_CREATE = False  # network_site/pages/redirects.py makes them, for public pages only
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# Tells whether somebody speaks for a city and may edit its profile on the site; empty: nobody may.
CITY_SPEAKER = "members.people.permissions.is_focal_point"
LANGUAGE_OF_READER = "members.notifications.preferences.language_of"
TAGGIT_CASE_INSENSITIVE = True
TAG_SPACES_ALLOWED = True

# -- what browsers are told -------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [NONE],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "media-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
EMAIL_CONFIG = env.email_url_config(env("EMAIL_URL", default="") or "consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="") or "Causeway <no-reply@localhost>"

# Answered under /.well-known/security.txt; left out while nobody has said where reports go.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {number}: {message}", "style": "{"}},
    "filters": {"numbered": {"()": "members.accounts.context.Numbered"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["numbered"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django_tasks_db": {"level": "WARNING"},
        "pypdf": {"level": "CRITICAL"},  # it reports damaged files on its own; our readers say it in one sentence
    },
}
