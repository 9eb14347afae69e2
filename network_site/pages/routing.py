"""From an address to a page, starting at what is remembered of the site instead of asking for it each time."""

import copy
from typing import Any

from django.http import Http404, HttpResponse
from wagtail.views import serve as serve_page

from .context import Frame, shell
from .gone import gone, was_withdrawn


def serve(request: Any, path: str) -> HttpResponse:
    """Answer with the page at an address.

    Finds the site, its language and its home page in memory and hands Wagtail the route it would have found itself
    with three more questions. A project with several sites is left to Wagtail.
    """
    site, home = shell().site, Frame(request).home
    if site and home:
        request._wagtail_site = site
        try:
            parts = [part for part in path.split("/") if part]
            request._wagtail_route_for_request = copy.copy(home).route(request, parts)
        except Http404:
            request._wagtail_route_for_request = None
            if was_withdrawn(request):
                return gone(request)
    return serve_page(request, path)
