"""Who comes through: members, or nobody at all; and what such a page tells caches and other sites."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View

from .permissions import is_member


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
