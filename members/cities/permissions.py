"""Who may do what with cities."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from .models import City


@cache
def speaker_rule(path: str) -> Callable[..., bool]:
    return import_string(path)


def can_edit_profile(user, city: City) -> bool:
    """Whether somebody speaks for a city: its focal point.

    Which city somebody works for is known further up, by the people; a setting names the function that tells it. Where
    no setting does, nobody edits a city's profile on the site.
    """
    if not user.is_authenticated or not user.is_active or not settings.CITY_SPEAKER:
        return False
    return speaker_rule(settings.CITY_SPEAKER)(user, city)


def can_read_needs(viewer) -> bool:
    """What a city needs and offers is told among members only."""
    return viewer is not None and viewer.is_authenticated and viewer.is_active
