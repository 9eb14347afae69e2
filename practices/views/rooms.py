"""What the rooms have in common: who is let in, and how a refusal is answered."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views import View

from members.accounts.models import User
from members.accounts.permissions import is_member

from ..models import Submission
from ..moving import MovedMeanwhile


class MembersView(View):
    """For members; for everybody else there is nothing here."""

    request: Any
    refused = 200  # the status of the last thing that was attempted and refused

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not self.is_open(request):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def is_open(self, request: HttpRequest) -> bool:
        return is_member(request.user)

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def options(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        raise Http404

    def http_method_not_allowed(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        raise Http404

    def uuid(self, text: str) -> uuid.UUID:
        """A key as the address or a form has it; what is none names nothing."""
        try:
            return uuid.UUID(text)
        except ValueError:
            raise Http404

    def one(self, rows, **wanted):
        """The one row somebody may see, or the answer that nothing is there."""
        found = rows.filter(**wanted).first()
        if found is None:
            raise Http404
        return found

    def attempt(self, verb, *args, done: str = "", **kwargs) -> bool:
        """Do something and say how it went; a refusal is a sentence, never an error page."""
        try:
            verb(*args, **kwargs)
        except ValidationError as refusal:
            self.refused = 409 if isinstance(refusal, MovedMeanwhile) else 422
            for sentence in refusal.messages:
                messages.error(self.request, sentence)
            return False
        except PermissionDenied as refusal:
            self.refused = 403
            messages.error(self.request, str(refusal))
            return False
        if done:
            messages.success(self.request, done)
        return True

    def not_sent(self, *words: str, status: int = 404) -> HttpResponse:
        """Nothing was sent, for nothing is open here: what was typed is shown, to be copied. Nothing typed is a missing page.

        The answer is made of what was sent alone, so that it is the same whether or not anything was ever here.
        """
        typed = [text for text in words if text.strip()]
        if not typed:
            raise Http404
        return render(self.request, "practices/work/not_sent.html", {"typed": typed}, status=status)


def pairs_of(data: Any, number: int) -> list[tuple[str, str]]:
    """What a form asks on single fields, as it was typed; empty pairs make up the number."""
    if not hasattr(data, "getlist"):
        return [("", "")] * number
    typed = list(zip(data.getlist("note-field"), data.getlist("note-text"), strict=False))[:number]
    return typed + [("", "")] * (number - len(typed))


def own(user) -> Any:
    """The submissions somebody writes, ready to be shown."""
    return Submission.objects.of(user).select_related("practice", "city__country")
