"""What threads are about. The things live higher up in the house; each part names its kind and says who may know of one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from members.cities.models import CityPage
from network_site.pages.languages import one_of_each
from network_site.themes.models import Theme

from .models import Thread

Find = Callable[[str, Any], "Thing | None"]


@dataclass(frozen=True)
class Thing:
    """Something that can be talked about, as its reader may know it."""

    kind: str
    key: str
    title: str
    url: str


FINDS: dict[str, Find] = {}


def about_kind(kind: str):
    """Make a function the way to find a thing of a kind by its key, for a viewer."""

    def keep(find: Find) -> Find:
        FINDS[kind] = find
        return find

    return keep


def thing_of(kind: str, key: str, viewer) -> Thing | None:
    """The thing, if there is one that the viewer may see."""
    find = FINDS.get(kind)
    return find(key, viewer) if find and len(key) <= 64 else None


@about_kind("theme")
def theme(key: str, viewer) -> Thing | None:
    found = Theme.objects.filter(slug=key).first()
    return Thing("theme", key, found.label(), found.get_absolute_url()) if found else None


def page_of_key(model, kind: str, key: str, viewer) -> Thing | None:
    """A page by the key it shares with its translations, in the reader's language."""
    try:
        texts = model.objects.visible_to(viewer).filter(translation_key=UUID(key)).select_related("locale")
    except ValueError:
        return None
    found = one_of_each(texts)
    return Thing(kind, key, found[0].title, found[0].get_url()) if found else None


@about_kind("city")
def city(key: str, viewer) -> Thing | None:
    return page_of_key(CityPage, "city", key, viewer)


def threads_about(thing: Thing, viewer):
    """The threads about a thing that a viewer may read; about a theme also those of its narrower themes."""
    rows = Thread.objects.visible_to(viewer).standing().select_related("space")
    if thing.kind == "theme":
        return (
            (rows.filter(themes__slug=thing.key) | rows.filter(themes__parent__slug=thing.key)).distinct().by_activity()
        )
    return rows.about(thing.kind, thing.key).by_activity()
