"""The indicators that a new network begins with."""

import tomllib
from pathlib import Path

from django.db import transaction

from network_site.themes.models import Theme

from .models import Indicator

LIBRARY = Path(__file__).parent / "data" / "indicators.toml"


@transaction.atomic
def load_library(path: Path = LIBRARY) -> int:
    """Add the indicators of a file that are missing, and say how many; what is there stays as editors left it."""
    added = 0
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["indicator"]:
        themes = entry.pop("themes")
        row, made = Indicator.objects.get_or_create(slug=entry["slug"], defaults=entry | {"live": True})
        if made:
            row.themes.set(Theme.objects.filter(name__in=themes))
            added += 1
    return added
