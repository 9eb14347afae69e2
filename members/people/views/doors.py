"""Who comes through: members, deciders, or nobody at all."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from members.accounts.doors import MembersView, PrivateView
from members.accounts.permissions import is_member

from ..permissions import can_reach_queue

__all__ = ["MembersView", "PrivateView", "QueueView", "too_many"]


class QueueView(MembersView):
    """For those who decide on joining; for everybody else the address does not exist."""

    hidden = True

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not is_member(request.user) or not can_reach_queue(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


def too_many(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "people/too_many.html", {"sentence": sentence}, status=429)
