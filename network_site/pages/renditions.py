"""Where the pictures that pages show are kept: the one folder that is handed out by its path."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.functional import cached_property


class RenditionStorage(FileSystemStorage):
    @cached_property
    def base_location(self):
        return settings.RENDITIONS_ROOT


class GuardedStorage(FileSystemStorage):
    """Files that no address leads to; whoever may see one is asked by the view that hands it out."""

    @property
    def base_location(self):
        return settings.GUARDED_ROOT

    @property
    def location(self):
        return str(settings.GUARDED_ROOT)
