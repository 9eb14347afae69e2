"""Opening a space, changing its settings, closing it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.accounts.permissions import is_member

from .choices import Access, MembershipState, Part, SpaceState, Wish
from .models import Membership, Post, Space
from .permissions import can_facilitate, can_open_space, is_wide
from .refusing import demand, line_of, text_of

FEWEST = 2  # facilitators a space has at all times
SETTINGS = (
    "title", "purpose", "kind", "listing", "access", "joining", "attribution", "mail_rule", "languages", "retention",
    "needs_second_factor", "first_posts_wait",
)  # fmt: skip
# What the audit log says of a change: values of lists, never words.
TOLD = ("listing", "access", "joining", "attribution", "mail_rule", "needs_second_factor")


def locked(space: Space) -> Space:
    """The row as it stands now, held until the transaction ends."""
    return Space.objects.select_for_update().get(pk=space.pk)


@transaction.atomic
def create_space(*, by, form_key: UUID, facilitators: Iterable, values: dict[str, Any], themes: Iterable = ()) -> Space:
    """Open a space for two facilitators at least; the one who opens it is in it only if they are one of them.

    The same form sent twice opens one. What `values` leaves out is as narrow as it can be.
    """
    demand(can_open_space(by), _("Only facilitators and administrators open spaces."))
    return made(by=by, form_key=form_key, facilitators=facilitators, values=values, themes=themes)


def made(
    *, by, form_key: UUID, facilitators: Iterable, values: dict[str, Any], themes: Iterable = (), **about: str
) -> Space:
    """Open a space for whom the caller has found to have the right; `about` names the thing whose people it is for."""
    there = Space.objects.filter(form_key=form_key).first()
    if there:
        return there
    people = {user.pk: user for user in facilitators if is_member(user)}
    if len(people) < FEWEST:
        raise ValidationError(_("A space has two facilitators at least."), code="facilitators")
    space = Space(form_key=form_key, **about)
    take(space, values)
    space.save()
    space.themes.set(themes)
    for user in people.values():
        Membership.objects.create(
            space=space, user=user, part=Part.FACILITATOR, state=MembershipState.IN, joined_at=timezone.now(),
            wish=usual_wish(space),
        )  # fmt: skip
    record(Action.SPACE_OPENED, actor=by, thing=space, **told(space))
    return space


@transaction.atomic
def change_space(space: Space, *, by, values: dict[str, Any], themes: Iterable | None = None) -> Space:
    """Change settings. Narrower is narrower for all that was said before; wider is never wider for it."""
    space = locked(space)
    demand(can_facilitate(by, space), _("Only a facilitator of this space can do this."))
    demand(not space.is_archived, _("This space is archived. Open it again first."))
    demand(not space.is_of_question, _("How a question is read and signed was chosen by whoever asks."))
    before = {name: getattr(space, name) for name in SETTINGS}
    take(space, values)
    refuse_wider(space, before)
    changed = [name for name in SETTINGS if getattr(space, name) != before[name]]
    if changed:
        space.save(update_fields=changed)
        record(Action.SPACE_CHANGED, actor=by, thing=space, **told(space))
    if themes is not None:
        space.themes.set(themes)
    return space


def refuse_wider(space: Space, before: dict[str, Any]) -> None:
    """What was said in a room was said to those in it: once there is a post, no settings let everybody read it."""
    if is_wide(space) and not is_wide(Space(**before)) and Post.objects.filter(thread__space=space).exists():
        raise ValidationError(
            _("What was said here was said to those who are in. Open a new space for a wider circle."), code="wider"
        )


def take(space: Space, values: dict[str, Any]) -> None:
    """Put known settings on a space; a name that is none of them is left aside."""
    for name in SETTINGS:
        if name in values:
            setattr(space, name, values[name])
    space.title, space.purpose = line_of(space.title, 110), text_of(space.purpose, 1000)
    space.full_clean(exclude=["themes"], validate_unique=False, validate_constraints=False)


def told(space: Space) -> dict[str, Any]:
    return {name: getattr(space, name) for name in TOLD}


def usual_wish(space: Space) -> Wish:
    """What somebody hears who did not say: of a closed room nothing but what is meant for them (PRIV-07)."""
    return Wish.DIGEST if space.access == Access.MEMBERS else Wish.MENTIONS


@transaction.atomic
def archive_space(space: Space, *, by) -> Space:
    """From now on it is only read."""
    return set_state(space, SpaceState.ARCHIVED, by=by)


@transaction.atomic
def reopen_space(space: Space, *, by) -> Space:
    return set_state(space, SpaceState.OPEN, by=by)


def set_state(space: Space, state: SpaceState, *, by) -> Space:
    space = locked(space)
    demand(can_facilitate(by, space), _("Only a facilitator of this space can do this."))
    if space.state != state:
        space.state = state
        space.save(update_fields=["state"])
        record(Action.SPACE_CHANGED, actor=by, thing=space, result=state)
    return space
