"""What the head and foot of every page need."""

from django.http import HttpRequest
from wagtail.models import Site

from .models import NetworkSettings


def network(request: HttpRequest) -> dict:
    """The network's settings, read once for each request and only when a template asks."""

    def settings():
        site = Site.find_for_request(request)
        return NetworkSettings.for_request(request) if site else NetworkSettings()

    return {"network": settings}
