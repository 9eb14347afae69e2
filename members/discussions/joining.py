"""How people come into a space, what they are in it, and how they go: one table of ways, and one function that walks them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.accounts.permissions import is_member
from members.people.models import Profile

from .choices import Attribution, MembershipState, Part, Wish
from .models import Membership, Space
from .moves import NONE, WAYS
from .permissions import can_ask, can_facilitate, can_invite, can_join
from .pseudonyms import given_pseudonym, valid_pseudonym
from .refusing import demand
from .spaces import FEWEST, locked, usual_wish
from .telling import INVITED, LET_IN, tell_facilitators, tell_of_membership

TOLD = {"invite": INVITED, "admit": LET_IN}


def go(name: str, space: Space, user, *, by, wish: str = "", pseudonym: str = "") -> Membership:
    """Walk one way of the table; who stands there already stays. The caller has asked for the right, and holds the space."""
    way = WAYS[name]
    row = Membership.objects.filter(space=space, user=user).first()
    state = row.state if row else NONE
    if row and state == way.target:
        return row
    if state not in way.sources:
        raise ValidationError(_("This cannot be done any more: things have changed meanwhile."), code="moved")
    row = row or Membership(space=space, user=user, wish=usual_wish(space))
    row.state = way.target
    if wish in Wish.values:
        row.wish = wish
    if pseudonym and not row.pseudonym:
        row.pseudonym = valid_pseudonym(space, user, pseudonym)
    if row.state == MembershipState.IN:
        row.joined_at = timezone.now()
        if space.attribution == Attribution.PSEUDONYM:
            row.pseudonym = row.pseudonym or given_pseudonym(space)
    else:
        row.part = Part.MEMBER
    row.save()
    note(row, row.state, name, by=by)
    tell(name, row)
    return row


def note(row: Membership, result: str, way: str, *, by) -> None:
    """Write down that somebody came or went; of the room of a question not who, or the log would tell who asks."""
    if row.space.is_of_question:
        record(Action.SPACE_MEMBER_MOVED, thing=row.space, result=result, way=way)
    else:
        record(Action.SPACE_MEMBER_MOVED, actor=by, thing=row.space, result=result, way=way, member=str(row.user.key))


def tell(way: str, row: Membership) -> None:
    """Whom a step on the way into a space concerns hears of it."""
    step = f"{timezone.now():%Y%m%d%H%M%S}"
    if way == "ask":
        tell_facilitators(row.space, f"asked:{row.key}:{step}")
    elif way in TOLD:
        tell_of_membership(TOLD[way], row, step)


@transaction.atomic
def join(space: Space, *, by, wish: str = "", pseudonym: str = "") -> Membership:
    """Come into a space that is open to come in."""
    space = locked(space)
    demand(can_join(by, space), _("This space cannot be joined just so."))
    return go("join", space, by, by=by, wish=wish, pseudonym=pseudonym)


@transaction.atomic
def ask_to_join(space: Space, *, by, wish: str = "", pseudonym: str = "") -> Membership:
    """Ask its facilitators. Whom they turned down is not asked about again."""
    space = locked(space)
    demand(can_ask(by, space), _("This space takes no questions to join."))
    return go("ask", space, by, by=by, wish=wish, pseudonym=pseudonym)


@transaction.atomic
def invite(space: Space, profile: Profile, *, by) -> Membership:
    """Invite somebody of the directory; whoever asked before is let in by it."""
    space = locked(space)
    demand(can_invite(by, space), _("Only a facilitator of this space can do this."))
    found = Profile.objects.listed_for(by).select_related("user").filter(pk=profile.pk).first()
    if found is None:
        raise ValidationError(_("Choose somebody of the directory."), code="person")
    row = Membership.objects.filter(space=space, user=found.user).first()
    if row and row.state == MembershipState.IN:
        return row
    return go("admit" if row and row.state == MembershipState.ASKED else "invite", space, found.user, by=by)


@transaction.atomic
def accept(space: Space, *, by, wish: str = "", pseudonym: str = "") -> Membership:
    """Come in, being invited."""
    space = locked(space)
    demand(is_member(by) and not space.is_archived, _("This space cannot be joined just so."))
    return go("accept", space, by, by=by, wish=wish, pseudonym=pseudonym)


@transaction.atomic
def turn_down(space: Space, *, by) -> Membership:
    """Not to come, being invited. Nobody is told."""
    space = locked(space)
    demand(is_member(by), _("This is not yours."))
    return go("turn_down", space, by, by=by)


@transaction.atomic
def admit(membership: Membership, *, by) -> Membership:
    """Let somebody in who asked."""
    return decide("admit", membership, by=by)


@transaction.atomic
def decline(membership: Membership, *, by) -> Membership:
    """Turn down somebody who asked."""
    return decide("decline", membership, by=by)


@transaction.atomic
def remove(membership: Membership, *, by) -> Membership:
    """Put somebody out of a space, or take back an invitation."""
    return decide("remove", membership, by=by)


def decide(name: str, membership: Membership, *, by) -> Membership:
    space = locked(membership.space)
    demand(can_invite(by, space), _("Only a facilitator of this space can do this."))
    demand(membership.user_id != by.pk, _("About yourself somebody else decides; you can leave."))
    refuse_orphaning(space, membership.user)
    return go(name, space, membership.user, by=by)


@transaction.atomic
def leave_space(space: Space, *, by) -> Membership:
    """Go. What one wrote stays; one of the last two facilitators hands over first."""
    space = locked(space)
    demand(is_member(by), _("This is not yours."))
    refuse_orphaning(space, by)
    return go("leave", space, by, by=by)


@transaction.atomic
def appoint(membership: Membership, *, by) -> Membership:
    """Make somebody who is in a facilitator."""
    space = locked(membership.space)
    demand(can_facilitate(by, space), _("Only a facilitator of this space can do this."))
    row = Membership.objects.present().filter(pk=membership.pk).first()
    if row is None:
        raise ValidationError(_("Only somebody who is in can facilitate."), code="person")
    return set_part(row, Part.FACILITATOR, by=by)


@transaction.atomic
def step_down(space: Space, *, by) -> Membership | None:
    """Facilitate no more, and stay in."""
    space = locked(space)
    row = Membership.objects.present().filter(space=space, user=by).first()
    demand(row is not None, _("This is not yours."))
    refuse_orphaning(space, by)
    return set_part(row, Part.MEMBER, by=by) if row else None


def set_part(row: Membership, part: Part, *, by) -> Membership:
    if row.part != part:
        row.part = part
        row.save(update_fields=["part"])
        record(Action.SPACE_MEMBER_MOVED, actor=by, thing=row.space, result=part, member=str(row.user.key))
    return row


def refuse_orphaning(space: Space, user) -> None:
    """No space is left with fewer than two who facilitate it."""
    facilitating = set(Membership.objects.facilitating().filter(space=space).values_list("user", flat=True))
    if user.pk in facilitating and len(facilitating) <= FEWEST:
        raise ValidationError(_("A space has two facilitators at least. Hand over to somebody first."), code="orphan")


def pass_on(space: Space) -> None:
    """Where facilitators are gone all the same, those who have been in the longest take their place.

    Not in the room of a question, where the longest in is whoever asks: there the network's facilitators step in.
    """
    if space.is_of_question:
        return
    missing = FEWEST - Membership.objects.facilitating().filter(space=space).count()
    heirs = Membership.objects.present().filter(space=space, part=Part.MEMBER).order_by("joined_at", "pk")
    for row in heirs[: max(0, missing)]:
        set_part(row, Part.FACILITATOR, by=None)


@transaction.atomic
def set_wish(space: Space, wish: str, *, by) -> None:
    """Say how much one wants to hear of a space; in one that one is not in, nothing happens."""
    if is_member(by) and wish in Wish.values:
        Membership.objects.filter(space=space, user=by, state=MembershipState.IN).update(wish=wish)
