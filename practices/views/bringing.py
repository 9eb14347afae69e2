"""Beginning from a text that exists already."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network_site.reading.bounded import UnreadableDocument, read_pasted, read_upload
from network_site.reading.words import language_of

from ..bringing.beside import beside
from ..bringing.verbs import bring_in, drop, place, put_away
from ..models import Submission
from ..steps import STEPS
from ..writing_form import BringForm
from .rooms import MembersView, own
from .share import languages


def language_written(text: str) -> str:
    """The language of a text, if the network publishes in it; else the one the writer reads the site in."""
    offered = dict(languages())
    return next((code for code in (language_of(text), get_language()) if code in offered), "en")


class BringView(MembersView):
    """A document or a pasted text, and the draft it fills. Nothing of the file itself is kept."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(BringForm(languages=languages(), initial={"form_key": uuid.uuid4()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BringForm(request.POST, request.FILES, languages=languages())
        if not form.is_valid():
            return self.show(form, status=422)
        upload = form.cleaned_data["document"]
        try:
            document = read_upload(upload) if upload else read_pasted(form.cleaned_data["text"])
            language = form.cleaned_data["language"] or language_written(document.text)
            chosen = {name: form.cleaned_data[name] for name in ("form_key", "title", "extent")}
            submission = bring_in(self.user, document=document, language=language, **chosen)
        except UnreadableDocument as refusal:
            form.add_error("document" if upload else "text", str(refusal))
            return self.show(form, status=422)
        except ValidationError as refusal:
            form.add_error("title", refusal.messages)
            return self.show(form, status=422)
        self.tell(submission)
        return redirect("practices:write", submission.key, STEPS[0].name)

    def tell(self, submission: Submission) -> None:
        shown = beside(submission)
        messages.success(self.request, _("The text is read. Look through what it filled; it stands beside the form."))
        if shown and shown.left:
            messages.warning(
                self.request, _("Some words found no place. Nothing of them is lost: place them, or drop them.")
            )

    def show(self, form: BringForm, status: int = 200) -> HttpResponse:
        return render(self.request, "practices/share/bring.html", {"form": form}, status=status)


class BroughtView(MembersView):
    """The text that was brought in, and the words of it that wait for a place."""

    def find(self, key) -> Submission:
        submission = self.one(own(self.user), key=key)
        if not submission.writing or beside(submission) is None:
            raise Http404
        return submission

    def get(self, request: HttpRequest, key) -> HttpResponse:
        submission = self.find(key)
        context = {"submission": submission, "beside": beside(submission)}
        return render(request, "practices/share/brought.html", context)

    def post(self, request: HttpRequest, key) -> HttpResponse:
        submission = self.find(key)
        verb, row = request.POST.get("do"), request.POST.get("row", "")
        if verb == "place":
            self.attempt(place, submission, row, request.POST.get("field", ""), by=self.user, done=_("Placed."))
        elif verb == "drop":
            self.attempt(drop, submission, row, by=self.user, done=_("Dropped."))
        elif verb == "away":
            if self.attempt(put_away, submission, by=self.user, done=_("The text you began from is put away.")):
                return redirect("practices:write", key, STEPS[0].name)
        else:
            raise Http404
        return redirect("practices:brought", key)
