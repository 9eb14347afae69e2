"""My work: where everything I wrote stands, who has it next, and what is asked of me."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..coauthors import accept_invitation, decline_invitation
from ..hiding import take_down
from ..models import AuthorInvitation, PracticePage, Submission
from ..moves import Side, State
from ..naming import name_of
from ..permissions import access_authorship, can_cosign, can_take_down, can_withdraw, is_first_author
from ..remarks import say
from ..sections import facts, sections
from ..submitting import begin_change, can_change, withdraw
from ..versions import label_of
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
        rows += [{"label": state.label, "state": "upcoming"} for state in WAY[WAY.index(State(submission.state)) + 1 :]]
    return rows


def reasons(submission: Submission) -> list[tuple[str, str]]:
    """What is not known yet, by field, and why."""
    return [
        (label_of(name) if name != "place" else _("Where"), reason) for name, reason in submission.not_known.items()
    ]


class MyWorkView(MembersView):
    """Everything I write, and what waits for me as a focal point."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = own(self.user).order_by("-touched_at", "-pk")[:200]
        asked = AuthorInvitation.objects.visible_to(self.user).select_related("submission")
        context = {
            "rows": rows,
            "asked_along": [(row, self.who_asks(row.submission)) for row in asked[:50]],
            "to_cosign": Submission.objects.to_cosign(self.user).select_related("city__country").in_queue_order()[:100],
        }
        return render(request, "practices/work/list.html", context)

    def who_asks(self, submission: Submission) -> str:
        people = access_authorship(self.user, submission)
        return name_of(people[0], self.user, anonymous=submission.anonymous) if people else _("a member")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer to being asked to write along; what is not open any more, or was never asked, answers the same."""
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


class WorkView(MembersView):
    """One submission as its authors see it, or the focal point who is to co-sign it."""

    def find(self, key) -> tuple[Submission, bool]:
        mine = own(self.user).filter(key=key).first()
        if mine:
            return mine, True
        return self.one(Submission.objects.to_cosign(self.user).select_related("city__country"), key=key), False

    def get(self, request: HttpRequest, key) -> HttpResponse:
        submission, mine = self.find(key)
        notes = submission.field_notes.filter(shown=True, answered=False) if mine else []
        context = {
            "submission": submission,
            "mine": mine,
            "reasons": reasons(submission),
            "shown_remarks": submission.remarks.filter(to_owner=True) if mine else [],
            "timeline": timeline(submission),
            "asked": [(label_of(note.field), note) for note in notes],
            "sections": sections(submission),
            "facts": facts(submission),
            "may_withdraw": mine and can_withdraw(self.user, submission),
            "may_take_down": mine and can_take_down(self.user, submission),
            "may_appeal": mine and is_first_author(self.user, submission) and may_appeal(submission),
            "may_cosign": can_cosign(self.user, submission),
            "decisions": submission.decisions.all() if mine else [],
            "may_hand_in": mine and is_first_author(self.user, submission),
        }
        return render(request, "practices/work/one.html", context)

    def post(self, request: HttpRequest, key) -> HttpResponse:
        submission, mine = self.find(key)
        verb, note = request.POST.get("do"), request.POST.get("note", "")
        if verb == "withdraw" and mine:
            self.attempt(withdraw, submission, by=self.user, done=_("Withdrawn. Nobody but you sees it now."))
        elif verb == "take-down" and mine:
            self.attempt(
                take_down,
                submission,
                by=self.user,
                done=_("Taken off the site. Its address says that it was withdrawn."),
            )
        elif verb == "say" and mine:
            self.attempt(say, submission, request.POST.get("text", ""), by=self.user, done=_("Said."))
        elif verb == "appeal" and mine:
            self.attempt(appeal, submission, by=self.user, note=note, done=_("Two new reviewers will be asked."))
        elif verb == "cosign":
            if self.attempt(cosign, submission, by=self.user, done=_("Co-signed. Safeguarding looks at it next.")):
                return redirect("practices:my-work")
        elif verb == "give-back":
            if self.attempt(give_back, submission, by=self.user, note=note, done=_("Given back with your words.")):
                return redirect("practices:my-work")
        else:
            raise Http404
        return redirect("practices:work", key)


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
