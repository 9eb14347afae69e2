"""Who of the demonstration's people writes, judges and decides."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist

from practices.models import Expertise

from .reading import BrokenContent

AUTHOR = "member-lipovgrad@causeway.example"
ASKED_ALONG = "member-borj-nassim@causeway.example"
FOCAL_POINT = "focal-point@causeway.example"
GUARD, EDITOR = "safeguarding@causeway.example", "editor@causeway.example"
REVIEWERS = {
    "reviewer@causeway.example": Expertise.PRACTITIONER,
    "reviewer-evaluation@causeway.example": Expertise.EVALUATION,
}
# For the third opinion and for appeals, which are judged by others than the first round.
MORE_REVIEWERS = {
    "reviewer-elsewhere@causeway.example": Expertise.PRACTITIONER,
    "evaluator-elsewhere@causeway.example": Expertise.EVALUATION,
}


def somebody(address: str):
    try:
        return get_user_model().objects.get(email=address)
    except ObjectDoesNotExist as error:
        raise BrokenContent(f"The demonstration has nobody called {address}.") from error
