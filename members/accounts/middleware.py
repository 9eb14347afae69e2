"""What stands before every view: the door of the CMS, the second factor, and how long a session lasts."""

from collections.abc import Callable
from time import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.messages import warning
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from .context import begin_request
from .limits import exceeded
from .permissions import can_reach_cms, has_second_factor, is_staff_member, must_have_second_factor

Answer = Callable[[HttpRequest], HttpResponse]
CMS = "/admin/"
# Where the CMS itself lets everybody in: its way to our sign-in, and the sentences of its scripts.
OPEN_IN_CMS = ("/admin/login/", "/admin/logout/", "/admin/password_reset/")
TOUCH_SECONDS = 60
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


class RequestNumberMiddleware:
    """Gives every request a number, which the audit log writes beside what happened."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begin_request()
        return self.get_response(request)


class SessionLimitMiddleware:
    """Ends sessions that were left alone or are too old, on the server."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            idle, whole = settings.SESSION_LIMITS["staff" if is_staff_member(request.user) else "member"]
            now = int(time())
            begun, seen = request.session.setdefault("begun", now), request.session.get("seen", now)
            if now - seen > idle or now - begun > whole:
                logout(request)
                warning(request, _("You were signed out because this session had ended. Sign in again to go on."))
            elif now - seen > TOUCH_SECONDS or "seen" not in request.session:
                request.session["seen"] = now
        response = self.get_response(request)
        if (
            without_language(request.path) == settings.SIGN_OUT_PATH
            and request.method == "POST"
            and not request.user.is_authenticated
        ):
            response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


class DoorMiddleware:
    """The CMS does not exist for members; staff rooms show nothing but enrolment until a second factor is there."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and self.is_in_cms(request) and not can_reach_cms(user):
            raise Http404
        if (
            user.is_authenticated
            and self.is_staff_room(request)
            and must_have_second_factor(user)
            and not has_second_factor(user)
        ):
            warning(request, _("Set up a second factor first. These pages open once you have one."))
            return redirect("mfa_index")
        return self.get_response(request)

    def is_in_cms(self, request: HttpRequest) -> bool:
        return request.path.startswith(CMS) and not request.path.startswith(OPEN_IN_CMS)

    def is_staff_room(self, request: HttpRequest) -> bool:
        path = without_language(request.path)
        return path.startswith(tuple(settings.SECOND_FACTOR_SURFACES)) and not path.startswith(OPEN_IN_CMS)


class LimitMiddleware:
    """Answers what is asked too often with one sentence and the time after which to ask again."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        match = request.resolver_match
        found = exceeded(request, match.view_name) if match else None
        return too_many(request, found.seconds) if found else None


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """429, as a page or for programs as data."""
    response: HttpResponse
    if not request.path.startswith("/api/") and request.accepts("text/html"):
        response = render(request, "429.html", {"minutes": -(-seconds // 60)}, status=429)
    else:
        response = JsonResponse({"detail": _("Too many requests. Wait a little and ask again.")}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def without_language(path: str) -> str:
    """A path as it is in the network's first language."""
    _empty, first, *rest = path.split("/", 2)
    return "/" + "".join(rest) if first in LANGUAGES else path
