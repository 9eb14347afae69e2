"""What may be read of an entry without names, or one that is judged blind, before it is published."""

import copy
from typing import Any

from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from network_site.pages.streams import stream_of

from .models import Submission

# What tells who wrote it, or where: none of it reaches a page without names, nor anybody who reads it before.
TELLING = ("lead_organisation", "partners", "contributors", "agency_roles", "mandate_holder", "funding")
# Fields whose very difference between two versions would tell it.
UNTOLD = (*TELLING, "cities", "country", "place_withheld")


def country_of(submission: Submission) -> str | None:
    return submission.city.country_id if submission.city else None


def pseudonym(submission: Submission) -> str:
    """“A practitioner in a city of 100 000 to 500 000”: all that is told of somebody who wants no name."""
    band = submission.city.population_band if submission.city else None
    return _("a practitioner in a city of %(band)s") % {"band": band.label} if band else _("a practitioner")


def signed(thing: Any, submission: Submission) -> Any:
    """The one contributor that an entry without names has."""
    return stream_of(
        type(thing), "contributors", [{"role": pseudonym(submission), "name": ""}], seed=str(submission.key)
    )


def as_it_will_look(submission: Submission) -> Submission:
    """The submission as its page will read; one without names has lost them here already. A copy, never to be saved."""
    if not submission.anonymous:
        return submission
    shown = without_telling(submission)
    shown.country = submission.country or (submission.city.country if submission.city else None)
    shown.contributors = signed(shown, submission)
    return shown


def as_reviewers_read(submission: Submission) -> Submission:
    """What a reviewer is shown: where it is judged blind, nothing that tells who wrote it or where."""
    if not submission.blind:
        return as_it_will_look(submission)
    shown = without_telling(submission)
    shown.country = None
    return shown


def without_telling(submission: Submission) -> Submission:
    shown = copy.copy(submission)
    for name in TELLING:
        setattr(shown, name, [] if isinstance(Submission._meta.get_field(name), StreamField) else "")
    shown.place_withheld = True
    return shown
