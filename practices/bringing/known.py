"""The names a text may use for what the form chooses from lists: choices, themes, cities and countries, in every language."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import override

from members.cities.models import City, Country
from network_site.themes.vocabulary import vocabulary

from ..models import Submission
from .headings import folded


class Known:
    """What one writer's text may name; `cities` are those the writer may choose from."""

    def __init__(self, cities) -> None:
        self.cities: dict[str, set[int]] = {}
        self.country_of: dict[int, str] = {}
        for city in cities:
            self.country_of[city.pk] = city.country_id
            for name in filter(None, (city.name, city.local_name)):
                self.cities.setdefault(folded(name), set()).add(city.pk)
        self.lands: dict[str, str] | None = None
        self.themes: dict[str, int] | None = None

    def choices(self, name: str) -> dict[str, str]:
        return choices_of(name)

    def place(self, words: str) -> tuple[str, Any] | None:
        """A city of that one name, or a country; a name that two cities share names neither."""
        cities = self.cities.get(folded(words), set())
        if len(cities) == 1:
            return "city", next(iter(cities))
        if self.lands is None:
            self.lands = country_names()
        code = self.lands.get(folded(words))
        return ("country", code) if code else None

    def countries_of(self, cities: list[int]) -> set[str]:
        return {self.country_of[key] for key in cities}

    def theme(self, words: str) -> int | None:
        if self.themes is None:
            self.themes = {}
            for theme in vocabulary().values():
                for name in [theme.name, *(term.text for term in theme.terms.all() if term.kind != "avoid")]:
                    self.themes.setdefault(folded(name), theme.pk)
        return self.themes.get(folded(words))


@lru_cache(maxsize=64)
def choices_of(name: str) -> dict[str, str]:
    """The codes of a field by their labels in every language; where a label explains itself after a colon, by either half too."""
    field: Any = Submission._meta.get_field(name)
    found: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            for value, label in field.flatchoices:
                words = str(label)
                for way in (words, *words.split(":", 1)):
                    found.setdefault(folded(way), value)
    return found


def country_names() -> dict[str, str]:
    """The codes of all countries by their names in every language."""
    rows = list(Country.objects.all())
    found: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            for country in rows:
                found.setdefault(folded(country.name), country.code)
    return found


__all__ = ["City", "Known", "choices_of", "country_names"]
