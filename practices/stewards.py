"""Who looks after a practice that its writer keeps no more: whoever takes it over, or says yes to an editor."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from members.accounts.models import User
from members.accounts.permissions import is_member
from members.notifications.actions import notify
from members.people.models import Profile
from members.people.models.profile import city_of

from .coauthors import OPEN_DAYS, in_directory, valid
from .models import PracticePage, Renewal, RenewalAnswer, StewardOffer, Stewardship
from .moving import demand
from .permissions import can_name_owner
from .renewal import note_owner

OWNER_ASKED = "owner-asked"


def can_take_over(user, page: PracticePage) -> bool:
    """Members of a city that the practice is openly from, where nobody looks after it."""
    city = city_of(user) if is_member(user) else None
    if city is None or not page.needs_owner or page.place_withheld:
        return False
    return PracticePage.objects.of_keys([page.translation_key]).filter(cities=city).exists()


def held(page: PracticePage) -> PracticePage:
    return PracticePage.objects.select_for_update().get(pk=page.pk)


@transaction.atomic
def take_over(page: PracticePage, *, by) -> Stewardship:
    """Look after a practice from now on: to be asked about it, and to change it."""
    page = held(page)
    there = Stewardship.objects.filter(practice_key=page.translation_key).select_related("user").first()
    if there and there.user_id == by.pk:
        return there
    demand(
        can_take_over(by, page),
        _("Only members of a city this is from can take it over, and only while it needs somebody."),
    )
    return hand_over(page.translation_key, by)


def hand_over(key: UUID, to) -> Stewardship:
    """From now on it is theirs: whatever was asked of others is over."""
    row, _made = Stewardship.objects.update_or_create(
        practice_key=key, defaults={"user": to, "since": timezone.localdate()}
    )
    Renewal.objects.filter(practice_key=key, user=to, answer=RenewalAnswer.WRONG).update(answer="", answered_on=None)
    StewardOffer.objects.filter(practice_key=key).delete()
    note_owner(key)
    record(Action.PRACTICE_TAKEN_OVER, actor=to, thing=row)
    return row


@transaction.atomic
def name_owner(page: PracticePage, *, by, profile: Profile | None = None, address: str = "") -> StewardOffer:
    """Ask somebody of the directory, or whoever has an address, to look after a practice; the last one asked counts.

    An address is answered the same whether or not a member has it. The same person asked twice is asked once.
    """
    page = held(page)
    demand(can_name_owner(by, page), _("Only editors name somebody, and only for what needs somebody."))
    person = in_directory(profile, by) if profile else User.objects.filter(email=valid(address)).first()
    person = person if is_member(person) else None
    there = StewardOffer.objects.filter(practice_key=page.translation_key, until__gt=timezone.now()).first()
    if there and there.person == person:
        return there
    now = timezone.now()
    row, _made = StewardOffer.objects.update_or_create(
        practice_key=page.translation_key,
        defaults={"person": person, "asked_at": now, "until": now + timedelta(days=OPEN_DAYS)},
    )
    record(Action.PRACTICE_TAKEN_OVER, actor=by, thing=page, result="asked")
    if person:
        notify(OWNER_ASKED, person, target=str(row.key), cause=f"{OWNER_ASKED}:{row.key}:{now.timestamp()}")
    return row


@transaction.atomic
def answer_offer(offer: StewardOffer, *, by, accept: bool) -> Stewardship | None:
    """Say yes or no to looking after a practice. Said yes already, nothing happens; what is not open any more is refused."""
    mine = Stewardship.objects.filter(practice_key=offer.practice_key, user=by).first()
    row = StewardOffer.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=offer.pk).first()
    if row is None:
        if accept and mine is None:
            raise ValidationError(_("This is not open any more."))
        return mine
    if accept:
        return hand_over(row.practice_key, by)
    record(Action.PRACTICE_TAKEN_OVER, actor=by, thing=row, result="declined")
    row.delete()
    return None


def offered(pages) -> dict[UUID, StewardOffer]:
    """Whom editors have asked about these practices, by practice; nobody knows yet what they will say."""
    rows: QuerySet[StewardOffer] = StewardOffer.objects.filter(until__gt=timezone.now())
    return {row.practice_key: row for row in rows.filter(practice_key__in=[page.translation_key for page in pages])}
