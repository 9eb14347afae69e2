from django.urls import path

from . import feeds
from .views import attending, calendars, organising, recordings

app_name = "events"
urlpatterns = [
    path("account/events/", attending.MyEventsView.as_view(), name="mine"),
    path("events/<uuid:key>/registration/", attending.RegistrationView.as_view(), name="registration"),
    path("events/<uuid:key>/room/", attending.RoomDoorView.as_view(), name="room"),
    path("events/<uuid:key>/attendees/", organising.AttendeesView.as_view(), name="attendees"),
    path("events/<uuid:key>/recording/", recordings.RecordingView.as_view(), name="recording"),
    path("events/<str:slug>.ics", calendars.event_calendar, name="calendar"),
    path("feeds/events.ics", calendars.coming_calendar, name="coming-calendar"),
    path("feeds/events.atom", feeds.EventFeed(), name="feed"),
]
