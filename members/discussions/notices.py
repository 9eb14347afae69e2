"""What is told on the site of spaces, each to whom it concerns and only while they may know it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from members.notifications.choices import MailList
from members.notifications.kinds import Told, notice_kind

from .choices import MailRule, MembershipState
from .models import Membership, Moderation, Post, Space, Thread
from .telling import INVITED, LET_IN, MENTIONED, MODERATED, OPENED, SPOKEN, SUSPENSION, WAITS

Tells = Mapping[str, Told]


def threads(user, targets: Iterable[str], words: str) -> Tells:
    """Threads of spaces the reader is in: who has left hears no more of one, even where everybody may read it.

    Where the space's rule is to say only that there is news, its title stands there and not the thread's.
    """
    mine = Space.objects.of(user).open_to(user)
    rows = Thread.objects.visible_to(user).standing().filter(key__in=list(targets), space__in=mine.values("pk"))
    return {
        str(row.key): Told(
            words, str(row) if row.space.mail_rule == MailRule.TITLE else str(row.space), row.get_absolute_url()
        )
        for row in rows.select_related("space")
    }


@notice_kind(SPOKEN, mail_list=MailList.SPACES)
def spoken(user, targets: Iterable[str]) -> Tells:
    return threads(user, targets, _("There is news in one of your spaces."))


@notice_kind(MENTIONED, mail_list=MailList.SPACES)
def mentioned(user, targets: Iterable[str]) -> Tells:
    return threads(user, targets, _("Somebody calls you by name."))


def spaces(rows, targets: Iterable[str], words: str) -> Tells:
    found = rows.filter(key__in=list(targets))
    return {str(row.key): Told(words, row.title, row.get_absolute_url()) for row in found}


@notice_kind(INVITED)
def invited(user, targets: Iterable[str]) -> Tells:
    mine = Membership.objects.visible_to(user).filter(user=user, state=MembershipState.INVITED)
    rows = Space.objects.visible_to(user).filter(pk__in=mine.values("space"))
    return spaces(rows, targets, _("You are invited to a space."))


@notice_kind(LET_IN)
def let_in(user, targets: Iterable[str]) -> Tells:
    return spaces(Space.objects.of(user), targets, _("You asked to join a space, and are in."))


@notice_kind(WAITS)
def waits(user, targets: Iterable[str]) -> Tells:
    return spaces(Space.objects.run_by(user), targets, _("Something waits for a facilitator."))


@notice_kind(OPENED)
def opened(user, targets: Iterable[str]) -> Tells:
    rows = Space.objects.meant_for(user)
    return spaces(rows, targets, _("An administrator opened a space in an emergency. The reason stands on its page."))


@notice_kind(SUSPENSION)
def suspension_asked(user, targets: Iterable[str]) -> Tells:
    rows = Moderation.objects.asking_suspension(user).filter(key__in=list(targets))
    words, about = _("Facilitators ask the administrators for a suspension."), _("Asked of the administrators")
    return {str(row.key): Told(words, about, reverse("discussions:asked")) for row in rows}


@notice_kind(MODERATED)
def moderated(user, targets: Iterable[str]) -> Tells:
    rows = Post.objects.visible_to(user).filter(key__in=list(targets), author=user).select_related("thread")
    words = _("A facilitator did something about a post of yours. The reason stands beside it.")
    return {str(row.key): Told(words, str(row.thread), row.get_absolute_url()) for row in rows}
