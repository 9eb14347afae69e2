"""Asking the network, one's own questions, and one question as its asker and those who are asked see it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from members.accounts.doors import PrivateView
from members.accounts.permissions import is_member
from members.discussions.attribution import bylines
from members.discussions.markup import words
from members.discussions.models import Membership
from members.discussions.views.rooms import RoomView, asks
from members.people.models import Profile
from network_site.themes.models import Theme

from ..actions import ask, withdraw_question
from ..choices import Privacy, QuestionState
from ..clock import TARGET
from ..closing import answers_to, close
from ..forms import AskForm, CloseForm
from ..marks import marks
from ..models import Note, Question
from ..models.question import is_router
from ..permissions import can_answer_call, can_close, can_pass_on, can_withdraw_question, can_write_note, is_askers
from ..routing import answer_call

MOST_SHOWN = 50
TEXTS = ("title", "situation", "tried")


class AskView(RoomView):
    """The form, for members; what it is and how to become one, for everybody else. The door on the home page leads here."""

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if is_member(request.user):
            return super().dispatch(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD"):
            raise Http404
        return PrivateView.dispatch(self, request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        if not is_member(request.user):
            return render(request, "asking/about.html", {"days": TARGET})
        return self.show(AskForm(languages=self.languages(), initial={"title": request.GET.get("q", "")[:140]}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AskForm(request.POST, languages=self.languages())
        if not form.is_valid():
            return self.show(form, status=422)
        values: dict[str, Any] = dict(form.cleaned_data)
        themes = Theme.objects.filter(slug__in=values.pop("themes"))
        done = _("Your question is with the facilitators. Here you see who has it next.")
        question = self.attempt(
            ask, by=self.user, form_key=values.pop("form_key"), values=values, themes=themes, reasons=request.POST, form=form, done=done
        )  # fmt: skip
        return redirect(question) if question else self.show(form, status=422)

    def languages(self) -> list[str]:
        profile = Profile.objects.visible_to(self.user).filter(user=self.user).first()
        return list(profile.languages or ()) if profile else []

    def show(self, form: AskForm, *, status: int = 200) -> HttpResponse:
        found = []
        if form.is_bound:
            texts = {name: str(form.data.get(name, ""))[:6000] for name in TEXTS}
            found = marks(texts, str(form.data.get("language", ""))[:10], form.data)
        context = {"form": form, "marks": labelled(found, form), "days": TARGET, "is_router": is_router(self.user)}
        return render(self.request, "asking/ask.html", context, status=status)


def labelled(found, form) -> list[dict[str, Any]]:
    """Marks with the name of the field in which each stands."""
    return [{"mark": row, "label": form.fields[row.found.field].label} for row in found]


class MineView(RoomView):
    """What I asked and who has it next, and what is asked of me."""

    hidden = False
    sends_forms = False

    def get(self, request: HttpRequest) -> HttpResponse:
        mine = Question.objects.of(self.user).with_clock().select_related("thread", "note").order_by("-asked_at")
        put = Question.objects.put_to(self.user).prefetch_related("themes__terms").select_related("space", "thread")
        rows = [(question, self.stands(question)) for question in put.order_by("-routed_at")[:MOST_SHOWN]]
        context = {
            "mine": [(row, step_of(row)) for row in mine[:MOST_SHOWN]], "put": rows, "is_router": is_router(self.user),
        }  # fmt: skip
        return render(request, "asking/mine.html", context)

    def stands(self, question: Question) -> bool:
        """Whether I said yes already; asked once for all."""
        if not hasattr(self, "_rooms"):
            self._rooms = set(
                Membership.objects.visible_to(self.user)
                .filter(user=self.user, state="in")
                .values_list("space", flat=True)
            )
        return question.space_id in self._rooms


def step_of(question: Any) -> dict[str, Any]:
    """Where a question stands: who has it next, and since when; nobody is named."""
    first, today = question.first_answer, timezone.localdate()
    if question.state == QuestionState.WAITING:
        step = {"who": _("A facilitator passes it on."), "since": question.asked_at}
    elif question.state == QuestionState.ROUTED and first is None:
        step = {"who": _("Members of other cities have it."), "since": question.routed_at}
    elif question.state == QuestionState.ROUTED:
        step = {"who": _("You: it has an answer. Say what helped when you know."), "since": first}
    else:
        step = {"who": "", "since": question.closed_at}
    late = question.is_open and first is None and question.due_on < today
    return step | {"late": late, "due": question.due_on if question.is_open and first is None else None, "first": first}


class QuestionView(RoomView):
    """One question. Who is asked reads its themes and its rule before they say yes, and not a word of it."""

    def find(self, key) -> Question:
        rows = Question.objects.visible_to(self.user).with_clock().select_related("space", "thread")
        return self.one(rows.prefetch_related("themes__terms"), key)

    def get(self, request: HttpRequest, key) -> HttpResponse:
        question = self.find(key)
        if is_askers(self.user, question):
            return self.show(question)
        if can_answer_call(self.user, question):
            return render(request, "asking/call.html", {"question": question})
        if can_pass_on(self.user, question):
            return redirect("asking:route", question.key)
        return redirect(question.thread) if question.thread else redirect("asking:mine")

    def post(self, request: HttpRequest, key) -> HttpResponse:
        question = self.find(key)
        verb = asks(request, "yes", "no", "close", "withdraw")
        if verb in ("yes", "no"):
            return self.answer(question, verb == "yes")
        if not is_askers(self.user, question):
            raise Http404
        if verb == "withdraw":
            self.attempt(withdraw_question, question, by=self.user, done=_("Your question is taken back."))
            return redirect("asking:mine")
        posts = {str(post.key): post for post in answers_to(question, self.user)}
        form = CloseForm(request.POST, answers=self.answers(question))
        if not form.is_valid():
            return self.show(question, form, status=422)
        helpful = [posts[key] for key in form.cleaned_data.get("helpful", ()) if key in posts]
        closed = self.attempt(
            close, question, by=self.user, result=form.cleaned_data["result"], words=form.cleaned_data["words"], helpful=helpful,
            form=form, done=_("Your question is closed. Thank you for saying what helped."),
        )  # fmt: skip
        return redirect(question) if closed else self.show(question, form, status=422)

    def answer(self, question: Question, agree: bool) -> HttpResponse:
        done = _("You are in. Here is the question.") if agree else _("You said no. Who asks is not told.")
        row = self.attempt(answer_call, question, by=self.user, agree=agree, done=done)
        return redirect(question.thread if row and agree and question.thread else "asking:mine")

    def answers(self, question: Question) -> list[tuple[str, str]]:
        """The answers to choose from: who signs each as the rule has it, and its first words."""
        if not can_close(self.user, question):
            return []
        posts = list(answers_to(question, self.user).select_related("thread__space")[:100])
        names = bylines(posts, self.user)
        return [
            (str(post.key), f"{post.number} · {names[post.pk].name}: {Truncator(words(post.text)).words(14)}")
            for post in posts
        ]

    def show(self, question: Question, form: CloseForm | None = None, *, status: int = 200) -> HttpResponse:
        may_close = can_close(self.user, question)
        context = {
            "question": question, "clock": step_of(question), "rule": Privacy(question.privacy).label, "may_close": may_close,
            "form": form or (CloseForm(answers=self.answers(question)) if may_close else None),
            "may_withdraw": can_withdraw_question(self.user, question), "may_note": can_write_note(self.user, question),
            "note": Note.objects.of(self.user).filter(question=question).first(),
        }  # fmt: skip
        return render(self.request, "asking/question.html", context, status=status)
