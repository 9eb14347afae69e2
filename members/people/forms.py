"""What people fill in here. Every form has its fields named one by one; what else is sent is ignored."""

from typing import Any, cast

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import can_manage_members
from members.cities.models import City
from network_site.themes.models import Theme
from network_site.themes.vocabulary import vocabulary

from .choices import LANGUAGES, PostsChoice, Sector, Visibility
from .fields import FIELDS
from .models import Profile
from .permissions import city_in_charge_of
from .plain import PlainField

LONGEST_PASSWORD = 1024


def published_cities():
    return City.objects.visible_to(None).select_related("country").order_by("name")


def offer(form: forms.Form, name: str, rows) -> None:
    """Say which rows a field offers."""
    cast(forms.ModelChoiceField, form.fields[name]).queryset = rows


class JoinForm(forms.Form):
    """Asking to be let in."""

    address = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = PlainField(label=_("Your name"), max_length=80)
    city = forms.ModelChoiceField(
        City.objects.none(), label=_("Your city"), required=False, empty_label=_("not in this list")
    )
    organisation = PlainField(
        label=_("Or your organisation"), max_length=120, required=False,
        help_text=_("If your city is not in the list, or you do not work for a city."),
    )  # fmt: skip
    function = PlainField(label=_("Your function"), max_length=120)
    why = PlainField(
        label=_("Why you would like to join"), max_length=1000, lines=True,
        help_text=_("Two or three sentences. Please name nobody but yourself."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "city", published_cities())

    def clean(self) -> dict:
        values = super().clean() or {}
        if not values.get("city") and not values.get("organisation") and not self.errors:
            raise ValidationError(_("Choose your city, or say which organisation you work for."))
        return values


class AcceptForm(forms.Form):
    """Using an invitation."""

    name = PlainField(
        label=_("Your name"), max_length=80,
        help_text=_("You can show your role and city instead; that is chosen in your profile."),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Choose a password"), strip=False, max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence that only you would say is a good one."),
    )  # fmt: skip
    again = forms.CharField(
        label=_("The same password again"), strip=False, max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args, address: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def clean(self) -> dict:
        values = super().clean() or {}
        password, again = values.get("password"), values.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords are not the same."))
        elif password:
            person = get_user_model()(email=self.address, first_name=values.get("name", ""))
            try:
                password_validation.validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return values


class InviteForm(forms.Form):
    """Inviting one address: anywhere for member managers, into their own city for focal points."""

    address = forms.EmailField(label=_("E-mail address"), max_length=254)
    city = forms.ModelChoiceField(City.objects.none(), label=_("City"), required=False)

    def __init__(self, *args, by, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        cities = City.objects.select_related("country").order_by("name")
        if can_manage_members(by):
            offer(self, "city", cities)
        else:
            own = city_in_charge_of(by)
            offer(self, "city", cities.filter(pk=own or 0))
            self.fields["city"].required = True
            self.fields["city"].initial = own


class DeclineForm(forms.Form):
    reason = PlainField(
        label=_("Reason"), max_length=400, lines=True, help_text=_("It is sent to the person. Be plain and kind.")
    )


class PlaceForm(forms.Form):
    city = forms.ModelChoiceField(City.objects.none(), label=_("City"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "city", City.objects.select_related("country").order_by("name"))


class ContactForm(forms.Form):
    text = PlainField(label=_("Your letter"), max_length=3000, lines=True, widget=forms.Textarea(attrs={"rows": 8}))


class LeaveForm(forms.Form):
    """Leaving for good."""

    posts = forms.ChoiceField(
        label=_("What you wrote here"), choices=PostsChoice, initial=PostsChoice.KEEP, widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label=_("I want to leave the network. I know that this cannot be undone."))


class ProfileForm(forms.Form):
    """One's own profile: each field with its audience beside it, made from the table of fields."""

    display_name = PlainField(label=_("Name"), max_length=80)
    protected_name = forms.BooleanField(
        label=_("Show my role and city instead of my name"), required=False,
        help_text=_("The city is shown only to those who may see it."),
    )  # fmt: skip
    listed = forms.BooleanField(
        label=_("List me in the directory"), required=False, help_text=_("Only members can read the directory.")
    )
    contactable = forms.BooleanField(
        label=_("Members may write to me"), required=False,
        help_text=_("They write by a form and do not learn your address."),
    )  # fmt: skip
    organisation = PlainField(max_length=120, required=False)
    function = PlainField(max_length=120, required=False)
    sector = forms.ChoiceField(choices=[("", "—"), *Sector.choices], required=False)
    languages = forms.MultipleChoiceField(choices=LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple)
    works_on = forms.ModelMultipleChoiceField(Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    can_help = forms.ModelMultipleChoiceField(Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    looks_for = forms.ModelMultipleChoiceField(
        Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    offers = PlainField(max_length=600, required=False, lines=True)
    capacity = PlainField(max_length=160, required=False)
    biography = PlainField(max_length=1200, required=False, lines=True)

    HEAD = ("display_name", "protected_name", "listed", "contactable")

    def __init__(self, data: Any = None, *, profile: Profile) -> None:
        self.profile = profile
        names = [*self.HEAD, *(field.name for field in FIELDS if field.editable)]
        initial = {name: self.value_of(name) for name in names}
        initial |= {f"see_{field.name}": profile.level(field.name).value for field in FIELDS}
        super().__init__(data, initial=initial)
        known = sorted(
            ((theme.pk, theme.label()) for theme in vocabulary().values()), key=lambda pair: pair[1].casefold()
        )
        for field in FIELDS:
            if field.editable:
                self.fields[field.name].label = field.label
            if field.kind == "themes":
                offer(self, field.name, Theme.objects.all())
                asked: Any = self.fields[field.name]
                asked.choices = known
            self.fields[f"see_{field.name}"] = forms.ChoiceField(
                label=_("Who sees “%(field)s”") % {"field": field.label}, choices=Visibility
            )

    def value_of(self, name: str):
        value = getattr(self.profile, name)
        return list(value.all()) if hasattr(value, "all") else value

    def pairs(self) -> list[dict]:
        """The fields with their audiences, for the page; a long list of words is folded away."""
        return [
            {
                "field": self[field.name] if field.editable else None,
                "see": self[f"see_{field.name}"],
                "label": field.label,
                "value": field.read(self.profile),
                "folded": field.kind in ("themes", "words"),
            }
            for field in FIELDS
        ]

    def values(self) -> dict:
        names = [*self.HEAD, *(field.name for field in FIELDS if field.editable)]
        return {name: self.cleaned_data[name] for name in names}

    def visibility(self) -> dict[str, str]:
        return {field.name: self.cleaned_data[f"see_{field.name}"] for field in FIELDS}
