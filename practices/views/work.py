"""My work: where everything I wrote stands, who has it next, and what is asked of me."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.people.directory import named
from members.people.models import Profile

from ..coauthors import accept_invitation, decline_invitation
from ..hiding import take_down
from ..models import AuthorInvitation, PracticePage, ReviewerRefusal, StewardOffer, Submission
from ..moves import WITHIN, Side, State
from ..nameless import as_it_will_look
from ..naming import name_of
from ..notices import titles_of
from ..permissions import (
    access_authorship,
    can_cosign,
    can_refuse_reviewer,
    can_take_down,
    can_withdraw,
    is_first_author,
)
from ..refusing import refuse_reviewer
from ..remarks import say
from ..sections import facts, sections
from ..steps import step_of
from ..stewards import answer_offer
from ..submitting import begin_change, can_change, withdraw
from ..versions import MEMBERS_ONLY, label_of
from ..vetting import appeal, cosign, give_back, may_appeal
from .rooms import MembersView, own

WAY = (State.DRAFT, State.SUBMITTED, State.SAFEGUARDING, State.TRIAGE, State.IN_REVIEW, State.DECISION, State.PUBLISHED)


def timeline(submission: Submission) -> list[dict]:
    """What happened, where it stands, and what is to come; roles and days, never names."""
    rows = [
        {
            "label": State(step.state).label, "state": "done", "when": date_format(step.on), "who": Side(step.side).label, "text": step.note,
        }
        for step in submission.steps.all()
    ]  # fmt: skip
    if rows:
        rows[-1]["state"] = "current"
    else:
        rows = [
            {"label": State(submission.state).label, "state": "current", "when": date_format(submission.created_at)}
        ]
    if submission.state in WAY:
        rows += [
            {"label": state.label, "state": "upcoming", "when": within(state)}
            for state in WAY[WAY.index(State(submission.state)) + 1 :]
            if not (state == State.SUBMITTED and submission.anonymous)
        ]
    return rows


def within(state: State) -> str:
    """How long a station takes at most, in words; nothing where nobody waits."""
    days = WITHIN.get(state)
    return ngettext("within %(count)d day", "within %(count)d days", days) % {"count": days} if days else ""


def reasons(submission: Submission) -> list[tuple[str, str]]:
    """What is not known yet, by field, and why."""
    return [
        (label_of(name) if name != "place" else _("Where"), reason) for name, reason in submission.not_known.items()
    ]


def preview(submission: Submission, shown: Submission) -> dict:
    """A submission's text for `work/text.html`: `shown` is what this reader may see of it, with what members will read."""
    return {
        "shown": shown,
        "cities": [] if shown.place_withheld else list(shown.cities.all()),
        "sections": sections(shown),
        "facts": facts(shown),
        "for_members": [(label_of(name), getattr(submission, name)) for name in MEMBERS_ONLY if getattr(submission, name)],
    }  # fmt: skip


class MyWorkView(MembersView):
    """Everything I write, and what waits for me as a focal point."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = own(self.user).order_by("-touched_at", "-pk")[:200]
        asked = AuthorInvitation.objects.visible_to(self.user).select_related("submission")
        context = {
            "rows": rows,
            "asked_along": [(row, self.who_asks(row.submission)) for row in asked[:50]],
            "offers": self.offers(),
            "to_cosign": Submission.objects.to_cosign(self.user).select_related("city__country").in_queue_order()[:100],
        }
        return render(request, "practices/work/list.html", context)

    def offers(self) -> list[tuple[StewardOffer, PracticePage]]:
        rows = list(StewardOffer.objects.visible_to(self.user)[:50])
        titles = titles_of([row.practice_key for row in rows])
        return [(row, titles[row.practice_key]) for row in rows if row.practice_key in titles]

    def who_asks(self, submission: Submission) -> str:
        people = access_authorship(self.user, submission)
        return name_of(people[0], self.user, anonymous=submission.anonymous) if people else _("a member")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer to being asked to write along; what is not open any more, or was never asked, answers the same."""
        if "offer" in request.POST:
            return self.answer_offer(self.uuid(request.POST["offer"]))
        key = self.uuid(request.POST.get("invitation", ""))
        invitation = AuthorInvitation.objects.visible_to(self.user).filter(key=key).first()
        verb = {"accept": accept_invitation, "decline": decline_invitation}.get(request.POST.get("do", ""))
        if verb is None:
            raise Http404
        if invitation is None:
            messages.info(request, _("This is not open any more."))
        elif verb is decline_invitation:
            self.attempt(verb, invitation, by=self.user, done=_("Declined. Nobody is told."))
        elif self.attempt(verb, invitation, by=self.user, done=_("You write along now.")):
            return redirect("practices:work", invitation.submission.key)
        return redirect("practices:my-work")

    def answer_offer(self, key) -> HttpResponse:
        """Say yes or no to an editor who asks to look after a practice."""
        offer, verb = StewardOffer.objects.visible_to(self.user).filter(key=key).first(), self.request.POST.get("do")
        if verb not in ("yes", "no"):
            raise Http404
        if offer is None:
            messages.info(self.request, _("This is not open any more."))
        else:
            done = _("It is yours to look after now. You will be asked about it in time.")
            done = done if verb == "yes" else _("Declined. The editors ask somebody else.")
            self.attempt(answer_offer, offer, by=self.user, accept=verb == "yes", done=done)
        return redirect("practices:my-work")


class WorkView(MembersView):
    """One submission as its authors see it, or the focal point who is to co-sign it."""

    def find(self, key) -> tuple[Submission, bool]:
        mine = own(self.user).filter(key=key).first()
        if mine:
            return mine, True
        return self.one(Submission.objects.to_cosign(self.user).select_related("city__country"), key=key), False

    def get(self, request: HttpRequest, key) -> HttpResponse:
        return self.show(*self.find(key))

    def show(self, submission: Submission, mine: bool, *, status: int = 200, typed: Any = None) -> HttpResponse:
        notes = submission.field_notes.filter(shown=True, answered=False) if mine else []
        first = mine and is_first_author(self.user, submission)
        context = {
            "submission": submission,
            "mine": mine,
            "reasons": reasons(submission),
            "shown_remarks": submission.remarks.filter(to_owner=True) if mine else [],
            "timeline": timeline(submission),
            "asked": [(label_of(note.field), step_of(note.field).name, note) for note in notes],
            **preview(submission, as_it_will_look(submission)),
            "may_withdraw": mine and can_withdraw(self.user, submission),
            "may_take_down": mine and can_take_down(self.user, submission),
            "may_appeal": first and may_appeal(submission),
            "may_cosign": can_cosign(self.user, submission),
            "may_refuse": mine and can_refuse_reviewer(self.user, submission),
            "refused": first and ReviewerRefusal.objects.filter(submission=submission).exists(),
            "decisions": submission.decisions.all() if mine else [],
            "may_hand_in": first,
            "typed": typed or {},
            "unsent": [text for name in ("note", "text") if (text := typed.get(name, "")).strip()]
            if status == 409
            else [],
        }
        return render(self.request, "practices/work/one.html", context, status=status)

    def post(self, request: HttpRequest, key) -> HttpResponse:
        verb, note = request.POST.get("do", ""), request.POST.get("note", "")
        try:
            submission, mine = self.find(key)
        except Http404:
            return self.not_sent(note, request.POST.get("text", ""))
        sides = {
            "withdraw": (mine, withdraw, {}, _("Withdrawn. Nobody but you sees it now.")),
            "take-down": (mine, take_down, {}, _("Taken off the site. Its address says that it was withdrawn.")),
            "say": (mine, say, {"text": request.POST.get("text", "")}, _("Said.")),
            "appeal": (mine, appeal, {"note": note}, _("Two new reviewers will be asked.")),
            "cosign": (True, cosign, {}, _("Co-signed. Safeguarding looks at it next.")),
            "give-back": (True, give_back, {"note": note}, _("Given back with your words.")),
        }
        allowed, act, values, done = sides.get(verb, (False, None, {}, ""))
        if not allowed:
            raise Http404
        if not self.attempt(act, submission, by=self.user, done=done, **values):
            return self.again(key)
        return redirect("practices:my-work") if verb in ("cosign", "give-back") else redirect("practices:work", key)

    def again(self, key) -> HttpResponse:
        """What was refused is shown with what was typed, as long as its page is open to them."""
        data = self.request.POST
        try:
            submission, mine = self.find(key)
        except Http404:
            return self.not_sent(data.get("note", ""), data.get("text", ""), status=409)
        return self.show(submission, mine, status=422 if self.refused == 422 else 409, typed=data)


class RefuseReviewerView(MembersView):
    """One person who is not to judge it, named by whoever began it; for everybody else there is nothing here."""

    def find(self, key) -> Submission:
        submission = self.one(own(self.user), key=key)
        if not can_refuse_reviewer(self.user, submission):
            raise Http404
        return submission

    def get(self, request: HttpRequest, key) -> HttpResponse:
        return self.show(self.find(key))

    def post(self, request: HttpRequest, key) -> HttpResponse:
        submission, who = self.find(key), {"address": request.POST.get("address", "")[:320]}
        if "person" in request.POST:
            who = {"profile": self.one(Profile.objects.listed_for(self.user), key=self.uuid(request.POST["person"]))}
        done = _("Kept. If this is one of the reviewers, somebody else is asked. You are not told which it was.")
        if self.attempt(refuse_reviewer, submission, by=self.user, done=done, **who):
            return redirect("practices:work", key)
        return self.show(submission, status=422)

    def show(self, submission: Submission, status: int = 200) -> HttpResponse:
        words = self.request.GET.get("name", "")[:80]
        context = {
            "submission": submission, "words": words, "found": named(self.user, words),
            "typed": self.request.POST.get("address", ""),
        }  # fmt: skip
        return render(self.request, "practices/work/refuse_reviewer.html", context, status=status)


class ChangeView(MembersView):
    """Begin a change to a published practice."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        practice = self.one(PracticePage.objects.visible_to(self.user), pk=pk)
        if not can_change(self.user, practice):
            raise Http404
        submission = begin_change(practice, by=self.user)
        messages.info(
            request, _("This is the text as it is published. Change what is no longer right, and hand it in.")
        )
        return redirect("practices:write", submission.key, "what")
