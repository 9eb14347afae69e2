"""Hiding at once, answering whoever is concerned, and blackening words. For whoever may not, there is nothing here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.people.views.doors import PrivateView

from ..hiding import hide_now, keep_down, raise_concern, show_again
from ..models import Hiding, PracticePage, Submission
from ..permissions import can_end_hiding, can_hide_now, can_redact
from ..protection_forms import ConcernForm, EndingForm, WordsForm
from ..redacting import BLACK, backups_until, found, redact
from .desk import DeskView

PER_PAGE = 25


def shown(practice: UUID) -> PracticePage:
    """The practice in the language that was first, as long as anybody may read it."""
    page = PracticePage.objects.visible_to(None).filter(translation_key=practice).order_by("pk").first()
    if page is None:
        raise Http404
    return page


class HideNowView(PrivateView):
    """One press, for those who may; for everybody else nothing is here."""

    http_method_names = ["post"]

    def http_method_not_allowed(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        raise Http404

    def post(self, request: HttpRequest, practice: UUID) -> HttpResponse:
        page = shown(practice)
        if not can_hide_now(request.user, page):
            raise Http404
        hiding = hide_now(page, by=request.user)
        messages.success(request, _("Hidden. Nobody finds it any more; two people are told and look at it."))
        seen = Hiding.objects.visible_to(request.user).filter(pk=hiding.pk).exists()
        return redirect("practices:hiding", hiding.key) if seen else redirect(page.get_parent().get_url())


class ConcernView(PrivateView):
    """For anybody who sees that a practice puts a person at risk."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, practice: UUID) -> HttpResponse:
        return self.answer(ConcernForm(), shown(practice))

    def post(self, request: HttpRequest, practice: UUID) -> HttpResponse:
        page, form = shown(practice), ConcernForm(request.POST)
        if not form.is_valid():
            return self.answer(form, page, status=422)
        concern = raise_concern(practice, text=form.cleaned_data["text"], contact=form.cleaned_data["contact"])
        return render(request, "practices/protection/concern_done.html", {"hid": concern.hid})

    def answer(self, form: ConcernForm, page: PracticePage, status: int = 200) -> HttpResponse:
        return render(
            self.request, "practices/protection/concern.html", {"form": form, "practice": page}, status=status
        )


class HiddenListView(DeskView):
    """What was hidden, and what somebody is concerned about; what waits comes first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Hiding.objects.visible_to(self.user).order_by("-begun_at")
        waiting, ended = list(rows.open()), rows.exclude(ended_at=None).order_by("-ended_at")
        page = Paginator(ended, PER_PAGE).get_page(request.GET.get("page"))
        page.object_list = list(page.object_list)
        both = [*waiting, *page.object_list]
        titles = titles_of({row.practice_key for row in both})
        context = {
            "waiting": [(row, titles.get(row.practice_key, "")) for row in waiting],
            "ended": [(row, titles.get(row.practice_key, "")) for row in page.object_list],
            "page": page,
        }
        return render(request, "practices/protection/hidden_list.html", context)


def titles_of(keys: set[UUID]) -> dict[UUID, str]:
    """For the desk: hidden pages have a title there."""
    rows = PracticePage.objects.of_keys(keys).order_by("-pk")
    return dict(rows.values_list("translation_key", "title"))


class HidingView(DeskView):
    """One of them: why, what it says, and the decision."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        return self.answer(self.find(key), EndingForm())

    def find(self, key: UUID) -> Hiding:
        return self.one(Hiding.objects.visible_to(self.user), key=key)

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        hiding, form = self.find(key), EndingForm(request.POST)
        verb = {"show": show_again, "down": keep_down}.get(request.POST.get("do", ""))
        if verb is None or not can_end_hiding(self.user):
            raise Http404
        if not form.is_valid():
            return self.answer(hiding, form, status=422)
        self.attempt(
            verb, hiding, by=self.user, note=form.cleaned_data["note"], done=_("Done. Whoever wrote it is told.")
        )
        return redirect("practices:hiding", key)

    def answer(self, hiding: Hiding, form: EndingForm, status: int = 200) -> HttpResponse:
        pages = list(PracticePage.objects.of_keys({hiding.practice_key}).select_related("locale").order_by("pk"))
        context = {
            "hiding": hiding, "form": form, "pages": pages, "title": pages[0].title if pages else "",
            "may_end": can_end_hiding(self.user) and not hiding.ended_at, "may_redact": can_redact(self.user),
        }  # fmt: skip
        return render(self.request, "practices/protection/hiding.html", context, status=status)


class RedactView(DeskView):
    """Look where words stand, and then blacken them there."""

    def is_open(self, request: HttpRequest) -> bool:
        return super().is_open(request) and can_redact(request.user)

    def title(self, key: UUID) -> str:
        pages = PracticePage.objects.of_keys({key}).values_list("title", flat=True)
        titles = [
            *pages[:1],
            *Submission.objects.on_desk(self.user).filter(key=key).values_list("title", flat=True)[:1],
        ]
        if not titles:
            raise Http404
        return titles[0]

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        return self.answer(key, WordsForm())

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        self.title(key)
        form = WordsForm(request.POST)
        if not form.is_valid():
            return self.answer(key, form, status=422)
        try:
            if request.POST.get("do") != "redact":
                return self.answer(key, form, places=found(key, form.lines()))
            count = redact(key, form.lines(), by=request.user)
        except ValidationError as refusal:
            form.add_error("words", refusal.messages[0])
            return self.answer(key, form, status=422)
        except PermissionDenied:
            raise Http404
        sentence = ngettext(
            "Blackened in %(count)d place, for good.", "Blackened in %(count)d places, for good.", count
        )
        messages.success(request, sentence % {"count": count})
        return HttpResponseRedirect(reverse("practices:redact", args=[key]))

    def answer(
        self, key: UUID, form: WordsForm, *, places: dict[str, int] | None = None, status: int = 200
    ) -> HttpResponse:
        context: dict[str, Any] = {
            "form": form, "title": self.title(key), "places": places, "total": sum((places or {}).values()),
            "black": BLACK, "until": backups_until(),
        }  # fmt: skip
        return render(self.request, "practices/protection/redact.html", context, status=status)
