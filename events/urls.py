from django.urls import path

from . import feeds, views

app_name = "events"
urlpatterns = [
    path("events/<str:slug>.ics", views.event_calendar, name="calendar"),
    path("feeds/events.ics", views.coming_calendar, name="coming-calendar"),
    path("feeds/events.atom", feeds.EventFeed(), name="feed"),
]
