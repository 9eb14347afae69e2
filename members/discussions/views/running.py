"""For those who run a space: opening it, its settings, its people."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.people.directory import named
from members.people.models import Profile
from members.people.visibility import signature

from .. import joining
from ..choices import MembershipState, SpaceState
from ..forms import NewSpaceForm, SpaceForm
from ..models import Membership, Space
from ..permissions import can_open_space
from ..spaces import archive_space, change_space, create_space, reopen_space
from .rooms import RoomView, asks, frame, key_of

MOST_SHOWN = 200
SHOWN_STATES = (MembershipState.IN, MembershipState.INVITED)


class SpaceStartView(RoomView):
    """Open a space with somebody of the directory; for facilitators and administrators of the network."""

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not can_open_space(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        initial = {"form_key": uuid.uuid4(), "second": request.GET.get("with", "")}
        return self.show(NewSpaceForm(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewSpaceForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        data = form.settings()
        key, second = data.pop("form_key"), data.pop("second")
        other = Profile.objects.listed_for(self.user).filter(key=second).select_related("user").first()
        people = [self.user, *([other.user] if other else [])]
        space = self.attempt(
            create_space, by=self.user, form_key=key, facilitators=people, values=data, themes=form.cleaned_data["themes"],
            form=form, done=_("The space is open. Invite people, or let them find it."),
        )  # fmt: skip
        return redirect(space) if space else self.show(form, status=422)

    def show(self, form: NewSpaceForm, *, status: int = 200) -> HttpResponse:
        """The one who facilitates along is found by name first, and then goes with the form."""
        chosen = None
        try:
            asked = uuid.UUID(str(form["second"].value() or ""))
        except ValueError:
            asked = None
        if asked:
            chosen = Profile.objects.listed_for(self.user).for_cards().filter(key=asked).first()
        words = self.request.GET.get("name", "")[:80]
        context = {
            "form": form, "words": words, "found": named(self.user, words),
            "second": signature(chosen, self.user) if chosen else "",
        }  # fmt: skip
        return render(self.request, "discussions/space_start.html", context, status=status)


class SettingsView(RoomView):
    """Change a space; for its facilitators."""

    def get(self, request: HttpRequest, key) -> HttpResponse:
        space = self.one(Space.objects.run_by(self.user), key)
        return self.show(space, SpaceForm(instance=space))

    def post(self, request: HttpRequest, key) -> HttpResponse:
        space = self.one(Space.objects.run_by(self.user), key)
        verb = asks(request, "save", "archive", "reopen")
        if verb != "save":
            self.attempt(archive_space if verb == "archive" else reopen_space, space, by=self.user, done=_("Done."))
            return redirect(space)
        form = SpaceForm(request.POST, instance=Space.objects.run_by(self.user).get(pk=space.pk))
        if not form.is_valid():
            return self.show(space, form, status=422)
        values, themes = form.settings(), form.cleaned_data["themes"]
        done = _("The settings are kept. What is narrower is so for all that was said before.")
        saved = self.attempt(change_space, space, by=self.user, values=values, themes=themes, form=form, done=done)
        return redirect(space) if saved else self.show(space, form, status=422)

    def show(self, space: Space, form: SpaceForm, *, status: int = 200) -> HttpResponse:
        context = frame(space, self.user) | {"form": form, "archived": space.state == SpaceState.ARCHIVED}
        return render(self.request, "discussions/settings.html", context, status=status)


class PeopleView(RoomView):
    """Who is in a space, as its facilitators see it: never beside a pseudonym."""

    def get(self, request: HttpRequest, key) -> HttpResponse:
        space = self.one(Space.objects.run_by(self.user), key)
        words = request.GET.get("name", "")[:80]
        rows = Membership.objects.visible_to(self.user).filter(space=space, state__in=SHOWN_STATES)
        rows = rows.select_related("user__profile__city__country").prefetch_related("user__profile__user__groups")
        shown: list[Any] = [(row, self.called(row)) for row in rows.order_by("state", "-part", "key")[:MOST_SHOWN]]
        there = {row.user_id for row, _name in shown}
        context = frame(space, self.user) | {
            "people": shown, "words": words,
            "found": [pair for pair in named(self.user, words) if pair[0].user_id not in there],
        }  # fmt: skip
        return render(request, "discussions/people.html", context)

    def called(self, row: Membership) -> str:
        return signature(row.user.profile, self.user) if hasattr(row.user, "profile") else _("Member")

    def post(self, request: HttpRequest, key) -> HttpResponse:
        space = self.one(Space.objects.run_by(self.user), key)
        verb = asks(request, "invite", "appoint", "remove", "step-down")
        if verb == "step-down":
            self.attempt(joining.step_down, space, by=self.user, done=_("You facilitate no more, and are still in."))
            return redirect(space)
        which = key_of(request)
        if verb == "invite":
            profile = self.one(Profile.objects.listed_for(self.user), which)
            self.attempt(joining.invite, space, profile, by=self.user, done=_("Invited."))
        else:
            row = self.one(Membership.objects.visible_to(self.user).filter(space=space), which)
            self.attempt(joining.appoint if verb == "appoint" else joining.remove, row, by=self.user, done=_("Done."))
        return redirect("discussions:people", key)
