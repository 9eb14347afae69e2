"""Under which name somebody who writes is known to those who write with them."""

from django.utils.translation import gettext as _

from members.people.models import Profile
from members.people.visibility import as_listed, signature


def name_of(person, viewer, *, anonymous: bool) -> str:
    """The name as the directory shows it to this reader.

    Somebody who is not in the directory signs as they sign letters; under an entry without names, as a member and no more.
    """
    if person.pk == viewer.pk:
        return _("you")
    listed = Profile.objects.listed_for(viewer).for_cards().filter(user=person).first()
    if listed:
        return as_listed(listed, viewer)["name"]
    profile = Profile.objects.of_members().for_cards().filter(user=person).first()
    return _("a member") if anonymous or profile is None else signature(profile, viewer)
