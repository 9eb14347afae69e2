"""Who is close to somebody: people of their city, and whom other parts of the network name. Both see what is told to those alone."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

Named = Callable[[Any], QuerySet]
NAMED_BY: list[Named] = []


def names_close(function: Named) -> Named:
    """Make a function one of those that say, as a query of account keys, who is close to a member."""
    NAMED_BY.append(function)
    return function


def is_close(viewer) -> Q:
    """The condition on profiles under which their owners are close to a member."""
    from .models import Profile

    close = Q(city__in=Profile.objects.filter(user=viewer).exclude(city=None).values("city"))
    for named in NAMED_BY:
        close |= Q(user__in=named(viewer))
    return close


def close_to(viewer) -> frozenset[int]:
    """The accounts that are close to a member, asked once for each account object."""
    from .models import Profile

    if not hasattr(viewer, "_close"):
        viewer._close = frozenset(Profile.objects.filter(is_close(viewer)).values_list("user", flat=True))
    return viewer._close
