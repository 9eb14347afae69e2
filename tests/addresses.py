"""Every address of the site, read from the resolver itself."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def patterns(resolver=None, route: str = "", namespace: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """Each pattern below a resolver: its whole route, its name as `view_name` tells it, and the pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, here, inner)
        else:
            yield here, f"{namespace}{pattern.name}" if pattern.name else "", pattern


def site_views() -> dict[str, str]:
    """The names of all views outside the CMS, with their routes."""
    return {name or route: route for route, name, _pattern in patterns() if not route.startswith("admin/")}


def cms_views() -> dict[str, str]:
    return {name or route: route for route, name, _pattern in patterns() if route.startswith("admin/")}
