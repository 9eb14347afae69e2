"""Where the pictures that pages show are kept: the one folder that is handed out by its path."""

import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.views.static import serve


class SettledStorage(FileSystemStorage):
    """A folder named by a setting, which is asked each time: who changes the setting moves the folder."""

    setting = ""

    @property
    def base_location(self):
        return getattr(settings, self.setting)

    @property
    def location(self):
        return os.path.abspath(self.base_location)


class RenditionStorage(SettledStorage):
    setting = "RENDITIONS_ROOT"


class GuardedStorage(SettledStorage):
    """Files that no address leads to; whoever may see one is asked by the view that hands it out."""

    setting = "GUARDED_ROOT"


def serve_rendition(request, path: str):
    """Hand out a picture; for development only, where no web server does it."""
    return serve(request, path, document_root=str(settings.RENDITIONS_ROOT))
