"""The letters about practices and submissions. Each says that something happened, never what, and asks again when it is sent."""

from collections.abc import Mapping

from django.contrib.auth import get_user_model

from members.accounts.choices import Status
from members.accounts.permissions import is_member
from members.notifications.letters import may_still_be_told
from network_site.mail.kinds import letter
from network_site.mail.models import Letter
from network_site.mail.writing import link

from .models import Assignment, AssignmentState, AuthorInvitation, Authorship, Hiding, Renewal

MOVED, FORGETTING = "practices/mail/moved", "practices/mail/forgetting"
ASKED_ALONG = "practices/mail/asked_along"
REVIEW_ASKED = "practices/mail/review_asked"
HIDDEN = "practices/mail/hidden"
RENEW = "practices/mail/renew"


@letter(MOVED)
def moved(row: Letter) -> Mapping | None:
    """To those who still write it."""
    return still_written(row) if is_member(row.user) else None


@letter(FORGETTING)
def still_written(row: Letter) -> Mapping | None:
    """A draft is announced to its writers even where they have lapsed: they may come back for it."""
    there = Authorship.objects.filter(submission__key=row.values["key"], user=row.user).exists()
    told = row.user is not None and row.user.status in (Status.APPROVED, Status.LAPSED)
    return row.values if there and told else None


@letter(ASKED_ALONG)
def asked_along(row: Letter) -> Mapping | None:
    """To whoever is asked to write along; to an address that no member has, none."""
    asked = AuthorInvitation.objects.open().select_related("person").filter(key=row.values["key"]).first()
    if asked is None:
        return None
    person = asked.person or get_user_model().objects.filter(email=asked.address).first()
    return {} if is_member(person) else None


@letter(REVIEW_ASKED)
def review_asked(row: Letter) -> Mapping | None:
    """To a reviewer from whom the review is still wanted, and may be."""
    open_ones = Assignment.objects.filter(state__in=(AssignmentState.ASKED, AssignmentState.ACCEPTED))
    wanted = open_ones.filter(key=row.values["key"], reviewer=row.user).exists()
    return row.values if wanted and is_member(row.user) and may_still_be_told(row) else None


@letter(HIDDEN)
def hidden(row: Letter) -> Mapping | None:
    """To those who look at what was hidden, while it waits and they are of the desk."""
    waits = Hiding.objects.open().filter(key=row.values["key"]).exists()
    return row.values if waits and is_member(row.user) and may_still_be_told(row) else None


@letter(RENEW)
def renew(row: Letter) -> Mapping | None:
    """The link with which an owner answers, if the question is still open and what it is about still shown."""
    from .renewal import token_of

    asked = Renewal.objects.filter(key=row.values["key"], answer="").first()
    if asked is None or not is_member(row.user) or not may_still_be_told(row):
        return None
    return {"link": link("practices:renew", token_of(asked))}
