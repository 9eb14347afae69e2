"""Addresses of what was withdrawn: they say that, all in the same words, and never what it was."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from .models import WithdrawnAddress


def digest(path: str) -> str:
    return hashlib.sha256(path.strip("/").encode()).hexdigest()


def leave_address(page: Page) -> None:
    """From now on the page's address, if nothing else stands there, answers that it was withdrawn."""
    address = page.get_url()
    if address:
        WithdrawnAddress.objects.get_or_create(digest=digest(address))


def take_address_back(page: Page) -> None:
    WithdrawnAddress.objects.filter(digest=digest(page.get_url() or "")).delete()


def was_withdrawn(request: HttpRequest) -> bool:
    return WithdrawnAddress.objects.filter(digest=digest(request.path)).exists()


def gone(request: HttpRequest) -> HttpResponse:
    """The same bytes for everything that was withdrawn, whoever asks."""
    return render(request, "410.html", status=410)
