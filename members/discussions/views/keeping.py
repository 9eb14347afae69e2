"""Keeping threads, reading earlier versions, and opening a space in an emergency."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.people.visibility import signature

from ..attribution import author_behind
from ..forms import GlassForm, SplitForm, SummaryForm
from ..glass import break_glass_at
from ..keeping import merge, move_thread, split, summarise, turn
from ..markup import rendered, shown
from ..models import Moderation, Post, PostVersion, Space, Thread
from ..moves import MEASURES, TURNS
from ..permissions import can_break_glass, can_keep
from ..refusing import Meanwhile
from .rooms import RoomView, asks, frame, key_of

OFFERED = 100


class KeepView(RoomView):
    """Summarise, lock, archive, move, split, merge; for the facilitators of the thread's space."""

    def thread(self, key) -> Thread:
        thread = self.one(Thread.objects.visible_to(self.user).select_related("space"), key)
        if not can_keep(self.user, thread) or thread.merged_into_id:
            raise Http404
        return thread

    def get(self, request: HttpRequest, key) -> HttpResponse:
        return self.show(self.thread(key))

    def post(self, request: HttpRequest, key) -> HttpResponse:
        thread = self.thread(key)
        verb = asks(request, "summarise", "split", "merge", "move", *TURNS)
        if verb == "summarise":
            return self.summarise(thread)
        if verb == "split":
            return self.split(thread)
        if verb == "merge":
            into = self.one(Thread.objects.visible_to(self.user).filter(space=thread.space), key_of(request))
            thread = self.attempt(merge, thread, into, by=self.user, done=_("Merged.")) or thread
        elif verb == "move":
            space = self.one(Space.objects.run_by(self.user), key_of(request))
            self.attempt(move_thread, thread, space, by=self.user, done=_("Moved."))
        else:
            self.attempt(turn, thread, verb, by=self.user, done=_("Done."))
        return redirect(thread)

    def summarise(self, thread: Thread) -> HttpResponse:
        form = SummaryForm(self.request.POST)
        if not form.is_valid():
            return self.show(thread, summary=form, status=422)
        text, based_on = form.cleaned_data["summary"], form.cleaned_data["based_on"]
        try:
            if based_on.split() != thread.summary.split():
                raise Meanwhile
            kept = self.attempt(summarise, thread, text, by=self.user, based_on=based_on, form=form)
        except Meanwhile:
            again: Any = self.request.POST.copy()
            again["based_on"] = thread.summary
            form.data = again
            return self.show(thread, summary=form, theirs=thread.summary, status=409)
        return redirect(thread) if kept else self.show(thread, summary=form, status=422)

    def split(self, thread: Thread) -> HttpResponse:
        form = SplitForm(self.request.POST)
        if not form.is_valid():
            return self.show(thread, splitting=form, status=422)
        asked = [part for part in form.cleaned_data["numbers"].replace(",", " ").split() if part.isascii()]
        numbers = [int(part) for part in asked if part.isdigit() and len(part) < 7]
        posts = Post.objects.visible_to(self.user).filter(thread=thread, number__in=numbers)
        new = self.attempt(split, thread, posts, title=form.cleaned_data["title"], by=self.user, form=form)
        return redirect(new) if new else self.show(thread, splitting=form, status=422)

    def show(
        self, thread: Thread, *, summary: Any = None, splitting: Any = None, theirs: str = "", status: int = 200
    ) -> HttpResponse:
        others = Thread.objects.visible_to(self.user).standing().filter(space=thread.space).exclude(pk=thread.pk)
        kept = {"summary": thread.summary, "based_on": thread.summary}
        context = frame(thread.space, self.user) | {
            "thread": thread, "summary": summary or SummaryForm(initial=kept), "splitting": splitting or SplitForm(),
            "theirs": theirs, "others": others.by_activity()[:OFFERED],
            "spaces": Space.objects.run_by(self.user).exclude(pk=thread.space_id)[:OFFERED],
        }  # fmt: skip
        return render(self.request, "discussions/keep.html", context, status=status)


class VersionsView(RoomView):
    """How a post read before, for those who read it now."""

    sends_forms = False

    def get(self, request: HttpRequest, key) -> HttpResponse:
        post = self.one(Post.objects.visible_to(self.user).select_related("thread__space"), key)
        rows = PostVersion.objects.visible_to(self.user).filter(post=post)
        context = frame(post.thread.space, self.user) | {
            "measures": [(MEASURES[row.move], row) for row in Moderation.objects.visible_to(self.user).filter(post=post)],
            "thread": post.thread, "post": post, "versions": [(row, shown(rendered(row.text))) for row in rows],
        }  # fmt: skip
        return render(request, "discussions/versions.html", context)


class AskedView(RoomView):
    """What facilitators ask of the administrators: words about a post, neither the post nor whose it is."""

    sends_forms = False

    def get(self, request: HttpRequest) -> HttpResponse:
        if not can_break_glass(self.user):
            raise Http404
        rows = Moderation.objects.asking_suspension(self.user).select_related("post__thread__space")
        return render(request, "discussions/asked.html", {"rows": rows.order_by("-created_at")[:OFFERED]})


class EmergencyView(RoomView):
    """Break the glass; for administrators with a second factor."""

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not can_break_glass(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        keys = {name: request.GET.get(name, "")[:40] for name in ("space", "post")}
        return render(request, "discussions/emergency.html", {"form": GlassForm(initial=keys)})

    def post(self, request: HttpRequest) -> HttpResponse:
        form, author = GlassForm(request.POST), ""
        if form.is_valid():
            row = self.attempt(break_glass_at, by=self.user, form=form, **form.cleaned_data)
            if row and row.post is None:
                return redirect(row.space)
            if row:
                person = author_behind(row.post, self.user)
                author = self.called(person)
        context = {"form": form, "author": author}
        return render(request, "discussions/emergency.html", context, status=200 if author else 422)

    def called(self, person) -> str:
        if person is None:
            return _("Former member")
        return signature(person.profile, self.user) if hasattr(person, "profile") else _("Member")
