"""Members write to each other by a form. Neither learns the other's address."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts import audit
from members.accounts.audit import Action
from network_site.mail.delivery import send_later

from .joining import TooMany
from .letters import MESSAGE
from .models import ContactMessage, Profile
from .permissions import can_contact

A_DAY_FROM_ONE = 5
AN_HOUR_TO_ONE = 3
AN_HOUR_OF_ALL = 200
AGAIN = timedelta(minutes=10)


@transaction.atomic
def write_to(profile: Profile, *, sender, text: str) -> ContactMessage:
    """Hand a letter to the worker. The same letter sent again at once is the same letter."""
    if not can_contact(sender, profile):
        raise PermissionDenied(_("This letter cannot be sent."))
    now = timezone.now()
    sent = ContactMessage.objects.filter(sender=sender)
    twin = sent.filter(recipient=profile.user, text=text, delivered_at=None, sent_at__gt=now - AGAIN).first()
    if twin:
        return twin
    if sent.filter(sent_at__gt=now - timedelta(days=1)).count() >= A_DAY_FROM_ONE:
        raise TooMany
    received = ContactMessage.objects.filter(recipient=profile.user, sent_at__gt=now - timedelta(hours=1))
    of_all = ContactMessage.objects.filter(sent_at__gt=now - timedelta(hours=1))
    if received.count() >= AN_HOUR_TO_ONE or of_all.count() >= AN_HOUR_OF_ALL:
        raise TooMany
    message = ContactMessage.objects.create(sender=sender, recipient=profile.user, text=text)
    audit.record(Action.LETTER_SENT, actor=sender, thing=message)
    send_later(MESSAGE, user=profile.user, values={"message": message.pk})
    return message
