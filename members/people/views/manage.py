"""The desk of those who decide on joining: requests, invitations, members."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from members.accounts.actions import set_status
from members.accounts.choices import Status
from members.accounts.models import User
from members.accounts.permissions import can_manage_members, has_second_factor

from ..actions import place
from ..choices import RequestState
from ..forms import DeclineForm, InviteForm, PlaceForm
from ..joining import TooMany, approve, decline, invite, revoke
from ..masking import masked, reveal
from ..models import Invitation, JoinRequest, Profile
from .doors import QueueView, too_many


class ManageView(QueueView):
    """What waits for a decision, and which invitations are open."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, InviteForm(by=request.user))

    def show(self, request: HttpRequest, form: InviteForm, *, status: int = 200) -> HttpResponse:
        waiting = JoinRequest.objects.visible_to(request.user).filter(state=RequestState.WAITING)
        invitations = Invitation.objects.visible_to(request.user).open().select_related("city__country")
        context = {
            "requests": [(row, masked(row.address)) for row in waiting.select_related("city__country")[:100]],
            "invitations": [(row, masked(row.address)) for row in invitations[:100]],
            "form": form,
            "manages": can_manage_members(request.user),
        }
        return render(request, "people/manage.html", context, status=status)


class InviteView(ManageView):
    """Invite an address; the answer is the same whether or not it is known."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("people:manage")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = InviteForm(request.POST, by=request.user)
        if not form.is_valid():
            return self.show(request, form, status=400)
        try:
            invite(form.cleaned_data["address"], form.cleaned_data["city"], by=request.user)
        except TooMany:
            return too_many(request, _("Enough invitations were sent today. Tomorrow you can send more."))
        messages.success(request, _("The invitation is on its way. It is valid for 14 days."))
        return redirect("people:manage")


class InvitationRevokeView(QueueView):
    def post(self, request: HttpRequest, key) -> HttpResponse:
        revoke(get_object_or_404(Invitation.objects.visible_to(request.user), key=key), by=request.user)
        messages.success(request, _("The invitation is taken back."))
        return redirect("people:manage")


class RequestView(QueueView):
    """One request, with what its sender wrote; a decision, or the address."""

    def request_of(self, request: HttpRequest, key) -> JoinRequest:
        rows = JoinRequest.objects.visible_to(request.user).select_related("city__country")
        return get_object_or_404(rows.exclude(state=RequestState.KNOWN), key=key)

    def get(self, request: HttpRequest, key) -> HttpResponse:
        asked = self.request_of(request, key)
        return self.show(request, asked, masked(asked.address), DeclineForm())

    def post(self, request: HttpRequest, key) -> HttpResponse:
        asked = self.request_of(request, key)
        verb = request.POST.get("do")
        if verb == "reveal":
            return self.show(request, asked, reveal(asked, asked.address, by=request.user), DeclineForm())
        if verb == "approve":
            approve(asked, by=request.user)
            messages.success(request, _("Approved. The person gets a link with which they set their password."))
            return redirect("people:manage")
        form = DeclineForm(request.POST)
        if not form.is_valid():
            return self.show(request, asked, masked(asked.address), form, status=400)
        decline(asked, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Declined. Your reason is sent to the person."))
        return redirect("people:manage")

    def show(self, request, asked: JoinRequest, address: str, form: DeclineForm, *, status: int = 200) -> HttpResponse:
        context = {
            "asked": asked,
            "address": address,
            "form": form,
            "waits": asked.state == RequestState.WAITING,
            "hidden": address != asked.address,
        }
        return render(request, "people/request.html", context, status=status)


class ManagersView(QueueView):
    """For member managers alone."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated or not can_manage_members(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class MemberListView(ManagersView):
    """Everybody with an account, their state and their city; addresses masked, and one shown when asked for."""

    template = "people/member_list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, self.template, self.context(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            shown = self.people().get(key=request.POST.get("reveal"))
        except (Profile.DoesNotExist, ValidationError):
            raise Http404
        reveal(shown.user, shown.user.email, by=request.user)
        return render(request, self.template, self.context(request, shown=shown))

    def people(self):
        return Profile.objects.exclude(user__status=Status.LEFT).select_related("user", "city__country")

    def context(self, request: HttpRequest, *, shown: Profile | None = None) -> dict:
        state = request.GET.get("state", "")
        rows = self.people()
        if state in Status.values:
            rows = rows.filter(user__status=state)
        page = Paginator(rows.order_by("display_name", "key"), 50).get_page(request.GET.get("page"))
        return {
            "page": page,
            "rows": [(one, one.user.email if one == shown else masked(one.user.email), one == shown) for one in page],
            "states": [(value, label) for value, label in Status.choices if value != Status.LEFT],
            "state": state,
        }


class MemberListInCmsView(MemberListView):
    """The same list inside the CMS."""

    template = "people/admin/member_list.html"

    def context(self, request: HttpRequest, *, shown: Profile | None = None) -> dict:
        header = {"page_title": _("Members"), "header_icon": "group"}
        return super().context(request, shown=shown) | header


class MemberView(ManagersView):
    """One account: its state, its city, and its address when asked for."""

    MOVES = {"suspend": Status.SUSPENDED, "reinstate": Status.APPROVED}

    def profile_of(self, key) -> Profile:
        rows = Profile.objects.exclude(user__status=Status.LEFT).select_related("user", "city__country")
        return get_object_or_404(rows, key=key)

    def get(self, request: HttpRequest, key) -> HttpResponse:
        profile = self.profile_of(key)
        return self.show(request, profile, masked(profile.user.email))

    def post(self, request: HttpRequest, key) -> HttpResponse:
        profile = self.profile_of(key)
        verb = request.POST.get("do")
        if verb == "reveal":
            return self.show(request, profile, reveal(profile.user, profile.user.email, by=request.user))
        if verb in self.MOVES:
            set_status(profile.user, self.MOVES[verb], by=cast(User, request.user))
            messages.success(request, _("Done. It holds from now on, on every device."))
        elif verb == "place":
            form = PlaceForm(request.POST)
            if form.is_valid():
                place(profile, form.cleaned_data["city"], by=request.user)
                messages.success(request, _("The city is written down."))
            else:
                messages.error(request, _("Choose a city of the list."))
        return redirect("people:member", profile.key)

    def show(self, request: HttpRequest, profile: Profile, address: str) -> HttpResponse:
        context = {
            "profile": profile,
            "address": address,
            "hidden": address != profile.user.email,
            "form": PlaceForm(initial={"city": profile.city_id}),
            "has_factor": has_second_factor(profile.user) and profile.user_id != request.user.pk,
            "can_suspend": profile.user.status == Status.APPROVED and profile.user_id != request.user.pk,
            "can_reinstate": profile.user.status in (Status.SUSPENDED, Status.LAPSED),
        }
        return render(request, "people/member.html", context)
