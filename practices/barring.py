"""What speaks against somebody's judging a submission: one list of reasons, for offers and for requests alike."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.accounts.models import User
from members.cities.models import City

from .models import AssignmentState, ReviewerRefusal, Submission


class Against(models.TextChoices):
    WROTE = "wrote", _("wrote it")
    OWN_CITY = "own_city", _("works for the same city")
    REFUSED = "refused", _("the contributor asks for somebody else")
    JUDGED = "judged", _("judged it before the appeal")
    SAME_COUNTRY = "same_country", _("works in the same country")


# The same country is told and may be; everything else bars.
BARS = frozenset(Against) - {Against.SAME_COUNTRY}
# What would tell an editor where an entry without names is from; there it bars in silence.
TELLS_PLACE = frozenset({Against.WROTE, Against.OWN_CITY, Against.SAME_COUNTRY})


@dataclass(frozen=True)
class Known:
    """What is known of a submission before reviewers are looked for; read once for all of them."""

    authors: frozenset[int]
    cities: frozenset[int]
    country: str | None
    refused: int | None
    judged: frozenset[int]


def known_of(submission: Submission) -> Known:
    own = set(submission.cities.values_list("pk", flat=True))
    if submission.city_id:
        own.add(submission.city_id)
    refusal = ReviewerRefusal.objects.filter(submission=submission).first()
    return Known(
        authors=frozenset(submission.authorships.values_list("user", flat=True)),
        cities=frozenset(own),
        country=submission.city.country_id if submission.city else None,
        refused=refusal.person_id if refusal else None,
        judged=judged_before_appeal(submission),
    )


def judged_before_appeal(submission: Submission) -> frozenset[int]:
    """An appeal is for new eyes: whoever was asked before it is not asked again."""
    appeal = submission.steps.filter(move="appeal").order_by("-pk").first()
    if appeal is None:
        return frozenset()
    before = submission.assignments.filter(asked_on__lt=appeal.on).exclude(state=AssignmentState.REMOVED)
    return frozenset(before.values_list("reviewer", flat=True))


def city_of(user: User) -> City | None:
    profile = getattr(user, "profile", None)
    return profile.city if profile else None


def against(user: User, known: Known) -> list[Against]:
    """Every reason that is known; empty where nothing speaks against it."""
    found = []
    city = city_of(user)
    if user.pk in known.authors:
        found.append(Against.WROTE)
    if city and city.pk in known.cities:
        found.append(Against.OWN_CITY)
    if user.pk == known.refused:
        found.append(Against.REFUSED)
    if user.pk in known.judged:
        found.append(Against.JUDGED)
    if city and city.pk not in known.cities and city.country_id == known.country:
        found.append(Against.SAME_COUNTRY)
    return found


def is_barred(user: User, submission: Submission) -> bool:
    return bool(BARS.intersection(against(user, known_of(submission))))
