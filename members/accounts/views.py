"""What the sign-in library does not have: ending a single session."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View

from .audit import Action, record
from .models import User
from .permissions import is_member
from .sessions import end_session


class EndSessionView(View):
    """End one of my sessions; another's does not exist for me."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        if not is_member(request.user) or not end_session(request.user, number):
            raise Http404
        user = cast(User, request.user)
        record(Action.SESSIONS_ENDED, actor=user, thing=user)
        messages.success(request, _("That session is ended."))
        return redirect("usersessions_list")

    def http_method_not_allowed(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        raise Http404
