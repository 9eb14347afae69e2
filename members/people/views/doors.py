"""Who comes through: members, deciders, or nobody at all."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View

from members.accounts.permissions import is_member

from ..permissions import can_reach_queue

__all__ = ["MembersView", "PrivateView", "QueueView", "too_many"]


class PrivateView(View):
    """A page that is told to no other site and kept by no cache.

    A page that sends forms tells our own site where they come from: with `no-referrer` browsers send `Origin: null`,
    which the guard against forgery refuses.
    """

    sends_forms = True

    @method_decorator(sensitive_post_parameters())
    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "same-origin" if self.sends_forms else "no-referrer"
        return response


class MembersView(PrivateView):
    """For members. Others are asked to sign in; `hidden` rooms are not there for them at all."""

    hidden = False

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not is_member(request.user):
            if self.hidden or request.user.is_authenticated:
                raise Http404
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)


class QueueView(MembersView):
    """For those who decide on joining; for everybody else the address does not exist."""

    hidden = True

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not is_member(request.user) or not can_reach_queue(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


def too_many(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "people/too_many.html", {"sentence": sentence}, status=429)
