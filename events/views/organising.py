"""Who takes part in an event, for its organisers; for everybody else there is nothing here."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.discussions.guests import space_of
from members.discussions.views.rooms import RoomView, asks, key_of
from members.people.directory import named
from members.people.models import Profile

from .. import organising
from ..choices import STANDING, AttendeeState
from ..models import Attendee, EventPage
from ..notices import pages_of
from ..permissions import takes_registrations
from ..places import page_of, taken
from ..room_form import RoomForm
from ..rooms import KIND, open_room, room_of
from ..showing import called, with_people

SHOWN_A_PAGE = 100
ORDER = (AttendeeState.ASKED, AttendeeState.REGISTERED, AttendeeState.WAITING, AttendeeState.INVITED)


class OrganisersView(RoomView):
    """For organisers of one event; to everybody else nothing is there."""

    def page(self, key: UUID) -> EventPage:
        theirs = EventPage.objects.organised_by(self.user).filter(translation_key=key)
        found = pages_of([str(key)], self.user).get(str(key)) if theirs.exists() else None
        if found is None:
            raise Http404
        return found


class AttendeesView(OrganisersView):
    """Let in, decline with words, invite, and open the room of those who take part."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        return self.show(self.page(key))

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        page = self.page(key)
        verb = asks(request, "approve", "decline", "invite", "open-room")
        if verb == "open-room":
            return self.open_room(page)
        which = key_of(request)
        if verb == "invite":
            profile = self.one(Profile.objects.listed_for(self.user), which)
            self.attempt(organising.invite, key, profile, by=self.user, done=_("Invited."))
            return redirect("events:attendees", key)
        row = self.one(Attendee.objects.visible_to(self.user).at(key), which)
        if verb == "approve":
            self.attempt(organising.approve, row, by=self.user, done=_("Done. They hear of it."))
            return redirect("events:attendees", key)
        words = request.POST.get("words", "")
        done = _("Declined. They read your words.")
        if self.attempt(organising.decline, row, by=self.user, words=words, done=done) is None:
            return self.show(page, typed={"which": row.key, "words": words}, status=422)
        return redirect("events:attendees", key)

    def open_room(self, page: EventPage) -> HttpResponse:
        form = RoomForm(self.request.POST, user=self.user)
        if not form.is_valid():
            return self.show(page, room_form=form, status=422)
        values = dict(form.cleaned_data)
        along, form_key = values.pop("along"), values.pop("form_key")
        space = self.attempt(
            open_room, page.translation_key, by=self.user, form_key=form_key, along=along, values=values, form=form,
            done=_("The room is open. Whoever is registered finds it on the page of the event."),
        )  # fmt: skip
        if space is None:
            return self.show(page, room_form=form, status=422)
        return redirect("events:attendees", page.translation_key)

    def show(self, page: EventPage, *, typed: dict | None = None, room_form=None, status: int = 200) -> HttpResponse:
        key, words, number = page.translation_key, self.request.GET.get("name", "")[:80], self.page_number()
        start = (number - 1) * SHOWN_A_PAGE
        rows = Attendee.objects.visible_to(self.user).at(key).filter(state__in=STANDING)
        found: list[Any] = list(with_people(rows.order_by("state", "since", "pk"))[start : start + SHOWN_A_PAGE + 1])
        shown = [(row, called(row, self.user)) for row in found[:SHOWN_A_PAGE]]
        there = set(rows.values_list("user", flat=True)) if words else set()
        terms, room = page_of(key), room_of(key, self.user)
        has_room = space_of(KIND, key) is not None
        context = {
            "page": page, "terms": terms, "open": bool(terms and takes_registrations(terms)), "taken": taken(key),
            "groups": [(state.label, [pair for pair in shown if pair[0].state == state]) for state in ORDER],
            "any": bool(shown), "number": number, "has_next": len(found) > SHOWN_A_PAGE, "typed": typed, "words": words,
            "found": [pair for pair in named(self.user, words) if pair[0].user_id not in there],
            "room": room, "has_room": has_room,
            "room_form": None if has_room else room_form or RoomForm(user=self.user, title=page.title),
            "breadcrumbs": [{"title": page.title, "url": page.get_url()}, {"title": _("Who takes part"), "url": ""}],
        }  # fmt: skip
        return render(self.request, "events/attendees.html", context, status=status)
