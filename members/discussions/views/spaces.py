"""The list of spaces, a space, coming in and going, a new thread."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network_site.themes.models import Theme

from .. import joining
from ..about import thing_of
from ..choices import Attribution, Wish
from ..forms import JoinForm, ThreadForm
from ..markup import rendered, shown
from ..models import Membership, Space
from ..permissions import can_ask, can_break_glass, can_join, can_open_space, can_read
from ..showing import SPACES_A_PAGE, THREADS_A_PAGE, part_of, spaces_for, threads_for
from ..writing import start_thread
from .files import WritingView
from .rooms import RoomView, asks, frame, languages_of

# Each thing one can do about one's own place in a space, with the sentence that says it is done.
WAYS = {
    "join": (joining.join, gettext_lazy("You are in.")),
    "ask": (joining.ask_to_join, gettext_lazy("Your question is with the facilitators.")),
    "accept": (joining.accept, gettext_lazy("You are in.")),
    "turn-down": (joining.turn_down, gettext_lazy("You turned it down. Nobody is told.")),
    "leave": (joining.leave_space, gettext_lazy("You have left. What you wrote stays.")),
}


class SpaceListView(RoomView):
    """My spaces, and those I could come into."""

    hidden = False
    sends_forms = False

    def get(self, request: HttpRequest) -> HttpResponse:
        number = self.page_number()
        start = (number - 1) * SPACES_A_PAGE
        rows: list[Any] = list(spaces_for(self.user)[start : start + SPACES_A_PAGE + 1])
        shown_rows = rows[:SPACES_A_PAGE]
        context = {
            "groups": [
                {"title": _("You are invited"), "spaces": [row for row in shown_rows if row.invited]},
                {"title": _("My spaces"), "spaces": [row for row in shown_rows if row.inside]},
                {"title": _("Other spaces"), "spaces": [row for row in shown_rows if not (row.inside or row.invited)]},
            ],
            "any": bool(shown_rows), "number": number, "has_next": len(rows) > SPACES_A_PAGE,
            "may_open": can_open_space(self.user), "administers": can_break_glass(self.user),
        }  # fmt: skip
        return render(request, "discussions/space_list.html", context)


class SpaceView(RoomView):
    """One space: its rules, its threads, and one's own place in it."""

    def get(self, request: HttpRequest, key) -> HttpResponse:
        return self.show(self.one(Space.objects.visible_to(self.user), key))

    def post(self, request: HttpRequest, key) -> HttpResponse:
        space = self.one(Space.objects.visible_to(self.user), key)
        if asks(request, *WAYS, "wish") == "wish":
            self.attempt(joining.set_wish, space, request.POST.get("wish", ""), by=self.user, done=_("Kept."))
            return redirect(space)
        verb, done = WAYS[request.POST["do"]]
        form = JoinForm(request.POST, pseudonyms=space.attribution == Attribution.PSEUDONYM)
        if verb in (joining.turn_down, joining.leave_space):
            self.attempt(verb, space, by=self.user, done=done)
            return redirect("discussions:spaces")
        if not form.is_valid():
            return self.show(space, form=form, status=422)
        if self.attempt(verb, space, by=self.user, form=form, done=done, **form.cleaned_data) is None:
            return self.show(space, form=form, status=422)
        return redirect(space)

    def show(self, space: Space, *, form: JoinForm | None = None, status: int = 200) -> HttpResponse:
        part = part_of(self.user, space)
        reads, number = can_read(self.user, space), self.page_number()
        start = (number - 1) * THREADS_A_PAGE
        rows = list(threads_for(space, self.user)[start : start + THREADS_A_PAGE + 1]) if reads else []
        way = self.way_in(space, part)
        if way in ("join", "ask", "accept") and form is None:
            start_with = {"wish": joining.usual_wish(space)}
            form = JoinForm(initial=start_with, pseudonyms=space.attribution == Attribution.PSEUDONYM)
        context = frame(space, self.user) | {
            "part": part, "reads": reads, "threads": rows[:THREADS_A_PAGE], "number": number,
            "has_next": len(rows) > THREADS_A_PAGE, "form": form, "way": way, "wishes": Wish.choices,
            "facilitators": Membership.objects.visible_to(self.user).facilitating().filter(space=space).count(),
        }  # fmt: skip
        return render(self.request, "discussions/space.html", context, status=status)

    def way_in(self, space: Space, part) -> str:
        """What somebody can do about their place: nothing, where they wait or were turned down."""
        state = part.membership.state if part.membership else ""
        if state in ("in", "asked", "declined"):
            return state
        if state == "invited":
            return "accept"
        if can_join(self.user, space):
            return "join"
        return "ask" if can_ask(self.user, space) else ""


class ThreadStartView(WritingView):
    """Begin a thread; for those who are in."""

    def space(self, key) -> tuple[Space, Any]:
        space = self.one(Space.objects.open_to(self.user), key)
        part = part_of(self.user, space)
        if not part.writes:
            raise Http404
        return space, part

    def get(self, request: HttpRequest, key) -> HttpResponse:
        space, _part = self.space(key)
        return self.show(space, ThreadForm(languages=languages_of(space), about=request.GET.get("about", "")[:80]))

    def post(self, request: HttpRequest, key) -> HttpResponse:
        space, _part = self.space(key)
        if self.drops(request.POST.get("form_key")):
            return self.show(space, ThreadForm(initial=self.typed(), languages=languages_of(space)))
        form = ThreadForm(request.POST, request.FILES, languages=languages_of(space))
        self.hold_files(form, space, request.POST.get("form_key"))
        if not form.is_valid():
            return self.show(space, form, status=422)
        if asks(request, "preview", "send") == "preview":
            return self.show(space, form, preview=shown(rendered(form.cleaned_data["text"])))
        values = {name: form.cleaned_data[name] for name in ("title", "kind", "text", "language")}
        kind, _colon, about = form.cleaned_data["about"].partition(":")
        chosen = set(form.cleaned_data["themes"])
        if thing_of(kind, about, self.user):  # what the writer may not know of is nothing that one could name
            values |= {"about_kind": kind, "about_key": about}
            chosen |= {about} if kind == "theme" else set()
        themes = Theme.objects.filter(slug__in=chosen)
        post = self.attempt(
            start_thread, space, by=self.user, form_key=form.cleaned_data["form_key"], values=values, themes=themes, form=form
        )  # fmt: skip
        return redirect(post.thread) if post else self.show(space, form, status=422)

    def show(self, space: Space, form: ThreadForm, *, preview: str = "", status: int = 200) -> HttpResponse:
        context = frame(space, self.user) | {"form": form, "preview": preview, "held": ()}
        if self.request.method == "POST":
            context["held"] = self.held(form["form_key"].value())
        return render(self.request, "discussions/thread_form.html", context, status=status)
