"""The vocabulary's synonyms, as stems: who searches for one word of a theme finds entries that use another."""

from collections.abc import Iterable

from django.core.cache import cache

from network_site.themes.models import ThemeTerm

from .analysis import stem

KEY = "search-synonyms"
SECONDS = 300


def synonyms() -> dict[str, frozenset[str]]:
    """For each stem the other single words of the same theme and language; read anew every five minutes."""
    found = cache.get(KEY)
    if found is None:
        rows = ThemeTerm.objects.exclude(kind=ThemeTerm.Kind.AVOID).values_list("theme_id", "language", "text")
        found = grouped(rows)
        cache.set(KEY, found, SECONDS)
    return found


def grouped(rows: Iterable[tuple[int, str, str]]) -> dict[str, frozenset[str]]:
    groups: dict[tuple[int, str], set[str]] = {}
    for theme, language, text in rows:
        if len(text.split()) == 1:
            groups.setdefault((theme, language), set()).add(stem(text, language))
    return {one: frozenset(group - {one}) for group in groups.values() if len(group) > 1 for one in group}
