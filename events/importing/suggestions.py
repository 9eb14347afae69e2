"""Which of the network's themes and places a text speaks of; offered to the organiser, never decided."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import strip_tags

from members.cities.models import City
from network_site.themes.models import Theme

from .places import places_in

MOST = 4


def themes_in(text: str, language: str = "en") -> list[str]:
    """The slugs of the themes whose words a text uses, the most used first, at most four.

    A theme's words are its name, its labels and its synonyms in the text's language and in English.
    """
    words = [
        (theme.slug, term)
        for theme in Theme.objects.with_words()
        for term in {
            theme.name,
            *(t.text for t in theme.terms.all() if t.kind != "avoid" and t.language in (language, "en")),
        }
    ]
    return most_used(strip_tags(text), words)


def cities_in(text: str) -> list[City]:
    """The network's cities with a published page that a text names, in the order of their first mention."""
    cities = {str(city.pk): city for city in City.objects.visible_to(None)}
    names = {key: [name for name in (city.name, city.local_name) if name] for key, city in cities.items()}
    return [cities[key] for key in places_in(strip_tags(text), names)]


def most_used(text: str, words: Iterable[tuple[str, str]]) -> list[str]:
    """Count the words of each theme in a text, longer words before the shorter ones within them."""
    counts: dict[str, int] = {}
    rest = text.casefold()
    for slug, word in sorted(set(words), key=lambda pair: (-len(pair[1]), pair)):
        rest, found = whole_word(word.casefold()).subn(" ", rest)
        if found:
            counts[slug] = counts.get(slug, 0) + found
    return sorted(counts, key=lambda slug: (-counts[slug], slug))[:MOST]


@lru_cache(maxsize=2000)
def whole_word(word: str) -> re.Pattern:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
