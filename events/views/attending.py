"""Registering for an event, entering its room, and what one registered for."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.accounts.doors import MembersView
from members.discussions.views.rooms import RoomView, asks

from .. import attending
from ..choices import AttendeeState
from ..models import EventIndexPage, EventPage
from ..notices import pages_of
from ..rooms import enter_room, room_of
from ..showing import events_of


class EventRoomView(RoomView):
    """Members do something about one event that they may know of."""

    http_method_names = ["post"]

    def page(self, key: UUID) -> EventPage:
        found = pages_of([str(key)], self.user).get(str(key))
        if found is None:
            raise Http404
        return found


class RegistrationView(EventRoomView):
    """Register, cancel, and say whether others may see one's name."""

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        page, shown = self.page(key), request.POST.get("shown") == "on"
        verb = asks(request, "register", "cancel", "show")
        if verb == "register":
            row = self.attempt(attending.register, key, by=self.user, shown=shown)
            if row is not None:
                self.say(row.state)
        elif verb == "cancel":
            self.attempt(attending.cancel, key, by=self.user, done=_("Cancelled. Your place goes to whoever waits."))
        else:
            self.attempt(attending.show_name, key, by=self.user, shown=shown, done=_("Kept."))
        if request.POST.get("back") == "mine":
            return redirect("events:mine")
        return redirect(f"{page.get_url()}#registration")

    def say(self, state: str) -> None:
        from django.contrib import messages

        words = {
            AttendeeState.REGISTERED: _("You are registered."),
            AttendeeState.WAITING: _("It is full: you are on the waiting list, and hear when a place becomes free."),
            AttendeeState.ASKED: _("Your question is with the organisers. You hear when they have answered."),
        }
        messages.success(self.request, words[AttendeeState(state)])


class RoomDoorView(EventRoomView):
    """Into the room of those who take part; for everybody else there is none."""

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        page = self.page(key)
        if room_of(key, self.user) is None:
            raise Http404
        space = self.attempt(enter_room, key, by=self.user)
        return redirect(space if space is not None else page.get_url())


class MyEventsView(MembersView):
    """What somebody registered for."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        section = EventIndexPage.objects.visible_to(request.user).in_language(get_language() or "en").first()
        context = events_of(request.user) | {
            "section": section.get_url() if section else "/",
            "breadcrumbs": [{"title": _("My events"), "url": ""}],
        }
        return render(request, "events/mine.html", context)
