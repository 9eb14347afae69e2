"""The desk: queues, and everything about one submission for those who decide its way."""

import uuid
from collections.abc import Container
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from members.accounts.choices import Status
from members.accounts.models import User
from members.accounts.roles import Role, has_role
from network_site.themes.models import Theme
from network_site.themes.vocabulary import vocabulary

from .. import choices
from ..assigning import assign, reviewers_for, unassign
from ..models import Assignment, AssignmentState, Hiding, Submission
from ..models.submission import DESK
from ..moves import Side, State
from ..nameless import UNTOLD, as_it_will_look
from ..permissions import access_authorship, can_archive, can_edit_desk, can_safeguard
from ..readiness import CHECKLIST, marks
from ..remarks import say
from ..submitting import keep_mark
from ..versions import FIELDS, differences, label_of, read
from ..vetting import accept, ask_changes, decline, findings, review_again, safeguard, take_on
from .rooms import MembersView, pairs_of
from .work import preview, reasons, timeline

# The queues in the order of the way, each with who works on it.
QUEUES = (
    ("safeguarding", gettext_lazy("Safeguarding"), State.SAFEGUARDING, Role.SAFEGUARDING),
    ("triage", gettext_lazy("First look"), State.TRIAGE, Role.EDITOR),
    ("review", gettext_lazy("In review"), State.IN_REVIEW, Role.EDITOR),
    ("decision", gettext_lazy("To decide"), State.DECISION, Role.EDITOR),
    ("changes", gettext_lazy("Changes asked"), State.CHANGES, Role.EDITOR),
    ("locked", pgettext_lazy("queue", "Locked"), State.LOCKED, Role.SAFEGUARDING),
    ("published", pgettext_lazy("queue", "Published"), State.PUBLISHED, Role.EDITOR),
    ("declined", gettext_lazy("Declined"), State.DECLINED, Role.EDITOR),
)
BY_NAME = {name: state for name, _label, state, _role in QUEUES}
AGES = {"overdue": gettext_lazy("overdue"), "month": gettext_lazy("here for more than 30 days")}
PER_PAGE = 25
WORDS = ("note", "strengths", "cautions", "text", "reason")  # what somebody may have written into a form of the desk


class DeskView(MembersView):
    """For editors and safeguarding editors; for everybody else there is nothing here."""

    def is_open(self, request: HttpRequest) -> bool:
        return super().is_open(request) and has_role(request.user, *DESK)


class QueueView(DeskView):
    """One queue, overdue first, by theme and by who has it."""

    def get(self, request: HttpRequest, queue: str = "") -> HttpResponse:
        rows = Submission.objects.on_desk(self.user)
        counts = dict(rows.order_by().values_list("state").annotate(number=Count("pk")))
        if not queue:
            mine = [name for name, _label, state, role in QUEUES if has_role(self.user, role) and counts.get(state)]
            queue = mine[0] if mine else ("triage" if has_role(self.user, Role.EDITOR) else "safeguarding")
        if queue not in BY_NAME:
            raise Http404
        rows = rows.filter(state=BY_NAME[queue])
        theme = Theme.objects.filter(slug=request.GET.get("theme", "")).first()
        if theme:
            rows = rows.filter(Q(themes=theme) | Q(themes__parent=theme)).distinct()
        editors = self.editors()
        who, age = self.chosen("who", {"me", "nobody", *editors}), self.chosen("age", AGES)
        rows = self.narrowed(rows, who, age)
        rows = (
            rows.select_related("city__country", "practice", "editor__profile")
            .prefetch_related("themes__terms")
            .in_queue_order()
        )
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "queue": queue,
            "queues": [(name, label, counts.get(state, 0)) for name, label, state, _role in QUEUES],
            "hidden": Hiding.objects.visible_to(self.user).open().count(),
            "archive": can_archive(self.user),
            "page": page,
            "themes": sorted(vocabulary().values(), key=lambda one: one.label().casefold()),
            "theme": theme,
            "who": who,
            "editors": editors.items(),
            "age": age,
            "ages": AGES.items(),
            "today": timezone.localdate(),
        }
        return render(request, "practices/desk/queue.html", context)

    def chosen(self, name: str, known: Container[str]) -> str:
        """What is asked of the queue; what nobody offers asks nothing."""
        asked = self.request.GET.get(name, "")
        return asked if asked in known else ""

    @staticmethod
    def editors() -> dict[str, str]:
        """Those who can have a submission, by their key, as the desk knows them."""
        people = User.objects.filter(status=Status.APPROVED, groups__name=Role.EDITOR.value).select_related("profile")
        names = {
            str(one.key): one.profile.display_name if hasattr(one, "profile") else _("an editor") for one in people
        }
        return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))

    def narrowed(self, rows: Any, who: str, age: str) -> Any:
        if who:
            rows = (
                rows.filter(editor={"me": self.user, "nobody": None}[who])
                if who in ("me", "nobody")
                else rows.filter(editor__key=who)
            )
        if age == "overdue":
            return rows.filter(due_on__lt=timezone.localdate())
        return rows.filter(since__lt=timezone.now() - timedelta(days=30)) if age else rows


class DeskSubmissionView(DeskView):
    """One submission on the desk: its text, marks, reviews, and what may be done next."""

    def get(self, request: HttpRequest, key) -> HttpResponse:
        submission = self.find(key)
        return self.show(submission)

    def find(self, key) -> Submission:
        rows = Submission.objects.on_desk(self.user).select_related("city__country", "practice", "country")
        return self.one(rows.prefetch_related("cities__country", "themes__terms"), key=key)

    def post(self, request: HttpRequest, key) -> HttpResponse:
        verb = request.POST.get("do", "")
        try:
            submission = self.find(key)
        except Http404:
            return self.not_sent(*(request.POST.get(name, "") for name in WORDS))
        act = getattr(self, f"do_{verb.replace('-', '_')}", None)
        if act is None:
            raise Http404
        if act(submission, request.POST) is False:
            return self.show(self.find(key), status=422 if self.refused == 422 else 409, typed=request.POST)
        still = Submission.objects.on_desk(self.user).filter(pk=submission.pk).exists()
        return redirect("practices:desk-one", key) if still else redirect("practices:desk")

    @staticmethod
    def notes(data: Any) -> dict[str, str]:
        """What is asked on single fields: as many pairs of field and words as the form had."""
        pairs = zip(data.getlist("note-field"), data.getlist("note-text"), strict=False)
        return {field: text for field, text in pairs if field and text.strip()}

    def do_keep(self, submission: Submission, data: Any) -> bool:
        if not can_safeguard(self.user, submission):
            raise Http404
        return self.attempt(
            keep_mark, submission, data.get("mark", ""), data.get("reason", ""), by=self.user, side=Side.SAFEGUARDING,
            done=_("Kept, with your reason."),
        )  # fmt: skip

    def do_safeguard(self, submission: Submission, data: Any) -> bool:
        return self.attempt(
            safeguard, submission, data.get("move", ""), by=self.user, note=data.get("note", ""), notes=self.notes(data), done=_("Done.")
        )  # fmt: skip

    def do_take_on(self, submission: Submission, data: Any) -> bool:
        return self.attempt(take_on, submission, by=self.user, done=_("In review. Ask at least two reviewers now."))

    def do_assign(self, submission: Submission, data: Any) -> bool:
        reviewer = User.objects.filter(key=data["reviewer"]).first() if is_uuid(data.get("reviewer")) else None
        if reviewer is None:
            raise Http404
        return self.attempt(assign, submission, reviewer, by=self.user, done=_("Asked."))

    def do_unassign(self, submission: Submission, data: Any) -> bool:
        if not is_uuid(data.get("assignment")):
            raise Http404
        row = self.one(Assignment.objects.filter(submission=submission), key=data["assignment"])
        return self.attempt(unassign, row, by=self.user, done=_("Taken away."))

    def do_review_again(self, submission: Submission, data: Any) -> bool:
        return self.attempt(review_again, submission, by=self.user, done=_("Open again. Ask a third reviewer."))

    def do_ask_changes(self, submission: Submission, data: Any) -> bool:
        return self.attempt(
            ask_changes, submission, by=self.user, note=data.get("note", ""), notes=self.notes(data), done=_("Sent back with your words.")
        )  # fmt: skip

    def do_decline(self, submission: Submission, data: Any) -> bool:
        return self.attempt(
            decline, submission, by=self.user, note=data.get("note", ""), done=_("Declined, with your reasons.")
        )

    def do_accept(self, submission: Submission, data: Any) -> bool:
        ticked = {name for name, _words in CHECKLIST} <= set(data.getlist("checklist"))
        return self.attempt(
            accept, submission, by=self.user, letter=data.get("note", ""), strengths=data.get("strengths", "")[:600],
            cautions=data.get("cautions", "")[:600], evidence=data.get("evidence", "E0"), checked=ticked, done=_("Published."),
        )  # fmt: skip

    def do_say(self, submission: Submission, data: Any) -> bool:
        return self.attempt(
            say, submission, data.get("text", ""), by=self.user, to_owner="to_owner" in data, done=_("Said.")
        )

    def do_authors(self, submission: Submission, data: Any) -> bool:
        people = access_authorship(self.user, submission)
        names = [person.profile.display_name for person in people if hasattr(person, "profile")]
        self.attempt(
            lambda: None,
            done=_("Written by: %(names)s.") % {"names": ", ".join(names)} if names else _("Not for you to know."),
        )
        return True

    def show(self, submission: Submission, status: int = 200, typed: Any = None) -> HttpResponse:
        editor = can_edit_desk(self.user, submission)
        guard = can_safeguard(self.user, submission)
        state = State(submission.state)
        found = marks(submission) if guard or state == State.DECISION else []
        judged = findings(submission) if state in (State.IN_REVIEW, State.DECISION) else None
        context = {
            "submission": submission,
            "editor": editor,
            "guard": guard,
            "is": {name: state == value for name, value in State.__members__.items()},
            "timeline": timeline(submission),
            **preview(submission, as_it_will_look(submission)),
            "reasons": reasons(submission),
            "open": [mark for mark in found if not mark.reason],
            "kept": [mark for mark in found if mark.reason],
            "changed": self.changed(submission),
            "assignments": submission.assignments.filter(round=submission.round).select_related("reviewer__profile"),
            "offers": reviewers_for(submission) if editor and state == State.IN_REVIEW else [],
            "judged": judged,
            "questions": [
                (label_of(note.field), note) for note in submission.field_notes.filter(round=submission.round)
            ],
            "remarks": submission.remarks.all(),
            "checklist": CHECKLIST,
            "levels": choices.Evidence.choices,
            "field_names": [(name, label_of(name)) for name in FIELDS],
            "typed": typed or {},
            "pairs": pairs_of(typed, 3),
            "ticked": typed.getlist("checklist") if typed else [],
            "unsent": [text for text in typed.getlist("note") + typed.getlist("text") if text.strip()]
            if status == 409
            else [],
            "done": AssignmentState.DONE,
        }
        return render(self.request, "practices/desk/one.html", context, status=status)

    @staticmethod
    def changed(submission: Submission) -> list:
        """What is not as it was: beside the published page for a change, or since it was last handed in."""
        mine = read(submission)
        if submission.practice and submission.state != State.PUBLISHED:
            there = read(submission.practice)
            found = differences({name: there.get(name, mine.get(name)) for name in mine}, mine)
        else:
            before = submission.versions.exclude(checklist=[]).filter(revision__lt=submission.revision).first()
            found = differences(before.content, mine) if before else []
        # Of an entry without names not even the difference may tell where it is from.
        return [row for row in found if not (submission.anonymous and row.name in UNTOLD)]


def is_uuid(text: Any) -> bool:
    try:
        uuid.UUID(str(text))
    except ValueError:
        return False
    return True
