"""The verbs of coming in: ask, approve, decline, invite, take back, accept.

Nothing here tells whether an address is known: every answer is the same, and what differs is done by the worker.
"""

import hashlib
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts import audit
from members.accounts.actions import set_status
from members.accounts.audit import Action
from members.accounts.choices import Status
from members.accounts.models import normalise_address
from members.accounts.permissions import is_member
from members.cities.models import City
from network_site.mail.delivery import send_later

from .choices import RequestState
from .letters import DECLINED, INVITATION, KNOWN
from .models import Invitation, JoinRequest, Profile
from .notices import tell_deciders
from .permissions import can_decide, can_invite, can_revoke

REQUESTS_AN_HOUR = 60
MAILS_TO_ONE_ADDRESS_AN_HOUR = 3
INVITATIONS_A_DAY = 30
INVITATIONS_OF_ALL_A_DAY = 300
User = get_user_model()


class TooMany(Exception):
    """A ceiling was reached; the answer is 429 and one sentence."""


class NotUsable(Exception):
    """The link of an invitation leads nowhere; why is never said."""


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def account_of(address: str):
    return User.objects.filter(email=normalise_address(address)).first()


@transaction.atomic
def ask_to_join(*, address: str, name: str, city: City | None, organisation: str, function: str, why: str) -> None:
    """Write a request down for those who decide; an address that asks again while it waits changes nothing."""
    address = normalise_address(address)
    hour = JoinRequest.objects.filter(created_at__gt=timezone.now() - timedelta(hours=1))
    if hour.count() >= REQUESTS_AN_HOUR:
        raise TooMany
    if hour.filter(address=address).count() >= MAILS_TO_ONE_ADDRESS_AN_HOUR:
        return
    if JoinRequest.objects.filter(address=address, state=RequestState.WAITING).exists():
        return
    account = account_of(address)
    known = account is not None and account.status != Status.LAPSED
    state = RequestState.KNOWN if known else RequestState.WAITING
    request = JoinRequest.objects.create(
        address=address, name=name, city=city, organisation=organisation, function=function, why=why, state=state
    )
    if known:
        if account.status == Status.APPROVED:
            send_later(KNOWN, user=account)
        JoinRequest.objects.filter(pk=request.pk).update(name="", organisation="", function="-", why="", city=None)
        return
    audit.record(Action.JOIN_REQUESTED, thing=request)
    tell_deciders.enqueue(request.pk)


@transaction.atomic
def approve(request: JoinRequest, *, by) -> None:
    """Let somebody in: they get a link with which they set their password. Approving twice sends one link."""
    request = JoinRequest.objects.select_for_update().get(pk=request.pk)
    refuse_unless(can_decide(by, request))
    if request.state != RequestState.WAITING:
        return
    decided(request, RequestState.APPROVED, by)
    audit.record(Action.JOIN_APPROVED, actor=by, thing=request)
    invitation = Invitation.objects.create(
        address=request.address, city=request.city, inviter=by,
        name=request.name, function=request.function, organisation=request.organisation,
    )  # fmt: skip
    send_invitation(invitation)


def send_invitation(invitation: Invitation) -> None:
    send_later(INVITATION, address=invitation.address, values={"invitation": invitation.pk})


@transaction.atomic
def decline(request: JoinRequest, *, by, reason: str) -> None:
    """Say no with a reason, which is sent to the person. Saying it twice sends it once."""
    request = JoinRequest.objects.select_for_update().get(pk=request.pk)
    refuse_unless(can_decide(by, request))
    if request.state != RequestState.WAITING:
        return
    decided(request, RequestState.DECLINED, by, reason)
    audit.record(Action.JOIN_DECLINED, actor=by, thing=request)
    send_later(DECLINED, address=request.address, values={"request": request.pk})


def decided(request: JoinRequest, state: RequestState, by, reason: str = "") -> None:
    request.state, request.decided_by, request.decided_at, request.reason = state, by, timezone.now(), reason
    request.save(update_fields=["state", "decided_by", "decided_at", "reason"])


@transaction.atomic
def invite(address: str, city: City | None, *, by) -> Invitation:
    """Invite one address. An open invitation of the same city to it is returned as it is."""
    refuse_unless(can_invite(by, city))
    address = normalise_address(address)
    there = Invitation.objects.open().filter(address=address, city=city, inviter=by).first()
    if there:
        return there
    day = timezone.now() - timedelta(days=1)
    sent = Invitation.objects.filter(created_at__gt=day)
    if sent.filter(inviter=by).count() >= INVITATIONS_A_DAY or sent.count() >= INVITATIONS_OF_ALL_A_DAY:
        raise TooMany
    invitation = Invitation.objects.create(address=address, city=city, inviter=by)
    audit.record(Action.INVITED, actor=by, thing=invitation)
    hour = Invitation.objects.filter(address=address, created_at__gt=timezone.now() - timedelta(hours=1))
    if hour.count() <= MAILS_TO_ONE_ADDRESS_AN_HOUR:
        send_invitation(invitation)
    return invitation


@transaction.atomic
def revoke(invitation: Invitation, *, by) -> None:
    """Take an invitation back; its link is dead at once. One that was used stays used."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    refuse_unless(can_revoke(by, invitation))
    if invitation.used_at or invitation.revoked_at:
        return
    invitation.revoked_at, invitation.token_hash = timezone.now(), ""
    invitation.save(update_fields=["revoked_at", "token_hash"])
    audit.record(Action.INVITATION_REVOKED, actor=by, thing=invitation)


def usable(token: str, *, lock: bool = False) -> Invitation:
    """The open invitation behind a link whose inviter may still invite, or `NotUsable`, whatever the reason."""
    rows = Invitation.objects.open().filter(token_hash=hashed(token))
    found = (rows.select_for_update() if lock else rows).first()
    if found is None or not is_member(found.inviter) or not can_invite(found.inviter, found.city):
        raise NotUsable
    account = account_of(found.address)
    if account is not None and account.status != Status.LAPSED:
        raise NotUsable
    return found


@transaction.atomic
def accept(token: str, *, password: str, name: str):
    """Use an invitation: the account is made or woken up, with its profile and a confirmed address. Works once."""
    from allauth.account.models import EmailAddress

    invitation = usable(token, lock=True)
    user = account_of(invitation.address)
    if user is None:
        user = new_account(invitation.address, password)
    else:
        set_status(user, Status.APPROVED, by=invitation.inviter)
        user.set_password(password)
        user.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    profile, _made = Profile.objects.get_or_create(user=user)
    profile.display_name = name
    profile.city = invitation.city or profile.city
    profile.function = profile.function or invitation.function
    profile.organisation = profile.organisation or invitation.organisation
    profile.confirmed_on, profile.asked_on, profile.times_asked = timezone.localdate(), None, 0
    profile.save()
    invitation.used_at, invitation.token_hash = timezone.now(), ""
    invitation.save(update_fields=["used_at", "token_hash"])
    audit.record(Action.INVITATION_ACCEPTED, actor=user, thing=invitation)
    return user


def new_account(address: str, password: str):
    """The account of a new member; an address that looks like somebody else's gets none."""
    try:
        return User.objects.create_user(address, password, status=Status.APPROVED)
    except ValidationError:
        raise NotUsable


def forget_old_requests() -> None:
    """Decided requests are kept for a year, those of people who were members already for a day."""
    now = timezone.now()
    JoinRequest.objects.filter(decided_at__lt=now - timedelta(days=365)).delete()
    JoinRequest.objects.filter(state=RequestState.KNOWN, created_at__lt=now - timedelta(days=1)).delete()


def refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(_("Only a member manager, or the city's focal point, can do this."))
