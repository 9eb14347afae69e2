"""The form with which organisers open the room of an event."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from members.discussions.choices import Attribution
from members.people.models import Profile
from members.people.plain import PlainField
from members.people.visibility import as_listed

from .rooms import facilitators_for


class FacilitatorField(forms.ModelChoiceField):
    """One of the facilitators of the network, by the name they show."""

    def __init__(self, **kwargs) -> None:
        super().__init__(Profile.objects.none(), to_field_name="key", **kwargs)
        self.reader = None

    def label_from_instance(self, obj) -> str:
        return as_listed(obj, self.reader)["name"]


class RoomForm(forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    title = PlainField(label=_("Title"), max_length=110)
    purpose = PlainField(label=_("Purpose"), max_length=1000, lines=True)
    attribution = forms.ChoiceField(
        label=_("How posts are signed"), choices=Attribution.choices, initial=Attribution.CHATHAM
    )
    needs_second_factor = forms.BooleanField(
        label=_("Only with a second factor"), required=False, help_text=_("Not everybody who registers has one.")
    )
    along = FacilitatorField(
        label=_("Who facilitates it with you"), help_text=_("A facilitator of the network who is in the directory.")
    )

    def __init__(self, data=None, *, user, title: str = "") -> None:
        super().__init__(data, initial={"form_key": uuid.uuid4(), "title": title[:110]})
        along = self.fields["along"]
        along.reader, along.queryset = user, facilitators_for(user)  # type: ignore[attr-defined]
