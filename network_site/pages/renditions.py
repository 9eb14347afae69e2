"""Where the pictures that pages show are kept: the one folder that is handed out by its path."""

from django.conf import settings
from django.views.static import serve

from network_site.safeguarding.storage import SettledStorage


class RenditionStorage(SettledStorage):
    setting = "RENDITIONS_ROOT"


def serve_rendition(request, path: str):
    """Hand out a picture; for development only, where no web server does it."""
    return serve(request, path, document_root=str(settings.RENDITIONS_ROOT))
