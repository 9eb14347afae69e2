"""A site with a second sign-in, for the check to find."""

from django.contrib.auth.views import LoginView
from django.urls import path

urlpatterns = [path("side-door/", LoginView.as_view())]
