"""What a member follows: themes, cities, practices, series, and searches."""

import hashlib
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.accounts.permissions import is_member

from .choices import FOLLOWED_MODELS, FollowKind
from .models import Following

MOST = 200
LONGEST = 2000


def kind_of(thing: Model) -> FollowKind | None:
    """Which kind of followed thing this is, if any."""
    label = thing._meta.label
    return next((kind for kind, model in FOLLOWED_MODELS.items() if model == label), None)


def things(kind: FollowKind, targets: list[str], viewer) -> dict[str, Any]:
    """The things of a kind that still exist and that the viewer may see, by their key."""
    if kind not in FOLLOWED_MODELS:
        return {}
    model = apps.get_model(FOLLOWED_MODELS[kind])
    numbers = [target for target in targets if target.isascii() and target.isdigit() and len(target) < 18]
    rows = model.objects.visible_to(viewer) if hasattr(model.objects, "visible_to") else model.objects.all()
    return {str(thing.pk): thing for thing in rows.filter(pk__in=numbers)}


def thing_of(kind: str, target: str, viewer) -> Any:
    """The one thing behind a kind and a key, or None."""
    return things(FollowKind(kind), [target], viewer).get(target) if kind in FollowKind.values else None


def find(kind: str, target: str, viewer) -> Model:
    """The thing to follow, or 404 as for one that never existed."""
    thing = thing_of(kind, target, viewer)
    if thing is None:
        raise Http404
    return thing


@transaction.atomic
def follow(user, thing: Model) -> Following:
    """Follow a thing; following it again changes nothing."""
    kind = kind_of(thing)
    if kind is None or not is_member(user):
        raise PermissionDenied(_("Members can follow themes, cities, practices and series."))
    return keep(user, kind, str(thing.pk))


@transaction.atomic
def follow_search(user, state: str, title: str) -> Following:
    """Follow a search, as its address holds it; the same question in the same language again changes nothing."""
    if not is_member(user):
        raise PermissionDenied(_("Members can follow searches."))
    if not state or len(state) > LONGEST:
        raise PermissionDenied(_("This search cannot be followed. Ask for something, in fewer words or filters."))
    return keep(user, FollowKind.SEARCH, search_key(state), state=state, title=title[:300])


def keep(user, kind: FollowKind, target: str, **more: str) -> Following:
    """Write it down, once."""
    there = Following.objects.filter(user=user, kind=kind, target=target).first()
    if there:
        return there
    if Following.objects.filter(user=user).count() >= MOST:
        raise PermissionDenied(_("You follow 200 things already. Take one away first."))
    language = (get_language() or "").split("-")[0]
    following, _made = Following.objects.get_or_create(
        user=user, kind=kind, target=target, defaults={"language": language} | more
    )
    return following


def search_key(state: str) -> str:
    """The name under which a search is followed."""
    return hashlib.sha256(state.encode()).hexdigest()


def follows_search(user, state: str) -> bool:
    return (
        is_member(user)
        and Following.objects.filter(user=user, kind=FollowKind.SEARCH, target=search_key(state)).exists()
    )


@transaction.atomic
def unfollow(user, kind: str, target: str) -> None:
    Following.objects.filter(user=user, kind=kind, target=target).delete()


def follows(user, thing: Model) -> bool:
    kind = kind_of(thing)
    return bool(kind) and Following.objects.filter(user=user, kind=kind, target=str(thing.pk)).exists()


def followed_by(user) -> list[dict]:
    """What somebody follows and can still see, in groups by kind; a question for each kind."""
    rows = list(Following.objects.filter(user=user))
    groups = []
    for kind in FOLLOWED_MODELS:
        mine = [row for row in rows if row.kind == kind]
        found = things(kind, [row.target for row in mine], user) if mine else {}
        entries = [
            {"kind": row.kind, "target": row.target, "title": str(found[row.target]), "url": address(found[row.target])}
            for row in mine
            if row.target in found
        ]
        if entries:
            groups.append({"label": kind.label, "entries": sorted(entries, key=lambda entry: entry["title"])})
    return [*groups, *searches(rows)]


def searches(rows: list[Following]) -> list[dict]:
    """The followed searches, each with the address that asks it again."""
    here = reverse("search:results")
    entries = [
        {"kind": row.kind, "target": row.target, "title": row.title, "url": f"{here}?{row.state}"}
        for row in rows
        if row.kind == FollowKind.SEARCH
    ]
    return [{"label": FollowKind.SEARCH.label, "entries": entries}] if entries else []


def address(thing: Any) -> str:
    if hasattr(thing, "get_url"):
        return thing.get_url() or ""
    return thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else ""
