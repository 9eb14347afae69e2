"""What the rooms have in common: who is let in, and how a refusal is answered."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views import View

from members.accounts.models import User
from members.accounts.permissions import is_member

from ..models import Submission


class MembersView(View):
    """For members; for everybody else there is nothing here."""

    request: Any

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
            for sentence in refusal.messages:
                messages.error(self.request, sentence)
            return False
        except PermissionDenied as refusal:
            messages.error(self.request, str(refusal))
            return False
        if done:
            messages.success(self.request, done)
        return True


def own(user) -> Any:
    """The submissions somebody writes, ready to be shown."""
    return Submission.objects.of(user).select_related("practice", "city__country")
