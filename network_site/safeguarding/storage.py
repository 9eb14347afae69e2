"""Folders named by settings, and the one of files that no address leads to."""

import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class SettledStorage(FileSystemStorage):
    """A folder named by a setting, which is asked each time: who changes the setting moves the folder."""

    setting = ""

    @property
    def base_location(self):
        return getattr(settings, self.setting)

    @property
    def location(self):
        return os.path.abspath(self.base_location)


class GuardedStorage(SettledStorage):
    """Files that no address leads to; whoever may see one is asked by the view that hands it out."""

    setting = "GUARDED_ROOT"


def guarded() -> GuardedStorage:
    return GuardedStorage()
