"""Threads and posts as those find them who may read them; who wrote them is told to no index."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import is_member
from members.discussions.choices import PostState
from members.discussions.markup import spoken, words
from members.discussions.models import Post, Space, Thread

from .documents import SearchDocument

MINE = "mine"
PREFIX = "space:"


def key_of_space(key: UUID | str) -> str:
    """The audience key of a space."""
    return f"{PREFIX}{key}"


def spaces_of(user) -> frozenset[str]:
    """The audience keys of the spaces that somebody may read today; asked anew with each request."""
    if not is_member(user):
        return frozenset()
    return frozenset(map(key_of_space, Space.objects.open_to(user).values_list("key", flat=True)))


def narrowed(viewer: frozenset[str], within: str, user) -> frozenset[str]:
    """The keys for a question about one space, or about those somebody is in: never more than they have anyway."""
    if within == MINE:
        mine = Space.objects.of(user).values_list("key", flat=True)
        return viewer & frozenset(map(key_of_space, mine))
    return viewer & {key_of_space(within)}


def title_of(within: str, user) -> str:
    """What the one space is called, for who may read it; "" for everybody else, as for one that never was."""
    try:
        found = Space.objects.open_to(user).filter(key=UUID(within)).first()
    except ValueError:
        return ""
    return found.title if found else ""


def threads() -> QuerySet:
    """What stands: not what waits, was hidden, or was merged into another."""
    rows = Thread.objects.filter(shown=True).standing()
    return rows.select_related("space").prefetch_related("themes__parent", "themes__terms")


def posts() -> QuerySet:
    rows = Post.objects.filter(state=PostState.SHOWN, thread__shown=True, thread__merged_into=None)
    return rows.select_related("thread__space").prefetch_related("thread__themes__parent", "thread__themes__terms")


def of_spaces(rows: QuerySet, viewer: frozenset[str], path: str) -> QuerySet:
    """Those of the spaces whose keys a reader has."""
    keys = [key.removeprefix(PREFIX) for key in viewer if key.startswith(PREFIX)]
    return rows.filter(**{f"{path}__in": keys})


def facets_of(row: Thread, kind: str, language: str) -> dict[str, tuple[str, ...]]:
    from .sources import theme_slugs

    return {"type": (kind,), "theme": theme_slugs(row.themes.all()), "language": (language,)}


def thread(row: Thread) -> Iterator[SearchDocument]:
    """Its title, and the summary that facilitators keep."""
    yield SearchDocument(
        key=f"thread:{row.key}", object_key=f"{row._meta.label_lower}:{row.pk}", kind="thread", title=str(row),
        url=row.get_absolute_url(), language=row.language, texts={str(_("Summary")): words(row.summary)},
        facets=facets_of(row, "thread", row.language), dated=row.last_post_at.date(), audience=(key_of_space(row.space.key),),
    )  # fmt: skip


def post(row: Post) -> Iterator[SearchDocument]:
    """What it says, under its thread's title."""
    yield SearchDocument(
        key=f"post:{row.key}", object_key=f"{row._meta.label_lower}:{row.pk}", kind="post", title=str(row.thread),
        url=row.get_absolute_url(), language=row.language, texts={str(_("Post")): spoken(row.html)},
        facets=facets_of(row.thread, "post", row.language), dated=row.created_at.date(), audience=(key_of_space(row.thread.space.key),),
    )  # fmt: skip


def thread_card(row: Thread) -> dict:
    """Said anew from the database, so that words taken back a moment ago are not read from the index."""
    return {"title": str(row), "claim": "", "place": row.space.title, "texts": {str(_("Summary")): words(row.summary)}}


def post_card(row: Post) -> dict:
    return {
        "title": str(row.thread), "claim": "", "place": row.thread.space.title, "texts": {str(_("Post")): spoken(row.html)},
    }  # fmt: skip
