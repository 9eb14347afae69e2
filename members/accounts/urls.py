"""The one way in, and what of the CMS's own ways leads to it."""

from allauth.account import views
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path, re_path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from .views import EndSessionView


def to_sign_in(request: HttpRequest, **kwargs) -> HttpResponse:
    """Lead to our own sign-in, whatever was posted here; where to go on must be a path of this site."""
    wanted = request.GET.get("next", "")
    known = (
        url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/") and wanted.isprintable()
    )
    return HttpResponseRedirect(reverse("account_login") + (f"?{urlencode({'next': wanted})}" if known else ""))


def to_sign_out(request: HttpRequest) -> HttpResponse:
    """The CMS's button signs out; its address alone leads to our page that asks first."""
    return views.logout(request) if request.method == "POST" else HttpResponseRedirect(reverse("account_logout"))


cms_urlpatterns = [
    path("login/", to_sign_in),
    path("logout/", to_sign_out),
    re_path(r"^password_reset/.*$", to_sign_in),
]

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("email/", views.email, name="account_email"),
    path("confirm-email/", views.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", views.confirm_email, name="account_confirm_email"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("inactive/", to_sign_in, name="account_inactive"),
    path("signup/", to_sign_in, name="account_signup"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/end/<int:number>/", EndSessionView.as_view(), name="accounts_end_session"),
    path("sessions/", include("allauth.usersessions.urls")),
]
