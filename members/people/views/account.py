"""Everything about oneself in one place."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from ..actions import save_profile
from ..choices import Audience
from ..confirming import confirm, profile_of
from ..exporting import ask_for_export, fetchable
from ..following import address, find, follow, followed_by, thing_of, unfollow
from ..forms import LeaveForm, ProfileForm
from ..leaving import leave
from ..models import Profile
from ..rights import rights_of
from ..visibility import seen_as
from .doors import MembersView, PrivateView

PREVIEWED = (Audience.MEMBER, Audience.CLOSE, Audience.MANAGER)
fresh = method_decorator(reauthentication_required, name="dispatch")


class AccountView(MembersView):
    """The hub."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "profile": Profile.of(request.user),
            "rights": rights_of(request.user),
            "following": followed_by(request.user),
        }
        return render(request, "people/account.html", context)


class ProfileEditView(MembersView):
    """One's own profile, each field with its audience."""

    def get(self, request: HttpRequest) -> HttpResponse:
        own = Profile.of(request.user)
        return self.show(request, ProfileForm(profile=Profile.objects.ready().get(pk=own.pk)))

    def post(self, request: HttpRequest) -> HttpResponse:
        profile = Profile.of(request.user)
        form = ProfileForm(request.POST, profile=profile)
        if not form.is_valid():
            return self.show(request, form, status=400)
        save_profile(profile, by=request.user, values=form.values(), visibility=form.visibility())
        messages.success(request, _("Your profile is saved. This is how others see you."))
        return redirect("people:seen")

    def show(self, request: HttpRequest, form: ProfileForm, *, status: int = 200) -> HttpResponse:
        return render(request, "people/profile_edit.html", {"form": form, "pairs": form.pairs()}, status=status)


class SeenView(MembersView):
    """How others see me: by the same function that answers the others."""

    sends_forms = False

    def get(self, request: HttpRequest) -> HttpResponse:
        own = Profile.of(request.user)
        profile = Profile.objects.ready().get(pk=own.pk)
        views = [{"label": audience.label, "seen": seen_as(profile, audience)} for audience in PREVIEWED]
        return render(request, "people/seen.html", {"profile": profile, "views": views})


class FollowView(MembersView):
    """Follow or unfollow a thing, and come back to where the button stood."""

    def post(self, request: HttpRequest, kind: str, target: str) -> HttpResponse:
        if request.POST.get("stop"):
            unfollow(request.user, kind, target)
            messages.success(request, _("You do not follow this any more."))
            return self.back(request, thing_of(kind, target, request.user))
        thing = find(kind, target, request.user)
        try:
            follow(request.user, thing)
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("You follow this now. All that you follow stands in “My account”."))
        return self.back(request, thing)

    def back(self, request: HttpRequest, thing) -> HttpResponse:
        there = address(thing) if thing is not None and request.POST.get("back") else ""
        return redirect(there or "people:account")


@fresh
class ExportView(MembersView):
    """Ask for one's data, and see whether it is ready."""

    def get(self, request: HttpRequest) -> HttpResponse:
        export = fetchable(request.user, request.session.session_key)
        return render(request, "people/export.html", {"export": export})

    def post(self, request: HttpRequest) -> HttpResponse:
        ask_for_export(request.user, session_key=request.session.session_key)
        return redirect("people:export")


class ExportFileView(MembersView):
    """The archive, for the session that asked for it."""

    hidden = True

    def get(self, request: HttpRequest, key) -> HttpResponse:
        export = fetchable(request.user, request.session.session_key)
        if export is None or export.key != key or export.ready_at is None:
            raise Http404
        response = HttpResponse(bytes(export.content), content_type="application/zip")
        response["Content-Disposition"] = 'attachment; filename="my-data.zip"'
        return response


@fresh
class LeaveView(MembersView):
    """Leave the network for good."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, LeaveForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = LeaveForm(request.POST)
        if not form.is_valid():
            return self.show(request, form, status=400)
        leave(request.user, by=request.user, posts=form.cleaned_data["posts"])
        logout(request)
        return redirect("people:left")

    def show(self, request: HttpRequest, form: LeaveForm, *, status: int = 200) -> HttpResponse:
        return render(request, "people/leave.html", {"form": form}, status=status)


class LeftView(PrivateView):
    """The last page."""

    sends_forms = False

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "people/left.html")


class ConfirmView(PrivateView):
    """The yearly question. Opening the link changes nothing, for mail programs open links too."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        open_question = profile_of(token) is not None
        return render(request, "people/confirm.html", {"open": open_question}, status=200 if open_question else 404)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        profile = profile_of(token)
        if profile is None:
            return render(request, "people/confirm.html", {"open": False}, status=404)
        confirm(profile)
        return render(request, "people/confirm.html", {"done": True})
