"""A practice as something members talk about."""

from members.discussions.about import Thing, about_kind, page_of_key

from .models import PracticePage


@about_kind("practice")
def practice(key: str, viewer) -> Thing | None:
    return page_of_key(PracticePage, "practice", key, viewer)
