"""What one person sees of another. Pages, cards, the preview and the export all ask here."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from members.accounts.permissions import is_member
from members.accounts.roles import Role

from .choices import SEES, Audience, Visibility
from .closeness import close_to
from .fields import CARD, FIELDS, ProfileField
from .models import Profile


@dataclass(frozen=True)
class Told:
    """A field as it is told: what it is called, and what it says."""

    field: ProfileField
    value: Any

    @property
    def label(self):
        return self.field.label

    @property
    def kind(self) -> str:
        return self.field.kind


def audience_of(profile: Profile, viewer) -> Audience:
    """How a viewer stands to a profile."""
    if not is_member(viewer):
        return Audience.OUTSIDE
    if viewer.pk == profile.user_id:
        return Audience.OWNER
    tells_close = (
        Visibility.SPACES.value in profile.visibility.values()
    )  # else nothing hangs on it, and nothing is asked
    if tells_close and profile.user_id in close_to(viewer):
        return Audience.CLOSE
    return Audience.MEMBER


def seen_by(profile: Profile, viewer) -> dict:
    """Everything of a profile that a viewer may read: `name` and the told fields; empty for outsiders."""
    return seen_as(profile, audience_of(profile, viewer))


def seen_as(profile: Profile, audience: Audience, *, only: tuple[str, ...] = ()) -> dict:
    """The same for a kind of viewer, for the preview and for lists; `only` names the fields a list shows."""
    if audience == Audience.OUTSIDE or not (profile.listed or audience == Audience.OWNER):
        return {}
    told = told_to(profile, audience, only)
    return {"name": name_as(profile, told), "fields": told, "contactable": profile.contactable}


def told_to(profile: Profile, audience: Audience, only: tuple[str, ...] = ()) -> dict[str, Told]:
    """The fields that are told to an audience and say something."""
    asked = [field for field in FIELDS if not only or field.name in only]
    open_fields = [field for field in asked if profile.level(field.name) in SEES[audience]]
    read = {field.name: Told(field, field.read(profile)) for field in open_fields}
    return {name: told for name, told in read.items() if told.value}


def name_as(profile: Profile, told: dict[str, Told]) -> str:
    """The name, or for a protected one the role and the city as far as the city is told."""
    if profile.protected_name or not profile.display_name:
        return role_and_city(profile, told)
    return profile.display_name


def role_and_city(profile: Profile, told: dict[str, Told]) -> str:
    """The role, with the city where it is among what is told."""
    city = told.get("city")
    return _("%(role)s, %(city)s") % {"role": role_of(profile), "city": city.value} if city else role_of(profile)


def signature(profile: Profile, reader) -> str:
    """The name under which somebody's letter reaches its reader, whether or not they are in the directory."""
    return name_as(profile, city_told(profile, reader))


def role_signature(profile: Profile, reader) -> str:
    """The same where nobody signs with a name."""
    return role_and_city(profile, city_told(profile, reader))


def city_told(profile: Profile, reader) -> dict[str, Told]:
    """The city, if the reader is told it: the one field that a signature may need."""
    return told_to(profile, audience_of(profile, reader), ("city",))


def role_of(profile: Profile) -> str:
    """What somebody is here, in one word; reads the groups that `ready()` has fetched."""
    groups = {group.name for group in profile.user.groups.all()}
    return _("Focal point") if Role.FOCAL_POINT.value in groups else _("Member")


def as_listed(profile: Profile, viewer) -> dict:
    """A card of the directory: to oneself it shows what colleagues see, so that nobody takes a draft for the truth."""
    audience = audience_of(profile, viewer)
    if audience == Audience.OWNER:
        audience = Audience.CLOSE if profile.city_id else Audience.MEMBER
    return seen_as(profile, audience, only=CARD)
