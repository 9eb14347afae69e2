from django.urls import path

from . import views

app_name = "events"
urlpatterns = [
    path("events/<str:slug>.ics", views.event_calendar, name="calendar"),
    path("feeds/events.ics", views.coming_calendar, name="coming-calendar"),
    path("feeds/events.atom", views.EventFeed(), name="feed"),
]
