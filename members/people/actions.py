"""What is done with a profile."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from members.accounts import audit
from members.accounts.audit import Action
from members.cities.models import City

from .fields import FIELDS
from .models import Profile
from .permissions import can_edit, can_place

LISTS = ("works_on", "can_help", "looks_for")


@transaction.atomic
def save_profile(profile: Profile, *, by, values: dict, visibility: dict[str, str]) -> Profile:
    """Change one's own profile. Only known fields are taken, each with one of the three audiences."""
    if not can_edit(by, profile):
        raise PermissionDenied(_("Only you can change your profile."))
    profile = Profile.objects.select_for_update().get(pk=profile.pk)
    before = (profile.visibility, profile.listed, profile.protected_name)
    known = {field.name for field in FIELDS if field.editable} | {
        "display_name", "protected_name", "listed", "contactable",
    }  # fmt: skip
    for name, value in values.items():
        if name in known and name not in LISTS:
            setattr(profile, name, value)
    profile.visibility = {field.name: visibility.get(field.name, profile.level(field.name)) for field in FIELDS}
    profile.full_clean(exclude=["user"])
    profile.save()
    if before != (profile.visibility, profile.listed, profile.protected_name):
        audit.record(Action.VISIBILITY, actor=by, thing=profile, listed=profile.listed)
    for name in LISTS:
        if name in values:
            getattr(profile, name).set(values[name])
    return profile


@transaction.atomic
def place(profile: Profile, city: City | None, *, by) -> None:
    """Say which city somebody works for."""
    if not can_place(by, profile):
        raise PermissionDenied(_("Only a member manager can say which city somebody works for."))
    if profile.city_id == (city.pk if city else None):
        return
    profile.city = city
    profile.save(update_fields=["city"])
    audit.record(Action.MEMBER_PLACED, actor=by, thing=profile)
