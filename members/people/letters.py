"""The letters about people. Each is written when it is sent, and asks again then whether it may be."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from members.accounts.choices import Status
from members.accounts.permissions import is_member
from network_site.mail.kinds import letter
from network_site.mail.models import Letter
from network_site.mail.writing import link

INVITATION = "people/mail/invitation"
DECLINED = "people/mail/declined"
MESSAGE = "people/mail/message"
KNOWN, CEILING = "people/mail/known", "people/mail/ceiling"
CONFIRM, CONFIRM_LAST = "people/mail/confirm", "people/mail/confirm_last"


@letter(KNOWN)
@letter(CEILING)
def to_a_member(row: Letter) -> Mapping | None:
    """Says the same to everybody; who is a member no more gets none."""
    return {"link": link("account_login")} if is_member(row.user) else None


@letter(INVITATION)
def invitation(row: Letter) -> Mapping | None:
    """The secret of the link is made here and never kept, only its hash; sent twice, the letter holds the same."""
    from .joining import account_of, hashed
    from .models import Invitation
    from .permissions import can_invite

    token = salted_hmac("people.invitation", str(row.key), algorithm="sha256").hexdigest()
    with transaction.atomic():
        found = Invitation.objects.open().select_for_update(of=("self",)).filter(pk=row.values["invitation"]).first()
        if found is None or not is_member(found.inviter) or not can_invite(found.inviter, found.city):
            return None
        account = account_of(found.address)
        if account is not None and account.status != Status.LAPSED:
            return None
        found.token_hash = hashed(token)
        found.save(update_fields=["token_hash"])
    return {"link": link("people:accept", token), "until": found.expires_at}


@letter(DECLINED)
def refusal(row: Letter) -> Mapping | None:
    """The reason for which a request was declined."""
    from .choices import RequestState
    from .models import JoinRequest

    request = JoinRequest.objects.filter(pk=row.values["request"], state=RequestState.DECLINED).first()
    return {"reason": request.reason} if request else None


def message_was_sent(row: Letter) -> None:
    """What one member wrote to another is kept no longer than until it is handed over."""
    from .models import ContactMessage

    ContactMessage.objects.filter(pk=row.values["message"]).update(text="", delivered_at=timezone.now())


@letter(MESSAGE, sent=message_was_sent)
def message(row: Letter) -> Mapping | None:
    """One member's letter to another, under the name that this reader may see."""
    from .models import ContactMessage, Profile
    from .permissions import can_contact
    from .visibility import signature

    waiting = ContactMessage.objects.select_related("sender", "recipient").filter(pk=row.values["message"])
    found = waiting.filter(delivered_at=None).first()
    if found is None:
        return None
    recipient, sender = Profile.of(found.recipient), Profile.of(found.sender)
    if not can_contact(found.sender, recipient):
        message_was_sent(row)
        return None
    name = signature(sender, found.recipient)
    return {"text": found.text, "name": name, "link": link("people:contact", sender.key)}


@letter(CONFIRM)
@letter(CONFIRM_LAST)
def question(row: Letter) -> Mapping | None:
    """The yearly question, while it is open."""
    from .confirming import token_for
    from .models import Profile

    profile = Profile.objects.select_related("user").filter(user=row.user).first()
    if profile is None or not is_member(profile.user) or not profile.times_asked:
        return None
    return {"link": link("people:confirm", token_for(profile))}
