"""From a post to a draft, and what is asked of those whose words it quotes."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.discussions.attribution import bylines
from members.discussions.lessons import can_take_out, lesson_of
from members.discussions.markup import rendered, shown
from members.discussions.models import Post
from members.people.plain import PlainField

from ..lessons import agreed, answer_quotation, share_lesson
from ..models import Quotation
from ..permissions import can_share
from .rooms import MembersView, own


class LessonForm(forms.Form):
    title = PlainField(label=gettext_lazy("Title of the draft"), max_length=110)


class LessonView(MembersView):
    """What of one's post would leave the space, and beginning a draft with it."""

    def find(self, key) -> Post:
        post = self.one(Post.objects.visible_to(self.user).select_related("thread__space"), key=key)
        if not (can_take_out(self.user, post) and can_share(self.user)):
            raise Http404
        return post

    def get(self, request: HttpRequest, key) -> HttpResponse:
        post = self.find(key)
        return self.show(post, LessonForm(initial={"title": lesson_of(post).title}))

    def post(self, request: HttpRequest, key) -> HttpResponse:
        post, form = self.find(key), LessonForm(request.POST)
        if not form.is_valid():
            return self.show(post, form, status=422)
        begun = self.attempt(
            share_lesson, post, by=self.user, title=form.cleaned_data["title"],
            done=_("Your draft is begun. Nobody else sees it."),
        )  # fmt: skip
        if not begun:
            return self.show(post, form, status=422)
        submission = self.one(own(self.user), lesson__post_key=post.key)
        return redirect("practices:write", submission.key, "what")

    def show(self, post: Post, form: LessonForm, *, status: int = 200) -> HttpResponse:
        lesson = lesson_of(post)
        names = bylines([quoted.post for quoted in lesson.quoted], self.user)
        there = own(self.user).filter(lesson__post_key=post.key).first()
        context = {
            "post": post, "form": form, "lesson": lesson, "html": shown(rendered(lesson.text)), "there": there,
            "agreed": agreed(there) if there else 0,
            "quoted": [{"name": names[quoted.post.pk].name, "words": quoted.words} for quoted in lesson.quoted],
        }  # fmt: skip
        return render(self.request, "practices/share/lesson.html", context, status=status)


class QuotationView(MembersView):
    """Somebody wants to take words of mine along: yes or no."""

    def get(self, request: HttpRequest, key) -> HttpResponse:
        return self.show(key)

    def post(self, request: HttpRequest, key) -> HttpResponse:
        row, said = self.one(Quotation.objects.visible_to(self.user), key=key), request.POST.get("do")
        if said not in ("agree", "refuse"):
            raise Http404
        agree = said == "agree"
        done = _("You agreed. Thank you.") if agree else _("Your words stay where they are. Nobody is told.")
        self.attempt(answer_quotation, row, by=self.user, agree=agree, done=done)
        return redirect("practices:quotation", key)

    def show(self, key) -> HttpResponse:
        row = self.one(Quotation.objects.visible_to(self.user), key=key)
        standing = Post.objects.visible_to(self.user).filter(key=row.post_key).first()
        asking = (
            Post.objects.visible_to(self.user).filter(key=row.lesson.post_key).select_related("thread__space").first()
        )
        name = bylines([asking], self.user)[asking.pk].name if asking else ""
        context = {"quotation": row, "standing": standing, "name": name}
        return render(self.request, "practices/share/quotation.html", context)
