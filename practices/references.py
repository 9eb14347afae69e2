"""The list of works that a practice rests on, as something that can be exported."""

from django.db.models import QuerySet

from .models import PracticePage


def cited_by_practice(works: QuerySet, key: str) -> QuerySet:
    """The works of a visible practice's list; of any other, none."""
    page = (
        PracticePage.objects.visible_to(None).filter(pk=key).first()
        if key.isascii() and key.isdigit() and len(key) < 12
        else None
    )
    return works.filter(practice_citations__page=page).distinct() if page else works.none()
