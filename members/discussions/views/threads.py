"""A thread, answering it, changing a post, reporting one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ..about import thing_of
from ..choices import ReactionKind, Wish
from ..forms import ChangeForm, EditForm, MendForm, ReplyForm, ReportForm
from ..hearing import mentionable
from ..keeping import accept_answer
from ..markup import quoted, rendered, shown
from ..models import Post, PostFile, Space, Thread
from ..moderating import moderate, report
from ..permissions import can_edit, can_moderate, can_report, takes_posts
from ..reading import Read, mark_of, remember, set_thread_wish
from ..refusing import Meanwhile
from ..showing import first_unread, offers_accepting, page_of, pages_of, part_of, posts_on, themes_of
from ..writing import edit_post, react, reply, take_away
from .files import WritingView
from .rooms import RoomView, asks, frame, languages_of


def place_of(thread: Thread, number: int | None) -> str:
    """Where a post stands: its page, and on it its own mark."""
    page = page_of(number) if number else pages_of(thread)
    return f"{thread.get_absolute_url()}?page={page}#{f'post-{number}' if number else 'waiting'}"


class ThreadView(WritingView):
    """One page of a thread, twenty posts long, with the form to answer."""

    def thread(self, key) -> Thread:
        rows = Thread.objects.visible_to(self.user).select_related("space", "accepted", "merged_into")
        return self.one(rows, key)

    def get(self, request: HttpRequest, key) -> HttpResponse:
        thread = self.thread(key)
        if thread.merged_into:
            return redirect(thread.merged_into)
        if "unread" in request.GET:
            return redirect(place_of(thread, first_unread(thread, self.user)))
        return self.show(thread, self.form(thread, initial=self.quotation(thread)))

    def form(self, thread: Thread, *args, **kwargs) -> ReplyForm:
        """What an answer is written in; in which language, where the space has several."""
        names = languages_of(thread.space)
        return ReplyForm(*args, languages=sorted(names, key=lambda pair: pair[0] != thread.language), **kwargs)

    def quotation(self, thread: Thread) -> dict[str, Any]:
        """What an answer begins with, where somebody asked to quote a post of this thread."""
        asked = self.request.GET.get("quote", "")
        if not asked.isascii() or not asked.isdigit() or len(asked) > 6:
            return {}
        post = Post.objects.visible_to(self.user).filter(thread=thread, number=int(asked)).first()
        return {"text": quoted(post.text), "quotes": post.key} if post else {}

    def post(self, request: HttpRequest, key) -> HttpResponse:
        thread = self.thread(key)
        if self.drops(request.POST.get("form_key")):
            return self.show(thread, self.form(thread, initial=self.typed()))
        verb = asks(request, "send", "preview", "react", "accept", "wish")
        if verb == "wish":
            set_thread_wish(thread, request.POST.get("wish", ""), by=self.user)
            messages.success(request, _("Kept."))
            return redirect(thread)
        if verb in ("react", "accept"):
            return self.mark(thread)
        form = self.form(thread, request.POST, request.FILES)
        self.hold_files(form, thread.space, request.POST.get("form_key"))
        if not form.is_valid():
            return self.show(thread, form, status=422)
        if verb == "preview":
            return self.show(thread, form, preview=shown(rendered(form.cleaned_data["text"])))
        quotes = Post.objects.visible_to(self.user).filter(thread=thread, key=form.cleaned_data["quotes"])
        values = {name: form.cleaned_data.get(name, "") for name in ("form_key", "text", "language")}
        post = self.attempt(reply, thread, by=self.user, quotes=quotes, form=form, **values)
        return redirect(place_of(post.thread, post.number)) if post else self.show(thread, form, status=422)

    def mark(self, thread: Thread) -> HttpResponse:
        """React to a post, or say that it answers the question."""
        posts = Post.objects.visible_to(self.user).filter(thread=thread)
        number = self.request.POST.get("post", "")
        post = (
            posts.filter(number=int(number)).first()
            if number.isascii() and number.isdigit() and len(number) < 7
            else None
        )
        if post is None:
            raise Http404
        on = self.request.POST.get("on") == "1"
        if self.request.POST["do"] == "accept":
            self.attempt(accept_answer, thread, post if on else None, by=self.user)
        elif self.request.POST.get("kind") in ReactionKind.values:
            self.attempt(react, post, self.request.POST["kind"], by=self.user, on=on)
        return redirect(place_of(thread, post.number))

    def show(self, thread: Thread, form: ReplyForm, *, preview: str = "", status: int = 200) -> HttpResponse:
        last = pages_of(thread)
        writes = self.request.method == "POST"
        page = last if writes else self.page_number(last)
        part = part_of(self.user, thread.space)
        posts = posts_on(thread, self.user, page, part)
        read, wish = mark_of(thread, self.user)
        for row in posts:
            row.is_new = bool(read and row.number and row.number > read and not row.is_mine)
        context = frame(thread.space, self.user) | {
            "thread": thread, "posts": posts, "number": page, "last": last, "form": form, "preview": preview, "part": part,
            "held": self.held(form["form_key"].value()) if writes else (),
            "may_reply": part.writes and takes_posts(thread),
            "may_accept": offers_accepting(thread, self.user, part), "themes": themes_of(thread),
            "wishes": Wish.choices, "wish": wish, "newest": thread.last_number,
            "thing": thing_of(thread.about_kind, thread.about_key, self.user) if thread.about_kind else None,
        }  # fmt: skip
        answer = Read(render_to_string("discussions/thread.html", context, self.request), status=status)
        return remember(answer, thread, self.user, max((row.number or 0 for row in posts), default=0), known=read)


class PostView(RoomView):
    """The lasting address of a post leads to where it stands."""

    sends_forms = False

    def get(self, request: HttpRequest, key) -> HttpResponse:
        post = self.one(Post.objects.visible_to(self.user).select_related("thread"), key)
        return redirect(place_of(post.thread, post.number))


class PostEditView(WritingView):
    """Change one's own post, or take it away; a facilitator changes another's, with words for its author."""

    def found(self, key) -> tuple[Post, type[ChangeForm]]:
        post = self.one(Post.objects.visible_to(self.user).select_related("thread__space"), key)
        if can_edit(self.user, post):
            return post, EditForm
        if can_moderate(self.user, post):
            return post, MendForm
        raise Http404

    def get(self, request: HttpRequest, key) -> HttpResponse:
        post, form = self.found(key)
        return self.show(post, form(initial={"text": post.text, "based_on": post.version}, files=self.files(post)))

    def files(self, post: Post):
        return PostFile.objects.visible_to(self.user).filter(post=post)

    def post(self, request: HttpRequest, key) -> HttpResponse:
        post, kind = self.found(key)
        if kind is EditForm and self.drops(post.form_key):
            return self.show(post, kind(initial=self.typed(), files=self.files(post)))
        form, verb = (
            kind(request.POST, request.FILES, files=self.files(post)),
            asks(request, "preview", "send", "take-away"),
        )
        if verb == "take-away":
            self.attempt(take_away, post, by=self.user, done=_("Your post is taken away."))
            left = Thread.objects.visible_to(self.user).filter(pk=post.thread_id).exists()
            return redirect(place_of(post.thread, post.number) if left else post.thread.space)
        if kind is EditForm:
            self.hold_files(form, post.thread.space, post.form_key)
        if not form.is_valid():
            return self.show(post, form, status=422)
        if verb == "preview":
            return self.show(post, form, preview=shown(rendered(form.cleaned_data["text"])))
        try:
            saved = self.attempt_edit(post, form)
        except Meanwhile:
            return self.both_texts(post, form)
        return redirect(place_of(post.thread, post.number)) if saved else self.show(post, form, status=422)

    def attempt_edit(self, post: Post, form: ChangeForm):
        if form.cleaned_data["based_on"] != post.version:
            raise Meanwhile
        values = {name: value for name, value in form.cleaned_data.items() if name != "attach"}
        if isinstance(form, MendForm):
            return self.attempt(moderate, post, "edit", by=self.user, form=form, **values)
        return self.attempt(edit_post, post, by=self.user, form=form, **values)

    def both_texts(self, post: Post, form: ChangeForm) -> HttpResponse:
        """What was typed and what stands there now; sending it again is then a choice."""
        again: Any = self.request.POST.copy()
        again["based_on"] = str(post.version)
        form.data = again
        return self.show(post, form, status=409, theirs=post.text)

    def show(
        self, post: Post, form: ChangeForm, *, preview: str = "", theirs: str = "", status: int = 200
    ) -> HttpResponse:
        context = frame(post.thread.space, self.user) | {
            "thread": post.thread, "post": post, "form": form, "preview": preview, "theirs": theirs,
            "is_mine": not isinstance(form, MendForm), "held": self.held(post.form_key),
        }  # fmt: skip
        return render(self.request, "discussions/post_form.html", context, status=status)


class ReportView(RoomView):
    """Say that a post should not stand as it does."""

    def found(self, key) -> Post:
        post = self.one(Post.objects.visible_to(self.user).select_related("thread__space"), key)
        if not can_report(self.user, post):
            raise Http404
        return post

    def get(self, request: HttpRequest, key) -> HttpResponse:
        return self.show(self.found(key), ReportForm())

    def post(self, request: HttpRequest, key) -> HttpResponse:
        post, form = self.found(key), ReportForm(request.POST)
        if not form.is_valid():
            return self.show(post, form, status=422)
        done = _("Your report is with the facilitators. They are not told that it is yours.")
        self.attempt(report, post, by=self.user, done=done, **form.cleaned_data)
        return redirect(place_of(post.thread, post.number))

    def show(self, post: Post, form: ReportForm, *, status: int = 200) -> HttpResponse:
        context = frame(post.thread.space, self.user) | {
            "thread": post.thread, "post": post, "html": shown(post.html), "form": form,
        }  # fmt: skip
        return render(self.request, "discussions/report_form.html", context, status=status)


class NamesView(RoomView):
    """Names to mention, for the writer's field. For a space that is not there, or not mine, an empty list."""

    sends_forms = False

    def get(self, request: HttpRequest, key) -> HttpResponse:
        space = Space.objects.open_to(self.user).filter(key=key).first()
        return JsonResponse({"names": mentionable(space, self.user, request.GET.get("q", "")[:80]) if space else []})
