"""The two letters that tell of notices. Neither says of what: the reader signs in to learn it."""

from collections.abc import Mapping

from members.accounts.permissions import is_member
from network_site.mail.kinds import letter
from network_site.mail.models import Letter
from network_site.mail.writing import link

from .choices import MailList, Wish
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
    if channel and channel.wish != Wish.AT_ONCE:  # chosen meanwhile
        return None
    return {"link": link("notifications:open", found.key)} | stopped_by(channel)


def may_still_be_told(row: Letter) -> bool:
    """Whether the notice that a letter of another kind was written with may still be told; one without a notice asks for itself."""
    key = row.values.get("notice")
    found = Notice.objects.visible_to(row.user).select_related("user").filter(key=key).first() if key else None
    return not key or bool(found and may_be_told(found))


@letter(DIGEST_LETTER)
def digest(row: Letter) -> Mapping | None:
    """Once a week for each list, if anything is left of it that may be told and was not read."""
    name = MailList(row.values["list"])
    channel = channel_of(row.user, name)
    if not is_member(row.user) or channel.wish == Wish.NEVER or not lines(row.user, waiting(row.user, name)):
        return None
    return {"link": link("notifications:list")} | stopped_by(channel)


def waiting(user, name: MailList):
    """What the weekly mail of a list is about."""
    kinds = [kind.name for kind in KINDS.values() if kind.mail_list == name]
    return Notice.objects.visible_to(user).unread().filter(mail=Wish.WEEKLY, kind__in=kinds)


def stopped_by(channel: Channel | None) -> dict[str, str]:
    return {"unsubscribe": link("notifications:stop", channel.key)} if channel else {}
