"""Names made for one space: chosen or given, nobody else's in it, and telling nothing."""

import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.accounts.addresses import skeleton
from members.people.models import Profile
from members.people.plain import plain

from .models import Membership, Space

LONGEST = 40
FIRST = ("Amber", "Brown", "Calm", "Clear", "Dusky", "Early", "Far", "Green", "Grey", "High", "Little", "Long", "Late",
         "Quiet", "Red", "Silver", "Slow", "Still", "Tall", "White", "Wild", "Young")  # fmt: skip
SECOND = ("Alder", "Ash", "Beech", "Birch", "Brook", "Cedar", "Cliff", "Crane", "Dune", "Fern", "Finch", "Harbour",
          "Heron", "Hill", "Lake", "Lark", "Maple", "Meadow", "Oak", "Otter", "Pine", "Plover", "Reed", "River",
          "Rowan", "Stone", "Stork", "Swift", "Tern", "Willow")  # fmt: skip


def taken(space: Space) -> set[str]:
    """The names of a space as the eye sees them."""
    names = Membership.objects.filter(space=space).exclude(pseudonym="").values_list("pseudonym", flat=True)
    return {skeleton(name) for name in names}


def given_pseudonym(space: Space) -> str:
    """A name by chance; nothing of it comes from whom it is for."""
    used = taken(space)
    while True:
        name = f"{secrets.choice(FIRST)} {secrets.choice(SECOND)}"
        if skeleton(name) in used:
            name = f"{name} {secrets.randbelow(900) + 100}"
        if skeleton(name) not in used:
            return name


def valid_pseudonym(space: Space, user, typed: str) -> str:
    """A chosen name, or ValidationError: neither one's own nor a listed member's nor one that looks like another here."""
    name = plain(typed)
    if not 2 <= len(name) <= LONGEST:
        raise ValidationError(_("A pseudonym has two to forty letters."), code="pseudonym")
    own = Profile.objects.filter(user=user).values_list("display_name", flat=True).first() or ""
    if any(len(part) > 2 and part in name.casefold() for part in own.casefold().split()):
        raise ValidationError(_("This pseudonym holds a part of your name. Choose another."), code="pseudonym")
    if Profile.objects.listed_for(user).filter(display_name__iexact=name, protected_name=False).exists():
        raise ValidationError(_("This pseudonym cannot be used. Choose another."), code="pseudonym")
    if skeleton(name) in taken(space):
        raise ValidationError(_("This pseudonym cannot be used. Choose another."), code="pseudonym")
    return name
