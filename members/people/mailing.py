"""Letters that hold a secret or a person's words are written by the worker, so that neither waits in the queue.

Each asks again, at the moment of sending, whether it may still be sent; what may not is dropped.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from members.accounts.choices import Status
from members.accounts.permissions import is_member

from .letters import send


def link(name: str, *arguments) -> str:
    """An address of this site as a mail shows it; never built from what a request claims."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=arguments)


@task()
def deliver_invitation(pk: int) -> None:
    """Make the secret of an invitation's link, keep its hash, and send it."""
    from .joining import account_of, hashed, new_token
    from .models import Invitation
    from .permissions import can_invite

    token = new_token()
    with transaction.atomic():
        invitation = Invitation.objects.open().select_for_update().filter(pk=pk).first()
        if invitation is None or not is_member(invitation.inviter):
            return
        account = account_of(invitation.address)
        if account is not None and account.status != Status.LAPSED:
            return
        if not can_invite(invitation.inviter, invitation.city):
            return
        invitation.token_hash = hashed(token)
        invitation.save(update_fields=["token_hash"])
    context = {"link": link("people:accept", token), "until": invitation.expires_at}
    send("people/mail/invitation", invitation.address, context)


@task()
def deliver_message(pk: int) -> None:
    """Relay one member's letter to another, and forget what it says."""
    from .models import ContactMessage, Profile
    from .permissions import can_contact
    from .visibility import signature

    message = ContactMessage.objects.select_related("sender", "recipient").filter(pk=pk, delivered_at=None).first()
    if message is None:
        return
    recipient, sender = Profile.of(message.recipient), Profile.of(message.sender)
    allowed = can_contact(message.sender, recipient)
    text, message.text, message.delivered_at = message.text, "", timezone.now()
    if allowed:
        name = signature(sender, message.recipient)
        context = {"text": text, "name": name, "link": link("people:contact", sender.key)}
        send("people/mail/message", message.recipient.email, context)
    message.save(update_fields=["text", "delivered_at"])


@task()
def deliver_refusal(pk: int) -> None:
    """Send the reason for which a request was declined."""
    from .choices import RequestState
    from .models import JoinRequest

    request = JoinRequest.objects.filter(pk=pk, state=RequestState.DECLINED).first()
    if request:
        send("people/mail/declined", request.address, {"reason": request.reason})


@task()
def deliver_notice(template: str, pk: int) -> None:
    """Send a letter that says the same to everybody to one member, if they are one still."""
    user = get_user_model().objects.filter(pk=pk).first()
    if user is not None and is_member(user):
        send(template, user.email, {"link": link("account_login")})
