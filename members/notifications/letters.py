"""The two letters that tell of notices. Neither says of what: the reader signs in to learn it."""

from collections.abc import Mapping

from members.accounts.permissions import is_member
from network_site.mail.kinds import letter
from network_site.mail.models import Letter
from network_site.mail.writing import link

from .choices import Wish
from .kinds import KINDS, NOTICE_LETTER
from .models import Channel, Notice
from .preferences import channel_of
from .reading import lines, may_be_told

DIGEST_LETTER = "notifications/mail/digest"


@letter(NOTICE_LETTER)
def notice(row: Letter) -> Mapping | None:
    """Dropped once it was read, muted, or may not be told any more."""
    found = Notice.objects.unread().select_related("user").filter(key=row.values["notice"], user=row.user).first()
    if found is None or not is_member(row.user) or not may_be_told(found):
        return None
    mail_list = KINDS[found.kind].mail_list
    channel = channel_of(row.user, mail_list) if mail_list else None
    if channel and channel.wish != Wish.AT_ONCE:
        return None
    return {"link": link("notifications:open", found.key)} | stopped_by(channel)


@letter(DIGEST_LETTER)
def digest(row: Letter) -> Mapping | None:
    """Once a week, if anything is left that may be told and was not read."""
    if not is_member(row.user) or not lines(row.user, waiting(row.user)):
        return None
    channels = Channel.objects.filter(user=row.user, wish=Wish.WEEKLY)
    only = channels.first() if channels.count() == 1 else None
    return {"link": link("notifications:list")} | stopped_by(only or channels.order_by("name").first())


def waiting(user):
    """What the weekly mail is about: unread, and of lists that its reader has not stopped meanwhile."""
    stopped = Channel.objects.filter(user=user, wish=Wish.NEVER).values_list("name", flat=True)
    muted = [kind.name for kind in KINDS.values() if kind.mail_list and kind.mail_list in set(stopped)]
    return Notice.objects.visible_to(user).unread().filter(mail=Wish.WEEKLY).exclude(kind__in=muted)


def stopped_by(channel: Channel | None) -> dict[str, str]:
    return {"unsubscribe": link("notifications:stop", channel.key)} if channel else {}
