"""Lost second factors: where member managers ask, confirm and finish, and where the member says stop."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.choices import IdentityCheck, Status
from members.accounts.lost_factors import (
    WAIT,
    ask_factor_reset,
    cancel_factor_reset,
    confirm_factor_reset,
    finish_factor_reset,
    open_resets,
    reset_of,
)
from members.accounts.models import FactorReset, User
from members.accounts.permissions import has_second_factor

from ..models import Profile
from .doors import PrivateView
from .manage import ManagersView


class LostFactorView(ManagersView):
    """Begin the removal for one account, saying how it was made sure who asks."""

    def profile_of(self, key) -> Profile:
        rows = Profile.objects.filter(user__status=Status.APPROVED).select_related("user")
        return get_object_or_404(rows, key=key)

    def get(self, request: HttpRequest, key) -> HttpResponse:
        return self.show(request, self.profile_of(key))

    def post(self, request: HttpRequest, key) -> HttpResponse:
        profile = self.profile_of(key)
        try:
            ask_factor_reset(profile.user, check=request.POST.get("check", ""), by=cast(User, request.user))
        except (PermissionDenied, ValidationError) as refusal:
            return self.show(request, profile, said(refusal), status=422)
        messages.success(request, _("Begun. Another member of staff must confirm it, and then a day must pass."))
        return redirect("people:lost-factors")

    def show(self, request: HttpRequest, profile: Profile, fault: str = "", status: int = 200) -> HttpResponse:
        context = {
            "profile": profile,
            "checks": IdentityCheck.choices,
            "fault": fault,
            "has_factor": has_second_factor(profile.user),
        }
        return render(request, "people/lost_factor.html", context, status=status)


class LostFactorsView(ManagersView):
    """What was begun: who must do what next, and when."""

    VERBS = {"confirm": confirm_factor_reset, "finish": finish_factor_reset, "cancel": cancel_factor_reset}

    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        rows = [
            {
                "reset": row,
                "ready_at": row.confirmed_at + WAIT if row.confirmed_at else None,
                "ready": bool(row.confirmed_at and now >= row.confirmed_at + WAIT),
                "may_confirm": row.confirmed_at is None and request.user.pk not in (row.asked_by_id, row.user_id),
            }
            for row in open_resets()
        ]
        return render(request, "people/lost_factors.html", {"rows": rows})

    def post(self, request: HttpRequest) -> HttpResponse:
        verb = self.VERBS.get(request.POST.get("do", ""))
        try:
            reset = FactorReset.objects.get(key=request.POST.get("reset", ""))
        except (FactorReset.DoesNotExist, ValidationError):
            raise Http404
        if verb is None:
            raise Http404
        try:
            verb(reset, by=cast(User, request.user))
            messages.success(request, _("Done. The member was told, at every address we have."))
        except (PermissionDenied, ValidationError) as refusal:
            messages.error(request, said(refusal))
        return redirect("people:lost-factors")


class ObjectView(PrivateView):
    """“This was not me”: the notice leads here. Reading it changes nothing; one press stops the removal."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        known = reset_of(token) is not None
        return render(request, "people/lost_factor_stop.html", {"known": known}, status=200 if known else 404)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        reset = reset_of(token)
        if reset:
            cancel_factor_reset(reset, by=reset.user)
        return render(request, "people/lost_factor_stop.html", {"stopped": True})


def said(refusal: Exception) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
