"""The whole vocabulary in memory: some dozens of terms that every page names."""

from collections.abc import Iterable

from network_site.remembered import Remembered

from .models import Theme


def read() -> dict[int, Theme]:
    return {theme.pk: theme for theme in Theme.objects.with_words()}


vocabulary = Remembered(read)


def themes_of(items: Iterable) -> list[Theme]:
    """The themes of tagging rows (`page.theme_items.all()`), with their words and broader themes, without a question."""
    known = vocabulary()
    return [known[item.tag_id] for item in items if item.tag_id in known]


def choices() -> list[tuple[str, str]]:
    """Every theme as (slug, label), sorted as the reader's language has it."""
    return sorted(((theme.slug, theme.label()) for theme in vocabulary().values()), key=lambda pair: pair[1].casefold())
