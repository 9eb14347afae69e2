"""Answers of every kind, for tests that look at their headers."""

from django.http import HttpResponse
from django.urls import path

from network_site.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def too_many(request):
    return HttpResponse("Wait a little.", status=429)


def broken(request):
    raise RuntimeError("A fault of ours.")


def forgetful(request):
    """A new view whose author thought neither of caches nor of headers."""
    response = HttpResponse("somebody's own page")
    response["Cache-Control"] = "public, max-age=9999"
    response["X-Powered-By"] = "something"
    return response


urlpatterns = [
    path("too-many/", too_many),
    path("broken/", broken),
    path("forgetful/", forgetful, name="forgetful"),
    *urlpatterns,
]
