"""One way in: checked whenever the project starts."""

import re
from collections.abc import Iterator

from django.contrib.auth import views as django_views
from django.core.checks import Error, register
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

OTHERS = (
    django_views.LoginView, django_views.PasswordResetView, django_views.PasswordResetConfirmView, django_views.PasswordChangeView,
)  # fmt: skip


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site with its pattern."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, before + str(entry.pattern))
        else:
            yield before + str(entry.pattern), entry


def other_ways_in() -> list[str]:
    """The addresses that lead to a sign-in, reset or password view which knows nothing of second factors.

    An address that an earlier pattern takes is no way in: it is asked where a path of its form really leads.
    """
    found = []
    for address, pattern in patterns(get_resolver()):
        if is_other(pattern.callback) and is_other(reached(address)):
            found.append(address)
    return found


def is_other(view) -> bool:
    kind = getattr(view, "view_class", None)
    return isinstance(kind, type) and issubclass(kind, OTHERS)


def reached(address: str):
    """The view that answers a path made of this pattern."""
    path = "/" + re.sub(r"<[^>]+>", "x-1", address).replace("^", "").replace("$", "")
    try:
        return resolve(path).func
    except Resolver404:
        return None


@register()
def one_way_in(app_configs, **kwargs) -> list[Error]:
    return [
        Error(
            f"“{address}” leads to a sign-in or password view beside our own.",
            hint="Unmount it or send it to account_login.",
            id="accounts.E001",
        )
        for address in other_ways_in()
    ]
