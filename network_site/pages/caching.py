"""Which answers may be kept by others than the reader's own browser: a closed list, as data.

Everything that is not in it is sent `private, no-store`. What is in it is kept only for a reader without a session, only
when it sets no cookie, and never longer than a withdrawal may take where it tells of things that can be withdrawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

PRIVATE = "private, no-store"
WITHDRAWAL = 60  # seconds; what was taken back may stand in a cache no longer than this


@dataclass(frozen=True)
class Keeping:
    """How long a view's answer may be kept, and why anybody may have it."""

    seconds: int
    why: str


# The names of views as the resolver knows them.
MAY_BE_KEPT = {
    "pages:robots": Keeping(3600, "the same few lines for everybody"),
    "pages:security-txt": Keeping(3600, "where weaknesses are reported; meant to be spread"),
    "sitemap": Keeping(WITHDRAWAL, "public addresses, made for crawlers"),
    "sitemap-section": Keeping(WITHDRAWAL, "public addresses, made for crawlers"),
    "theme-feed": Keeping(WITHDRAWAL, "what anybody may read; feed readers ask often"),
    "practices:feed": Keeping(WITHDRAWAL, "what anybody may read; feed readers ask often"),
    "events:feed": Keeping(WITHDRAWAL, "what anybody may read; feed readers ask often"),
    "events:coming-calendar": Keeping(WITHDRAWAL, "what anybody may read; calendars ask often"),
    "resources:feed": Keeping(WITHDRAWAL, "what anybody may read; feed readers ask often"),
    "api:openapi-json": Keeping(3600, "describes the API; holds nobody's data"),
    "renditions": Keeping(WITHDRAWAL, "pictures of public pages under names that cannot be guessed"),
}
STATIC = "public, max-age=3600"


def keep(request: HttpRequest, response: HttpResponse) -> None:
    """Say how long the answer may be kept, whatever the view has said about it."""
    if is_static(request, response):
        response.headers.setdefault("Cache-Control", STATIC)
        return
    match = getattr(request, "resolver_match", None)
    keeping = MAY_BE_KEPT.get(match.view_name) if match else None
    if keeping and may_be_shared(request, response):
        response["Cache-Control"] = f"public, max-age={keeping.seconds}"
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return
    response["Cache-Control"] = PRIVATE
    del response["Expires"]


def may_be_shared(request: HttpRequest, response: HttpResponse) -> bool:
    """True for a plain answer to a reader of whom the site knows nothing."""
    return (
        request.method in ("GET", "HEAD")
        and response.status_code in (200, 304)
        and not response.cookies
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def is_static(request: HttpRequest, response: HttpResponse) -> bool:
    """True for a file of the site's own design, which is the same for everybody and no view's answer."""
    return (
        request.path.startswith(settings.STATIC_URL)
        and getattr(request, "resolver_match", None) is None
        and response.status_code in (200, 206, 304)
    )


def unknown(names: Iterable[str]) -> set[str]:
    """The names of the list that no view has any more."""
    return set(MAY_BE_KEPT) - set(names)
