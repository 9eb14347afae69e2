"""Old addresses lead on to new ones, but never to or from a page that is not for everybody."""

from copy import copy

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware as WagtailRedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import create_redirects
from wagtail.models import Page, Site

from .base import visible


def is_public(page: Page) -> bool:
    return visible(Page.objects.filter(pk=page.pk)).exists()


def keep_slug(instance: Page, instance_before: Page, **kwargs) -> None:
    keep_old_addresses(instance, instance_before)


def keep_path(instance: Page, url_path_before: str, url_path_after: str, **kwargs) -> None:
    if url_path_before == url_path_after:
        return
    before = copy(instance.specific)
    before.url_path = url_path_before
    keep_old_addresses(instance.specific, before)


def keep_old_addresses(page: Page, before: Page) -> None:
    """Rows for a page that anybody could and can read, and for those below it that anybody can; for no other."""
    if not before.live or not is_public(page):
        return
    create_redirects(page=page, page_old=before, sites=tuple(Site.objects.exclude(root_page=page)))
    made = Redirect.objects.filter(automatically_created=True, redirect_page__in=page.get_descendants())
    made.exclude(redirect_page__in=visible(Page.objects.all()).values("pk")).delete()


class RedirectMiddleware(WagtailRedirectMiddleware):
    """Whoever may not read the page where a redirect leads gets the answer of an address that never existed."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        answer = super().process_response(request, response)
        if answer is response:
            return answer
        asked = (request.get_full_path(), request.path)
        paths = {Redirect.normalise_path(path, decode_unicode=decoded) for path in asked for decoded in (True, False)}
        kept = Redirect.objects.filter(old_path__in=paths).exclude(redirect_page=None)
        hidden = kept.exclude(redirect_page__in=visible(Page.objects.all()).values("pk"))
        return response if hidden.exists() else answer
