from django.urls import path

from .feeds import PracticeFeed

app_name = "practices"
urlpatterns = [path("feeds/practices.atom", PracticeFeed(), name="feed")]
