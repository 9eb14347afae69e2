"""One stylesheet out of its parts, without a build step."""

import gzip
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PARTS = ["tokens", "base", "layout", "components", "map", "print"]
NAME = "css/site.css"


class StylesheetFinder(BaseFinder):
    """Offers `css/site.css`: the parts of static/css in the order in which they lean on each other.

    The parts stay apart for those who edit them; a reader's browser asks once. The joined file is written anew
    whenever a part is younger, beside it a compressed copy for servers that look for one.
    """

    def __init__(self, app_names: list[str] | None = None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "joined")

    def check(self, **kwargs) -> list:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs):
        if path != NAME:
            return []
        joined = str(self.join())
        return [joined] if find_all else joined

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self.join()
        yield NAME, self.storage

    def join(self) -> Path:
        """Write the joined file where it is missing or old, and say where it is."""
        target = Path(self.storage.path(NAME))
        parts = [Path(str(finders.find(f"css/{part}.css"))) for part in PARTS]
        youngest = max(part.stat().st_mtime for part in parts)
        packed = target.with_name(target.name + ".gz")
        if packed.exists() and target.stat().st_mtime >= youngest:
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join(part.read_text(encoding="utf-8") for part in parts).encode()
        _replace(target, text)
        _replace(packed, gzip.compress(text, 9, mtime=0))
        return target


def _replace(target: Path, content: bytes) -> None:
    """Write a file that no other process ever sees half written."""
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(target)
