"""Writing a practice down, step by step."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..bringing.beside import beside
from ..left_over import has_left_over
from ..models import PracticeIndexPage, Submission
from ..moves import WITHIN, Side
from ..permissions import is_first_author
from ..readiness import CHECKLIST, lacks, marks
from ..rewording import reword_mark
from ..steps import BY_NAME, STEPS, WritingStep, step_of
from ..submitting import ChangedMeanwhile, begin, keep_mark, save, submit
from ..versions import differences, read
from ..writing_form import StartForm, StepForm
from .rooms import MembersView, own


def languages() -> list[tuple[str, str]]:
    """The languages in which the network publishes practices."""
    codes = set(
        PracticeIndexPage.objects.visible_to(None).filter(live=True).values_list("locale__language_code", flat=True)
    )
    return [(code, str(name)) for code, name in settings.LANGUAGES if code in codes]


def days() -> dict[str, int]:
    """How long each station takes at most, by its name, for templates."""
    return {state.value: number for state, number in WITHIN.items()}


class ShareView(MembersView):
    """The self-check, and the title with which everything begins."""

    def get(self, request: HttpRequest) -> HttpResponse:
        offered = languages()
        here = get_language() or "en"
        initial = {"form_key": uuid.uuid4(), "language": here if here in dict(offered) else "en"}
        return self.show(StartForm(languages=offered, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = StartForm(request.POST, languages=languages())
        if not form.is_valid():
            return self.show(form, status=422)
        submission = begin(self.user, **form.cleaned_data)
        return redirect("practices:write", submission.key, STEPS[0].name)

    def show(self, form: StartForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "days": days(), "altogether": sum(WITHIN.values())}
        return render(self.request, "practices/share/start.html", context, status=status)


class WriteView(MembersView):
    """One step of the form. Whatever was typed is kept, finished or not."""

    submission: Submission
    step: WritingStep

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.key, self.name = kwargs["key"], kwargs["step"]

    def find(self) -> None:
        self.submission = self.one(own(self.user), key=self.key)
        if self.name not in BY_NAME:
            raise Http404
        self.step = BY_NAME[self.name]

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        self.find()
        if not self.submission.writing:
            return redirect("practices:work", self.submission.key)
        return self.show(StepForm(submission=self.submission, step=self.step))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        self.find()
        quietly = request.headers.get("X-Autosave") == "1"
        form = StepForm(request.POST, submission=self.submission, step=self.step)
        if not self.submission.writing:
            return self.too_late(form, quietly)
        if not form.is_valid():
            return JsonResponse({"saved": False}, status=422) if quietly else self.show(form, status=422)
        try:
            saved = save(self.submission, form.values(), by=self.user, based_on=form.cleaned_data["based_on"])
        except ChangedMeanwhile as other:
            return self.both_texts(form, other.there, quietly)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return JsonResponse({"saved": False}, status=422) if quietly else self.show(form, status=422)
        if quietly:
            return JsonResponse(
                {"saved": True, "revision": saved.revision, "at": date_format(timezone.localtime(), "H:i")}
            )
        return self.onward()

    def onward(self) -> HttpResponse:
        """To where the button leads: the next step, the same with a new row, or the list."""
        wanted = self.request.POST.get("go", "next")
        if wanted.startswith("more-"):
            address = reverse("practices:write", args=[self.submission.key, self.step.name])
            return redirect(f"{address}#{wanted.removeprefix('more-')}")
        messages.success(self.request, _("Saved."))
        if wanted == "stay":
            return redirect("practices:write", self.submission.key, self.step.name)
        if wanted == "later":
            return redirect("practices:work", self.submission.key)
        number = STEPS.index(self.step)
        if number + 1 < len(STEPS):
            return redirect("practices:write", self.submission.key, STEPS[number + 1].name)
        return redirect("practices:check", self.submission.key)

    def both_texts(self, form: StepForm, there: Submission, quietly: bool) -> HttpResponse:
        """What was typed and what was saved elsewhere, side by side; sending it again is then a choice."""
        if quietly:
            return JsonResponse({"saved": False, "changed": True}, status=409)
        mine = read(there) | form.values()
        found = differences(mine, read(there))
        again: Any = self.request.POST.copy()
        again["based_on"] = str(there.revision)
        self.submission = there
        form = StepForm(again, submission=there, step=self.step)
        form.is_valid()
        return self.show(form, status=409, differences=found)

    def too_late(self, form: StepForm, quietly: bool) -> HttpResponse:
        """It was handed in elsewhere meanwhile: what was typed here is shown, to be copied, and nothing is changed."""
        if quietly:
            return JsonResponse({"saved": False, "changed": True}, status=409)
        form.is_valid()
        mine = read(self.submission) | form.values()
        context = {"submission": self.submission, "differences": differences(mine, read(self.submission))}
        return render(self.request, "practices/share/too_late.html", context, status=409)

    def show(self, form: StepForm, status: int = 200, **context) -> HttpResponse:
        number = STEPS.index(self.step)
        lacking = {step_of(lack.field).name for lack in lacks(self.submission)}
        steps = [
            {
                "title": step.title,
                "url": reverse("practices:write", args=[self.submission.key, step.name]),
                "state": "current" if step is self.step else "upcoming" if step.name in lacking else "done",
            }
            for step in STEPS
        ]
        context |= {
            "form": form, "submission": self.submission, "step": self.step, "steps": steps, "number": number + 1, "count": len(STEPS),
            "beside": beside(self.submission), "before": STEPS[number - 1] if number else None, "is_last": number + 1 == len(STEPS),
        }  # fmt: skip
        return render(self.request, "practices/share/step.html", context, status=status)


class CheckView(MembersView):
    """The last page before handing in: what lacks, what was marked, the checklist, the rights."""

    def get(self, request: HttpRequest, key) -> HttpResponse:
        submission = self.one(own(self.user), key=key)
        if not submission.writing:
            return redirect("practices:work", submission.key)
        return self.show(submission)

    def post(self, request: HttpRequest, key) -> HttpResponse:
        submission = self.one(own(self.user), key=key)
        if "mark" in request.POST and request.POST.get("do") == "reword":
            words = request.POST.get("words", "")
            self.attempt(reword_mark, submission, request.POST["mark"], words, by=self.user, done=_("Changed."))
            return redirect("practices:check", submission.key)
        if "mark" in request.POST:
            reason = request.POST.get("reason", "")
            self.attempt(
                keep_mark, submission, request.POST["mark"], reason, by=self.user, side=Side.OWNER, done=_("Kept, with your reason.")
            )  # fmt: skip
            return redirect("practices:check", submission.key)
        based_on = request.POST.get("based_on", "")
        ticks = request.POST.getlist("checklist")
        try:
            done = submit(
                submission, by=self.user, based_on=int(based_on) if based_on.isdigit() else 0, checklist=ticks,
                rights="rights" in request.POST,
            )  # fmt: skip
        except ChangedMeanwhile as other:
            messages.error(request, _("The text has changed since you opened this page. Look through it once more."))
            return self.show(other.there, status=409)
        except PermissionDenied as refusal:
            return self.show(submission, status=422, refusals=[str(refusal)], ticked=ticks)
        except ValidationError as refusal:
            return self.show(submission, status=422, refusals=refusal.messages, ticked=ticks)
        messages.success(request, _("Handed in. You see below who has it next."))
        return redirect("practices:work", done.key)

    def show(self, submission: Submission, status: int = 200, **context) -> HttpResponse:
        found = marks(submission)
        context |= {
            "submission": submission,
            "lacks": [(lack, step_of(lack.field).name) for lack in lacks(submission)],
            "open": [(mark, step_of(mark.field).name) for mark in found if not mark.reason],
            "kept": [mark for mark in found if mark.reason],
            "checklist": CHECKLIST,
            "may_hand_in": is_first_author(self.user, submission),
            "left_over": has_left_over(submission),
            "days": days(),
            "altogether": sum(WITHIN.values()),
        }
        return render(self.request, "practices/share/check.html", context, status=status)
