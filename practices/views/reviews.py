"""What a reviewer sees: what is assigned to them, and nothing else."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.accounts.roles import Role, has_role

from .. import choices
from ..criteria import BY_NAME, CRITERIA
from ..models import Assignment, AssignmentState, Review
from ..moves import State
from ..nameless import as_reviewers_read
from ..permissions import can_review
from ..reviewing import ReviewedMeanwhile, declare, hand_in, save_review, says, version_of
from ..versions import FIELDS, label_of
from .rooms import MembersView, pairs_of
from .work import preview, reasons


class ReviewersView(MembersView):
    def is_open(self, request: HttpRequest) -> bool:
        return super().is_open(request) and has_role(request.user, Role.REVIEWER)


class MyReviewsView(ReviewersView):
    """What I am asked to judge now, and what I have handed in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Assignment.objects.filter(reviewer=self.user).select_related("submission__city__country")
        waiting = rows.filter(
            state__in=(AssignmentState.ASKED, AssignmentState.ACCEPTED), submission__state=State.IN_REVIEW
        ).order_by("due_on")
        done = (
            rows.filter(state=AssignmentState.DONE).select_related("submission__practice", "review").order_by("-due_on")
        )
        context = {"waiting": waiting, "done": [(row, known_as(row)) for row in done[:50]]}
        return render(request, "practices/reviews/list.html", context)


def known_as(row: Assignment) -> str:
    """What a finished review was about, as long as its reviewer may know: while it is judged, and once it is public."""
    if may_be_read_again(row):
        return row.submission.title
    page = row.submission.practice
    return page.title if page and page.live else ""


def may_be_read_again(row: Assignment) -> bool:
    """Whoever has handed in reads on until it is decided; taken back, changed or decided it is theirs no more."""
    judged = row.submission.state in (State.IN_REVIEW, State.DECISION) and row.round == row.submission.round
    return row.state == AssignmentState.DONE and judged


class ReviewView(ReviewersView):
    """One review: first the statement on conflicts, then the text, the scores, the questions."""

    def find(self, key) -> Assignment:
        row = self.one(
            Assignment.objects.select_related("submission__city__country").filter(reviewer=self.user), key=key
        )
        if not can_review(self.user, row) and not may_be_read_again(row):
            raise Http404
        return row

    def get(self, request: HttpRequest, key) -> HttpResponse:
        return self.show(self.find(key))

    def post(self, request: HttpRequest, key) -> HttpResponse:
        verb = request.POST.get("do")
        mine = self.one(Assignment.objects.filter(reviewer=self.user), key=key)
        if verb in ("save", "hand-in") and not can_review(self.user, mine):
            return self.closed(mine)  # taken away or over while somebody was writing: their own words, and nothing else
        row = self.find(key)
        if verb == "conflict":
            self.attempt(declare, row, by=self.user, conflict=True, done=_("Thank you. Somebody else will be asked."))
            return redirect("practices:reviews")
        if verb == "no-conflict":
            self.attempt(declare, row, by=self.user, conflict=False)
            return redirect("practices:review", key)
        if verb not in ("save", "hand-in"):
            raise Http404
        values, questions = self.typed(request.POST)
        told: Any = {"values": values, "questions": questions, "based_on": request.POST.get("based_on")}
        try:
            if not self.attempt(save_review, row, by=self.user, **told):
                return self.show(row, status=422, typed=values)
        except ReviewedMeanwhile as other:
            return self.show(row, status=409, typed=values, there=other.there)
        if verb == "save":
            self.attempt(lambda: None, done=_("Saved. Hand it in when it is finished."))
            return redirect("practices:review", key)
        if not self.attempt(hand_in, row, by=self.user, done=_("Handed in. Thank you.")):
            return self.show(self.find(key), status=422)
        return redirect("practices:reviews")

    def closed(self, row: Assignment) -> HttpResponse:
        values, questions = self.typed(self.request.POST)
        if row.state == AssignmentState.DONE and says(row.review, values):
            return redirect("practices:reviews")  # pressed twice
        words = [
            f"{BY_NAME[name].title}: {values['scores'].get(name, '–')}. {text}"
            for name, text in values["words"].items()
            if text
        ]
        words += [values[name] for name in ("strengths", "cautions", "to_editor")] + list(questions.values())
        return self.not_sent("\n\n".join(filter(None, words)), status=409)

    @staticmethod
    def typed(data: Any) -> tuple[dict, dict[str, str]]:
        values = {
            "scores": {one.name: data.get(f"score-{one.name}", "") for one in CRITERIA},
            "words": {one.name: data.get(f"words-{one.name}", "").strip() for one in CRITERIA},
            **{name: data.get(name, "").strip() for name in ("evidence", "strengths", "cautions", "to_editor")},
        }
        values["scores"] = {name: score for name, score in values["scores"].items() if score in ("0", "1", "2", "3")}
        pairs = zip(data.getlist("note-field"), data.getlist("note-text"), strict=False)
        return values, {field: text for field, text in pairs if field in FIELDS and text.strip()}

    def show(
        self, row: Assignment, status: int = 200, *, typed: dict | None = None, there: Review | None = None
    ) -> HttpResponse:
        saved = Review.objects.filter(assignment=row).first()
        review = Review(assignment=row, **typed) if typed else saved or Review(assignment=row)
        review.scores = {name: int(score) for name, score in review.scores.items()}
        submission = row.submission
        reading = row.state != AssignmentState.ASKED
        context = {
            "assignment": row,
            "submission": submission,
            "reading": reading,
            "finished": row.state == AssignmentState.DONE,
            "review": review,
            "version": version_of(saved),
            "there": there,
            "pairs": pairs_of(self.request.POST if typed else None, 2),
            "criteria": [
                {
                    "criterion": one,
                    "anchors": list(enumerate(one.anchors)),
                    "score": review.scores.get(one.name),
                    "words": review.words.get(one.name, ""),
                }
                for one in CRITERIA
            ],
            "levels": choices.Evidence.choices,
            "field_names": [(name, label_of(name)) for name in FIELDS],
            "questions": [(label_of(n.field), n) for n in submission.field_notes.filter(round=row.round, side="reviewer")] if reading else [],
        }  # fmt: skip
        if reading:
            context |= {
                "reasons": reasons(submission),
                **preview(submission, as_reviewers_read(submission)),
            }
        return render(self.request, "practices/reviews/one.html", context, status=status)


class HowVettingWorksView(MembersView):
    """The criteria, the gates and the way, for everybody."""

    def is_open(self, request: HttpRequest) -> bool:
        return True

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "practices/how_vetting_works.html", {"criteria": CRITERIA})
