"""What waits for a space's facilitators: questions to join, first posts, reports."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.people.visibility import signature

from .. import joining
from ..attribution import bylines
from ..choices import MembershipState, ReportState
from ..markup import shown
from ..models import Membership, Post, Report, Space
from ..moderating import dismiss, moderate
from ..showing import waiting_in
from .rooms import RoomView, asks, frame, key_of

MOST_SHOWN = 50
SHORT_MEASURES = ("approve", "show", "hide", "warn", "ask_suspension")


class WatchView(RoomView):
    """For the facilitators of this space; for everybody else nothing is here."""

    def get(self, request: HttpRequest, key) -> HttpResponse:
        return self.show(self.one(Space.objects.run_by(self.user), key))

    def post(self, request: HttpRequest, key) -> HttpResponse:
        space = self.one(Space.objects.run_by(self.user), key)
        verb, which = asks(request, "admit", "decline", "dismiss", *SHORT_MEASURES), key_of(request)
        if verb in ("admit", "decline"):
            row = self.one(Membership.objects.visible_to(self.user).filter(space=space), which)
            self.attempt(getattr(joining, verb), row, by=self.user, done=_("Done."))
        elif verb == "dismiss":
            row = self.one(Report.objects.queue_of(self.user).filter(post__thread__space=space), which)
            self.attempt(dismiss, row, by=self.user, done=_("The report is closed."))
        else:
            post = self.one(Post.objects.visible_to(self.user).filter(thread__space=space), which)
            note = request.POST.get("note", "")[:1000]
            self.attempt(moderate, post, verb, by=self.user, note=note, done=_("Done."))
        return redirect("discussions:watch", key)

    def show(self, space: Space) -> HttpResponse:
        asked = Membership.objects.visible_to(self.user).filter(space=space, state=MembershipState.ASKED)
        asked = asked.select_related("user__profile__city__country").prefetch_related("user__profile__user__groups")
        reports = Report.objects.queue_of(self.user).filter(post__thread__space=space, state=ReportState.OPEN)
        rows = list(reports.select_related("post__thread__space", "post__author")[:MOST_SHOWN])
        waiting = list(waiting_in(space, self.user)[:MOST_SHOWN])
        names = bylines([*waiting, *(row.post for row in rows)], self.user)
        context: dict[str, Any] = frame(space, self.user) | {
            "asked": [(row, signature(row.user.profile, self.user)) for row in asked[:MOST_SHOWN] if hasattr(row.user, "profile")],
            "reports": [(row, names[row.post_id], shown(row.post.html)) for row in rows],
            "waiting": [(row, names[row.pk], shown(row.html)) for row in waiting],
        }  # fmt: skip
        return render(self.request, "discussions/watch.html", context)
