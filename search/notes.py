"""Public notes as anybody finds them; of whoever asked nothing is in the index, because nothing is in the note."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members.asking.models import Note

from .documents import SearchDocument


def published() -> QuerySet:
    return Note.objects.visible_to(None).prefetch_related("themes__parent", "themes__terms")


def note(row: Note) -> Iterator[SearchDocument]:
    """What helped, with the situation and what was tried."""
    from .sources import theme_slugs, theme_words

    themes = list(row.themes.all())
    texts = {str(_("What helped")): row.helped, str(_("Situation")): row.situation, str(_("What was tried")): row.tried}
    yield SearchDocument(
        key=f"note:{row.key}", object_key=f"{row._meta.label_lower}:{row.pk}", kind="note", title=row.title, url=row.get_absolute_url(),
        language=row.language, texts=texts | theme_words(themes, row.language),
        facets={"type": ("note",), "theme": theme_slugs(themes), "language": (row.language,)},
        dated=row.published_at.date() if row.published_at else None,
    )  # fmt: skip
