"""What is told on the site of practices and submissions, each to whom it concerns and only while they may know it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from members.notifications.kinds import Told, notice_kind

from .letters import ASKED_ALONG, FORGETTING, HIDDEN, MOVED, RENEW, REVIEW_ASKED
from .models import Assignment, AssignmentState, AuthorInvitation, Hiding, PracticePage, Renewal, Submission
from .permissions import is_on_desk

Tells = Mapping[str, Told]


def written_by(user, targets: Iterable[str]):
    return Submission.objects.visible_to(user).filter(key__in=list(targets), authorships__user=user)


@notice_kind("submission-moved", letter=MOVED)
def moved(user, targets: Iterable[str]) -> Tells:
    words = _("Something you share has moved on. Where it stands now: %(state)s.")
    return {
        str(row.key): Told(
            words % {"state": row.get_state_display()}, row.title, reverse("practices:work", args=[row.key])
        )
        for row in written_by(user, targets)
    }


@notice_kind("submission-forgotten", letter=FORGETTING)
def forgetting(user, targets: Iterable[str]) -> Tells:
    words = _("A draft that nobody touched for long will be deleted. Open it to keep it.")
    return {
        str(row.key): Told(words, row.title, reverse("practices:work", args=[row.key]))
        for row in written_by(user, targets)
    }


@notice_kind("asked-along", letter=ASKED_ALONG)
def asked_along(user, targets: Iterable[str]) -> Tells:
    rows = AuthorInvitation.objects.visible_to(user).filter(key__in=list(targets)).select_related("submission")
    words, there = _("Somebody asks you to write along."), reverse("practices:my-work")
    return {str(row.key): Told(words, row.submission.title, there) for row in rows}


@notice_kind("review-asked", letter=REVIEW_ASKED)
def review_asked(user, targets: Iterable[str]) -> Tells:
    """Without the title: a reviewer says first whether something stands between them and it."""
    open_states = (AssignmentState.ASKED, AssignmentState.ACCEPTED)
    rows = Assignment.objects.filter(key__in=list(targets), reviewer=user, state__in=open_states)
    words, about = _("A review is asked of you."), _("Your reviews")
    return {str(row.key): Told(words, about, reverse("practices:review", args=[row.key])) for row in rows}


@notice_kind("practice-hidden", letter=HIDDEN)
def hidden(user, targets: Iterable[str]) -> Tells:
    if not is_on_desk(user):
        return {}
    rows = Hiding.objects.open().filter(key__in=list(targets))
    words, there = (
        _("A practice was hidden because somebody may be at risk. Look at it today."),
        reverse("practices:hidden"),
    )
    return {str(row.key): Told(words, _("What is hidden"), there) for row in rows}


@notice_kind("practice-renewal", letter=RENEW)
def renewal(user, targets: Iterable[str]) -> Tells:
    from .renewal import token_of

    rows = {row.practice_key: row for row in Renewal.objects.filter(key__in=list(targets), user=user, answer="")}
    pages = PracticePage.objects.visible_to(None).filter(translation_key__in=rows).order_by("-pk")
    words = _("Something you published is due for a new look. Is it still right?")
    return {
        str(rows[page.translation_key].key): Told(
            words, page.title, reverse("practices:renew", args=[token_of(rows[page.translation_key])])
        )
        for page in pages
    }
