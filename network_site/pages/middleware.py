"""Answers that every request gets, whichever view it reaches."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from .caching import keep

# What no page of this site uses. Passkeys and copying to the clipboard stay with the site itself.
SWITCHED_OFF = (
    "accelerometer", "ambient-light-sensor", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
    "payment", "picture-in-picture", "screen-wake-lock", "serial", "usb", "web-share", "xr-spatial-tracking",
)  # fmt: skip
OURS_ALONE = ("clipboard-write", "publickey-credentials-create", "publickey-credentials-get")

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join([*(f"{name}=()" for name in SWITCHED_OFF), *(f"{name}=(self)" for name in OURS_ALONE)]),
    "Referrer-Policy": "same-origin",
}  # fmt: skip
# Addresses that hold no form. Elsewhere “no-referrer” would make browsers hide where a form comes from, and every form would
# be refused as a forgery; “same-origin” tells no other site anything either.
NO_FORMS = ("/documents/", "/media/", "/api/")
NEVER_TOLD = ("Server", "X-Powered-By")

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
LARGEST_REQUEST = 30 * 1024 * 1024  # bytes; the largest file that may be handed in, and the form around it


class HeadersMiddleware:
    """Puts the same headers on every answer: pages, refusals, errors, files of the design, feeds and data.

    It is the outermost middleware, so that an answer given by another one carries them too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(NO_FORMS):
            response["Referrer-Policy"] = "no-referrer"
        for name in NEVER_TOLD:
            del response[name]
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
            parts += ["includeSubDomains"] if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else []
            response["Strict-Transport-Security"] = "; ".join(parts)
        keep(request, response)
        return response


def plain(text: str, status: int, **headers: str) -> HttpResponse:
    """One sentence and nothing else."""
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8", headers=headers)


class PlainAnswersMiddleware:
    """Turns requests that no view should see into one plain sentence.

    A text with a NUL byte reaches PostgreSQL as an error; a wrong Host would be a stack of log lines. Both are 400.
    A method that no page has is 405, a request larger than anything that can be handed in is 413.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return plain("", 400)  # whose name it is not has nothing to tell (HDR-14)
        if "\x00" in request.path:
            return plain(_("This address holds a character that no address can have."), 400)
        if request.method not in METHODS:
            return plain(_("This site does not know that kind of request."), 405, Allow=", ".join(METHODS))
        if size_told(request) > LARGEST_REQUEST:
            return plain(_("This is larger than anything that can be handed in here (30 MB)."), 413)
        return self.get_response(request)


def size_told(request: HttpRequest) -> int:
    """How many bytes the request says it has; a figure that is none counts as nothing, for the server reads none."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() and len(told) < 20 else 0


class AdminPolicyMiddleware:
    """Loosens the content policy for the CMS alone, whose own pages carry inline scripts and styles.

    What is listed replaces the site's strict directive of that name; every other stays as strict as on the site.
    `docs/security.md` says why each is needed.
    """

    LOOSER = {
        "script-src": ["'self'", "'unsafe-inline'"],
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
            self.let_be_framed(response)
            response._csp_replace = self.LOOSER
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    @staticmethod
    def let_be_framed(response: HttpResponse) -> None:
        """A previewed page comes with the site's own strict policy; it keeps it, and may stand beside the editor."""
        strict = response.headers.get("Content-Security-Policy")
        if strict:
            response["Content-Security-Policy"] = strict.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
