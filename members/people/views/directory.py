"""People for members: the directory, a profile, a letter."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ..contact import write_to
from ..directory import directory_page
from ..forms import ContactForm
from ..joining import TooMany
from ..models import Profile
from ..permissions import can_contact
from ..reading import CeilingReached, look_at
from ..visibility import seen_by, signature
from .doors import MembersView, too_many


def ceiling(request: HttpRequest) -> HttpResponse:
    return too_many(
        request, _("You have looked at 100 profiles today. Tomorrow you can go on; the member managers were told.")
    )


class DirectoryView(MembersView):
    """Members who chose to be listed, twenty at a time."""

    sends_forms = False

    def get(self, request: HttpRequest) -> HttpResponse:
        context = directory_page(request.user, request.GET)
        try:
            look_at(context["profiles"], viewer=request.user)
        except CeilingReached:
            return ceiling(request)
        return render(request, "people/directory.html", context)


class ProfileView(MembersView):
    """One member, as far as they tell this viewer."""

    sends_forms = False
    hidden = True

    def get(self, request: HttpRequest, key) -> HttpResponse:
        profile = get_object_or_404(Profile.objects.visible_to(request.user).ready(), key=key)
        try:
            look_at([profile], viewer=request.user)
        except CeilingReached:
            return ceiling(request)
        seen = seen_by(profile, request.user)
        context = {
            "profile": profile,
            "seen": seen,
            "is_own": profile.user_id == request.user.pk,
            "can_contact": can_contact(request.user, profile),
        }
        return render(request, "people/profile.html", context)


class ContactView(MembersView):
    """A letter to a member. Who takes none, or is not seen, is not there."""

    def recipient(self, request: HttpRequest, key) -> Profile:
        profile = get_object_or_404(Profile.objects.of_members().ready(), key=key)
        if not can_contact(request.user, profile):
            raise Http404
        setattr(profile.user, "_city_key", profile.city_id)  # noqa: B010  (known already; `city_of` would ask again)
        return profile

    def get(self, request: HttpRequest, key) -> HttpResponse:
        return self.show(request, self.recipient(request, key), ContactForm())

    def post(self, request: HttpRequest, key) -> HttpResponse:
        profile = self.recipient(request, key)
        form = ContactForm(request.POST)
        if not form.is_valid():
            return self.show(request, profile, form, status=400)
        try:
            write_to(profile, sender=request.user, text=form.cleaned_data["text"])
        except TooMany:
            return too_many(
                request, _("This is one letter too many for now. Copy your text and send it again tomorrow.")
            )
        messages.success(request, _("Your letter is on its way. An answer comes to you by mail."))
        return redirect("people:directory")

    def show(self, request: HttpRequest, profile: Profile, form: ContactForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "profile": profile,
            "name": signature(profile, request.user),
            "signed": signature(Profile.of(request.user), profile.user),
        }
        return render(request, "people/contact.html", context, status=status)
