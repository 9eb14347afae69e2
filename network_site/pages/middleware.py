"""Answers that every request gets, whichever view it reaches."""

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _


class PlainAnswersMiddleware:
    """Turns requests that no view should see into one plain sentence, and keeps pages out of shared caches.

    A text with a NUL byte reaches PostgreSQL as an error; a wrong Host would be a stack of log lines. Both are 400.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponse(
                _("This site does not answer to that name."), status=400, content_type="text/plain; charset=utf-8"
            )
        if "\x00" in request.path:
            return HttpResponse(
                _("This address holds a character that no address can have."),
                status=400,
                content_type="text/plain; charset=utf-8",
            )
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            response["Cache-Control"] = "private, no-store"
        return response


class AdminPolicyMiddleware:
    """Loosens the content policy for the CMS alone, whose own pages carry inline scripts and styles."""

    LOOSER = {
        "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'self'"],
    }

    def __init__(self, get_response):
        self.get_response = get_response
        self.prefix = "/admin/"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(self.prefix):
            response._csp_replace = self.LOOSER
            response.xframe_options_exempt = False
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response
