"""What is told on the site of practices and submissions, each to whom it concerns and only while they may know it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from members.accounts.roles import has_role
from members.notifications.kinds import Told, notice_kind
from members.people.permissions import city_in_charge_of
from network_site.pages.languages import one_of_each

from .adoptions import can_change, can_confirm
from .calling import COSIGN_ASKED, DESK_CALLED, DESK_WAITS, WORKED_BY
from .choices import Recognition
from .lessons import QUOTE_ASKED, QUOTE_GIVEN
from .letters import ASKED_ALONG, FORGETTING, HIDDEN, MOVED, RENEW, REVIEW_ASKED
from .models import (
    Adoption,
    Assignment,
    AuthorInvitation,
    Hiding,
    PracticePage,
    Quotation,
    Renewal,
    StewardOffer,
    Submission,
)
from .moves import State
from .permissions import can_review, is_on_desk
from .stewards import OWNER_ASKED
from .told import ADOPTED_CHANGED, ANSWERED, DECLARED

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


@notice_kind(QUOTE_ASKED)
def quotation_asked(user, targets: Iterable[str]) -> Tells:
    rows = Quotation.objects.visible_to(user).filter(key__in=list(targets))
    words, about = _("Somebody asks whether words of yours may go along."), _("Your words")
    return {str(row.key): Told(words, about, reverse("practices:quotation", args=[row.key])) for row in rows}


@notice_kind(QUOTE_GIVEN)
def quotation_given(user, targets: Iterable[str]) -> Tells:
    words = _("Words that you quoted may go along. They wait beside your draft.")
    rows = [row for row in written_by(user, targets) if row.writing]
    return {str(row.key): Told(words, row.title, reverse("practices:brought", args=[row.key])) for row in rows}


@notice_kind("review-asked", letter=REVIEW_ASKED)
def review_asked(user, targets: Iterable[str]) -> Tells:
    """Without the title: a reviewer says first whether something stands between them and it."""
    rows = Assignment.objects.filter(key__in=list(targets), reviewer=user).select_related("submission")
    theirs = [row for row in rows if can_review(user, row)]
    words, about = _("A review is asked of you."), _("Your reviews")
    return {str(row.key): Told(words, about, reverse("practices:review", args=[row.key])) for row in theirs}


@notice_kind(COSIGN_ASKED)
def cosign_asked(user, targets: Iterable[str]) -> Tells:
    """To the focal points of the city, until one of them has answered."""
    rows = Submission.objects.to_cosign(user).filter(key__in=list(targets))
    words = _("Somebody of your city shares a practice. Does the city stand behind it?")
    return {str(row.key): Told(words, row.title, reverse("practices:work", args=[row.key])) for row in rows}


@notice_kind(DESK_WAITS)
def desk_waits(user, targets: Iterable[str]) -> Tells:
    """To those who work on a queue, while something is in it; without a title, for it is of the queue."""
    waiting = Submission.objects.on_desk(user).filter(state__in=list(targets)).values_list("state", flat=True)
    theirs = [state for state in set(waiting) if has_role(user, WORKED_BY[State(state)])]
    words = _("Something waits on the desk.")
    return {
        state: Told(words, str(State(state).label), reverse("practices:desk-queue", args=[state])) for state in theirs
    }


@notice_kind(DESK_CALLED)
def desk_called(user, targets: Iterable[str]) -> Tells:
    """To the editor who took it on."""
    rows = Submission.objects.on_desk(user).filter(key__in=list(targets), editor=user)
    words = _("Something that you took on needs you.")
    return {str(row.key): Told(words, row.title, reverse("practices:desk-one", args=[row.key])) for row in rows}


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


@notice_kind(OWNER_ASKED)
def owner_asked(user, targets: Iterable[str]) -> Tells:
    """To whoever an editor asks to look after a practice, until they have answered."""
    keys = dict(StewardOffer.objects.visible_to(user).filter(key__in=list(targets)).values_list("practice_key", "key"))
    words, titles = _("Somebody asks whether you would look after a practice."), titles_of(keys)
    return {
        str(key): Told(words, titles[practice].title, reverse("practices:my-work"))
        for practice, key in keys.items()
        if practice in titles
    }


@notice_kind(DECLARED)
def adoption_declared(user, targets: Iterable[str]) -> Tells:
    """To those who may answer, until somebody has."""
    rows = Adoption.objects.visible_to(user).filter(key__in=list(targets), recognition=Recognition.WAITING)
    theirs = [row for row in rows.select_related("city") if can_confirm(user, row)]
    return of_adoptions(theirs, _("A city says that it took up a practice of yours. Is that so?"))


@notice_kind(ANSWERED)
def adoption_answered(user, targets: Iterable[str]) -> Tells:
    rows = Adoption.objects.visible_to(user).filter(key__in=list(targets)).exclude(recognition=Recognition.WAITING)
    theirs = [row for row in rows.select_related("city") if can_change(user, row)]
    return of_adoptions(theirs, _("The practice's owner has answered what your city declared."))


def of_adoptions(rows: list[Adoption], words: str) -> Tells:
    titles = titles_of({row.practice_key for row in rows})
    return {
        str(row.key): Told(words, titles[row.practice_key].title, reverse("practices:adoption", args=[row.key]))
        for row in rows
        if row.practice_key in titles
    }


def titles_of(keys) -> dict:
    texts = PracticePage.objects.visible_to(None).filter(translation_key__in=list(keys)).select_related("locale")
    return {page.translation_key: page for page in one_of_each(texts)}


@notice_kind(ADOPTED_CHANGED)
def adopted_changed(user, targets: Iterable[str]) -> Tells:
    """To the focal points of cities that took it up; of one that is not shown any more, without its name."""
    city = city_in_charge_of(user)
    if city is None:
        return {}
    rows = Adoption.objects.filter(city=city, practice_key__in=list(targets)).exclude(recognition=Recognition.REFUSED)
    ours = rows.values_list("practice_key", flat=True)
    shown, words = titles_of(ours), _("A practice that your city took up has changed, or is kept up no more.")
    gone = _("A practice that was taken from the site. If you work by it, ask the network's editors.")
    return {
        str(key): Told(words, shown[key].title, shown[key].get_url())
        if key in shown
        else Told(gone, _("Adoption"), reverse("practices:transfer"))
        for key in ours
    }
