"""The way in, for people who have no account yet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ..forms import AcceptForm, JoinForm
from ..joining import NotUsable, TooMany, accept, ask_to_join, usable
from .doors import PrivateView, too_many


class JoinView(PrivateView):
    """Asking to be let in. The answer is the same whether or not the address is known."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, JoinForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = JoinForm(request.POST)
        if not form.is_valid():
            return self.show(request, form, status=400)
        try:
            ask_to_join(**form.cleaned_data)
        except TooMany:
            return too_many(
                request, _("Many people ask to join at the moment. Please try again in an hour; nothing was saved.")
            )
        return redirect("people:join-asked")

    def show(self, request: HttpRequest, form: JoinForm, *, status: int = 200) -> HttpResponse:
        return render(request, "people/join.html", {"form": form}, status=status)


class JoinAskedView(PrivateView):
    """What happens next."""

    sends_forms = False

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "people/join_asked.html")


class AcceptView(PrivateView):
    """The link of an invitation. Used, expired, revoked and forged ones get one and the same page."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            invitation = usable(token)
        except NotUsable:
            return self.refuse(request)
        return self.show(request, AcceptForm(address=invitation.address, initial={"name": invitation.name}), invitation)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            invitation = usable(token)
            form = AcceptForm(request.POST, address=invitation.address)
            if not form.is_valid():
                return self.show(request, form, invitation, status=400)
            accept(token, password=form.cleaned_data["password"], name=form.cleaned_data["name"])
        except NotUsable:
            return self.refuse(request)
        messages.success(request, _("Your account is ready. Sign in with your address and your password."))
        return redirect(reverse("account_login"))

    def show(self, request: HttpRequest, form: AcceptForm, invitation, *, status: int = 200) -> HttpResponse:
        return render(request, "people/accept.html", {"form": form, "invitation": invitation}, status=status)

    def refuse(self, request: HttpRequest) -> HttpResponse:
        return render(request, "people/accept_refused.html", status=404)
