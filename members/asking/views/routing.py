"""For the facilitators of the network: what waits, and passing a question on."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.discussions.attribution import RULES
from members.discussions.choices import Attribution
from members.discussions.models import Post
from members.discussions.views.rooms import RoomView, asks
from members.people.models import Profile
from members.people.reading import CeilingReached, look_at
from members.people.views.doors import too_many
from members.people.visibility import signature

from ..choices import QuestionState
from ..fits import SHOWN, candidates
from ..models import Note, Question
from ..models.question import is_router
from ..routing import FEWEST, MOST, asked_now, pass_on, pass_on_anew, seconds, standings

MOST_SHOWN = 100


class RoutersView(RoomView):
    """For facilitators of the network; for everybody else nothing is here."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not is_router(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class QueueView(RoutersView):
    """Questions that wait or have no answer yet, those past their day first; and notes to look at."""

    sends_forms = False

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = (
            Question.objects.queue_of(self.user).with_clock().select_related("thread").prefetch_related("themes__terms")
        )
        today, waiting = timezone.localdate(), list[Any](rows[:MOST_SHOWN])
        found = [(row, row.first_answer is None and row.due_on < today) for row in waiting]
        found.sort(key=lambda pair: (pair[0].first_answer is not None, pair[0].due_on))
        notes = Note.objects.queue_of(self.user).order_by("handed_at")[:MOST_SHOWN]
        return render(request, "asking/queue.html", {"rows": found, "notes": notes})


class RouteView(RoutersView):
    """One question as its facilitators see it: its words while it waits, who could help, and who was asked."""

    def find(self, key) -> Question:
        rows = Question.objects.queue_of(self.user).with_clock().select_related("space", "thread", "asker__profile")
        return self.one(rows.prefetch_related("themes__terms"), key)

    def get(self, request: HttpRequest, key) -> HttpResponse:
        return self.show(self.find(key))

    def post(self, request: HttpRequest, key) -> HttpResponse:
        question = self.find(key)
        verb = asks(request, "pass-on", "anew")
        people = list(Profile.objects.listed_for(self.user).filter(key__in=keys_in(request.POST.getlist("person"))))
        if verb == "anew":
            done = self.attempt(pass_on_anew, question, people, by=self.user, done=_("They are asked."))
        else:
            second = Profile.objects.of_members().filter(key__in=keys_in([request.POST.get("second", "")])).first()
            done = self.attempt(
                pass_on, question, people, by=self.user, second=second, done=_("The question is passed on.")
            )
        return redirect("asking:route", key) if done else self.show(self.find(key), status=422)

    def show(self, question: Question, *, status: int = 200) -> HttpResponse:
        waits = question.state == QuestionState.WAITING
        places = MOST - (0 if waits else asked_now(question))
        offers = candidates(question, self.user)[:SHOWN] if places else []
        try:
            look_at([offer.profile for offer in offers], viewer=self.user)
        except CeilingReached:
            return too_many(self.request, _("You have looked at as many people as one may in a day. Go on tomorrow."))
        chosen = set(self.request.POST.getlist("person"))
        context = {
            "question": question, "waits": waits, "offers": [(offer, str(offer.profile.key) in chosen) for offer in offers],
            "rule": Attribution(question.privacy).label, "asker": byline_of(question, self.user) if waits else "",
            "seconds": [(row, signature(row, self.user)) for row in seconds(question, self.user)] if waits else (),
            "second": self.request.POST.get("second", ""), "asked": self.asked(question), "fewest": FEWEST, "most": MOST,
            "too_few": not waits and places > MOST - FEWEST,
            "places": ngettext("One more can be asked.", "%(many)s more can be asked.", places) % {"many": places},
        }  # fmt: skip
        return render(self.request, "asking/route.html", context, status=status)

    def asked(self, question: Question) -> list[dict]:
        """To whom it was passed on, and what came of it; the posts do not say who of them wrote which."""
        users = list(
            question.routings.select_related("user__profile__city__country").prefetch_related(
                "user__profile__user__groups"
            )
        )
        states = standings(question)
        said = {"invited": _("has not answered yet"), "in": _("said yes"), "left": _("said no, or has gone")}
        return [
            {
                "name": signature(row.user.profile, self.user) if hasattr(row.user, "profile") else _("Former member"),
                "state": said.get(states.get(row.user_id, "left"), said["left"]),
                "since": row.sent_at,
            }
            for row in users
        ]


def byline_of(question: Question, viewer) -> str:
    """Who asks, as far as they chose to tell: by the same rule as the post that it will be."""
    return RULES[Attribution(question.privacy)](Post(author=question.asker), viewer, {})


def keys_in(values: list[str]) -> list[UUID]:
    """The keys among some texts; what is none names nobody."""
    found = []
    for value in values[:50]:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
