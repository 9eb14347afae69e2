"""Who may know of a page is a matter of the page: no copy, move or translation may make it another, wider one."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.permissions import policy_registry

from .base import visible
from .files import as_text


class Wall(NamedTuple):
    """Whom a restriction lets in."""

    kind: str
    groups: frozenset[int]


def walls(page: Page) -> frozenset[Wall]:
    """All that stands between the public and a page: its own restrictions and those of the pages above."""
    return _walls(PageViewRestriction.objects.filter(page__in=page.get_ancestors(inclusive=True)))


def walls_below(page: Page) -> frozenset[Wall]:
    return _walls(PageViewRestriction.objects.filter(page__in=page.get_descendants()))


def _walls(restrictions: Iterable[PageViewRestriction]) -> frozenset[Wall]:
    return frozenset(
        Wall(wall.restriction_type, frozenset(group.pk for group in wall.groups.all())) for wall in restrictions
    )


def keeps_visibility(page: Page, target: Page, *, copied: bool, with_pages_below: bool = True) -> bool:
    """Whether whoever may read `page` is just who could read it under `target`.

    Restrictions go along with a page that is moved, and are lost by one that is copied, aliased or translated.
    """
    if not copied:
        own = _walls(PageViewRestriction.objects.filter(page=page))
        return walls(page) == walls(target) | own
    return walls(page) == walls(target) and not (with_pages_below and walls_below(page))


def wider_aliases() -> list[Page]:
    """Aliases that anybody may read though the page they repeat is not for anybody."""
    shown = visible(Page.objects.exclude(alias_of=None)).select_related("alias_of")
    return [alias for alias in shown if walls(alias.alias_of) or not alias.alias_of.live]


def known_pages(user, pages: QuerySet) -> QuerySet:
    """The pages whose title somebody at the desk may see: what anybody may read, and what is in their sections."""
    own = policy_registry.get_by_type(Page).explorable_instances(user)
    return pages.filter(Q(pk__in=own.values("pk")) | Q(pk__in=visible(Page.objects.all()).values("pk")))


def known_files(user, files: QuerySet) -> QuerySet:
    """The documents or pictures whose title somebody at the desk may see.

    Left out is what was handed in by others and stands on pages of which none may be known to the user.
    """
    uses = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(files.model),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    known = uses.filter(object_id__in=known_pages(user, Page.objects.all()).annotate(_key=as_text("pk")).values("_key"))
    hidden = uses.exclude(to_object_id__in=known.values("to_object_id")).values("to_object_id")
    return files.alias(_key=as_text("pk")).filter(Q(uploaded_by_user=user) | ~Q(_key__in=hidden))


def is_known(user, page: Model) -> bool:
    return known_pages(user, Page.objects.filter(pk=page.pk)).exists()
