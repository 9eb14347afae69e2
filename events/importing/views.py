"""“Import a webinar” in the CMS: hand a document in, correct what was read beside its text, save a draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from network_site.reading.forms import DocumentForm
from network_site.reading.reader import MAX_BYTES, UnreadableDocument, read

from ..permissions import can_import_records
from .forms import CitationFormSet, RecordForm, TakeawayFormSet, initial, record_from
from .parser import parse
from .publisher import Outcome, Source, digest_of, keep

TEMPLATE = "events/admin/import.html"
REVIEW = "events/admin/import_review.html"


class ImportView(View):
    """The two steps: a document or its text, then the filled form."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not can_import_records(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask(request, DocumentForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.save(request) if "source_digest" in request.POST else self.read(request)

    def ask(self, request: HttpRequest, form: DocumentForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "page_title": _("Import a webinar"), "header_icon": "upload"}
        return render(request, TEMPLATE, context, status=status)

    def read(self, request: HttpRequest) -> HttpResponse:
        """Read the document and show what was understood; nothing is stored yet."""
        form = DocumentForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.ask(request, form, status=422)
        upload = form.cleaned_data["document"]
        try:
            if upload and upload.size > MAX_BYTES:
                raise UnreadableDocument(_("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1024**2})
            data = upload.read() if upload else form.cleaned_data["text"].encode()
            name = upload.name if upload else _("pasted text") + ".txt"
            document = read(data, name)
        except UnreadableDocument as refusal:
            form.add_error("document" if upload else "text", str(refusal))
            return self.ask(request, form, status=422)
        filled = initial(parse(document))
        source = {"source_name": name, "source_digest": digest_of(data), "source_text": document.text}
        return self.review(
            request,
            RecordForm(initial=filled["record"] | source),
            TakeawayFormSet(initial=filled["takeaways"], prefix="takeaways"),
            CitationFormSet(initial=filled["citations"], prefix="citations"),
            document.text,
        )

    def review(self, request, record, takeaways, citations, text: str, status: int = 200) -> HttpResponse:
        context = {
            "form": record, "takeaways": takeaways, "citations": citations, "source_text": text,
            "page_title": _("Correct what was read"), "header_icon": "upload",
        }  # fmt: skip
        return render(request, REVIEW, context, status=status)

    def save(self, request: HttpRequest) -> HttpResponse:
        """Keep the corrected record as a draft and go on to its page."""
        record = RecordForm(request.POST)
        takeaways = TakeawayFormSet(request.POST, prefix="takeaways")
        citations = CitationFormSet(request.POST, prefix="citations")
        if not (record.is_valid() and takeaways.is_valid() and citations.is_valid()):
            return self.review(request, record, takeaways, citations, request.POST.get("source_text", ""), status=422)
        values = record.cleaned_data
        source = Source(values["source_name"], values["source_digest"], values["source_text"])
        try:
            report = keep(record_from(values, takeaways, citations), source, user=request.user)
        except LookupError as missing:
            record.add_error(None, str(missing))
            return self.review(request, record, takeaways, citations, values["source_text"], status=422)
        self.tell(request, report)
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[report.page.pk]))

    def tell(self, request: HttpRequest, report) -> None:
        words = {
            Outcome.CREATED: _("The record is saved as a draft. Look through it and publish it when it is right."),
            Outcome.SAME: _("This document was imported before; nothing was changed. Here is its record."),
            Outcome.CHANGED: _("The record that was made from an earlier version of this document has been updated."),
        }[report.outcome]
        messages.success(request, words)
        if report.kept:
            messages.warning(request, _("Kept as corrected by hand: %(fields)s.") % {"fields": ", ".join(report.kept)})
